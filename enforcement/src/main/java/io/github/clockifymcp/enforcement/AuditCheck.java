package io.github.clockifymcp.enforcement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private static final int MOST_FAULTS = 100;

    public AuditCheck {
        faults = List.copyOf(faults);
    }

    /// Whether nothing is wrong.
    public boolean intact() {
        return faults.isEmpty();
    }

    /// @param noted the digest of some line, noted earlier and elsewhere; null for none
    static AuditCheck of(Path path, @Nullable String noted) throws IOException {
        Reader reader = new Reader(noted);
        int piece = AuditReading.lines(path, reader::line);
        return reader.ended(piece > 0);
    }

    private static final class Reader {
        private final List<String> faults = new ArrayList<>();
        private final ByteArrayOutputStream torn = new ByteArrayOutputStream();
        private long at;
        private long number;
        private long lines;
        private long recovered;
        private String last = AuditLine.NOTHING;
        private final @Nullable String noted;
        private boolean found;

        Reader(@Nullable String noted) {
            this.noted = noted;
            this.found = AuditLine.NOTHING.equals(noted);
        }

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
            found |= last.equals(noted);
            lines++;
        }

        AuditCheck ended(boolean piece) {
            if (noted != null && !found) {
                faults.add(
                        "no line has the digest that was noted: lines were cut off at the end, or"
                                + " changed, or the file was written anew");
            }
            return new AuditCheck(lines, recovered, piece || torn.size() > 0, last, faults);
        }

        private void fault(String what) {
            if (faults.size() < MOST_FAULTS) {
                faults.add("line %d: %s".formatted(at, what));
            }
        }
    }
}
