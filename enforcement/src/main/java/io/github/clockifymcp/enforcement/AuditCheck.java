package io.github.clockifymcp.enforcement;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What checking an audit log came to. An intact chain shows that no line was changed, put in or
/// taken out; that lines were cut off at the end shows only beside a `head` noted earlier.
///
/// @param lines how many lines have a number and a place in the chain
/// @param recovered how many pieces were left behind by processes that were killed, and are
///   accounted for
/// @param unfinished whether the file ends in such a piece, which the next row will account for
/// @param head digest of the last line
/// @param faults what is wrong, with the line in the file; empty when the chain is intact
public record AuditCheck(
        long lines, long recovered, boolean unfinished, String head, List<String> faults) {
    private static final int LONGEST_LINE = 16 * 1024 * 1024;
    private static final int MOST_FAULTS = 100;

    public AuditCheck {
        faults = List.copyOf(faults);
    }

    /// Whether nothing is wrong.
    public boolean intact() {
        return faults.isEmpty();
    }

    static AuditCheck of(Path path) throws IOException {
        Reader reader = new Reader();
        try (InputStream in =
                new BufferedInputStream(
                        Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    reader.line(line.toByteArray());
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(b);
                } else {
                    throw new IOException("a line of the audit log is too long");
                }
            }
            return reader.ended(line.size() > 0);
        }
    }

    private static final class Reader {
        private final List<String> faults = new ArrayList<>();
        private final ByteArrayOutputStream torn = new ByteArrayOutputStream();
        private long at;
        private long number;
        private long lines;
        private long recovered;
        private String last = AuditLine.NOTHING;

        void line(byte[] bytes) {
            at++;
            Optional<AuditLine.Read> read = AuditLine.read(bytes);
            if (read.isEmpty()) {
                torn.writeBytes(bytes);
                torn.write('\n');
                return;
            }
            AuditLine.Read line = read.get();
            boolean accounted = CanonicalJson.sha256(torn.toByteArray()).equals(line.torn());
            if (torn.size() > 0 && !accounted) {
                fault("what stands before it is no line, and is not accounted for");
            } else if (line.torn() != null && !accounted) {
                fault("it accounts for something that is not there");
            } else if (line.torn() != null) {
                recovered++;
            }
            torn.reset();
            if (line.line().number() != number + 1) {
                fault("its number is %d after %d".formatted(line.line().number(), number));
            } else if (!line.before().equals(last)) {
                fault("the line before it has been changed");
            }
            number = line.line().number();
            last = line.line().digest();
            lines++;
        }

        AuditCheck ended(boolean piece) {
            return new AuditCheck(lines, recovered, piece || torn.size() > 0, last, faults);
        }

        private void fault(String what) {
            if (faults.size() < MOST_FAULTS) {
                faults.add("line %d: %s".formatted(at, what));
            }
        }
    }
}
