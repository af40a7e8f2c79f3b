package io.github.clockifymcp.enforcement;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The file of the audit log: it only grows, each line holds the digest of the one before it, and
/// several processes add to it. One thread uses an object of this class.
///
/// Only what has a newline at its end is a line. A process that is killed while writing leaves a
/// piece of one behind; the next that writes leaves it where it is, ends it with a newline, and
/// adds a line that says so. Nothing is ever taken out of the file.
final class AuditFile {
    private static final int CHUNK = 64 * 1024;
    private static final int FARTHEST_BACK = 16 * 1024 * 1024;

    private final Path path;
    private final FolderLock lock;
    private long size = -1;
    private long number;
    private String last = AuditLine.NOTHING;

    AuditFile(Path path) {
        this.path = path;
        this.lock = new FolderLock(path.resolveSibling(path.getFileName() + ".lock"));
    }

    /// Adds rows, all or none of which are then known to this object.
    ///
    /// @param durably whether they have reached the disk when this returns
    void add(List<AuditRow> rows, boolean durably) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        long known = size;
        size = -1;
        size = lock.holding(() -> addLocked(rows, durably, known));
    }

    private long addLocked(List<AuditRow> rows, boolean durably, long known) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        StateFolder.ownersOnly(path))) {
            long end = file.size();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (end < known) {
                // Somebody has cut the file. Going on where we were leaves a gap that shows.
                out.write('\n');
            } else if (end > known) {
                catchUp(file, end, rows.getFirst().at(), out);
            }
            for (AuditRow row : rows) {
                add(AuditLine.of(number + 1, last, row), out);
            }
            ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
            long at = end;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
            if (durably) {
                file.force(true);
            }
            return at;
        }
    }

    private void add(AuditLine line, ByteArrayOutputStream out) {
        line.writeTo(out);
        out.write('\n');
        number = line.number();
        last = line.digest();
    }

    /// Finds the last whole line, which another process has written since or before.
    private void catchUp(FileChannel file, long end, Instant now, ByteArrayOutputStream out)
            throws IOException {
        long from = end;
        byte[] tail = new byte[0];
        while (true) {
            Optional<Tail> found = Tail.in(tail, from == 0);
            if (found.isPresent()) {
                goOn(found.get(), now, out);
                return;
            }
            if (end - from >= FARTHEST_BACK) {
                throw new IOException("the end of the audit log is not one");
            }
            long earlier = Math.max(0, from - Math.max(CHUNK, tail.length));
            tail = read(file, earlier, (int) (end - earlier));
            from = earlier;
        }
    }

    private void goOn(Tail tail, Instant now, ByteArrayOutputStream out) {
        number = tail.number;
        last = tail.last;
        if (tail.torn.length == 0) {
            return;
        }
        Optional<AuditLine> whole = tail.lineWithoutItsEnd();
        if (whole.isPresent()) {
            out.write('\n');
            number = whole.get().number();
            last = whole.get().digest();
            return;
        }
        byte[] torn = tail.torn;
        if (torn[torn.length - 1] != '\n') {
            out.write('\n');
            torn = Arrays.copyOf(torn, torn.length + 1);
            torn[torn.length - 1] = '\n';
        }
        add(
                AuditLine.recovered(number + 1, last, now, CanonicalJson.sha256(torn), torn.length),
                out);
    }

    private static byte[] read(FileChannel file, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Goes on until it is full.
        }
        return bytes.array();
    }

    /// The end of a file: the last whole line, and what stands after it.
    private static final class Tail {
        private final long number;
        private final String last;
        private final byte[] torn;

        private Tail(long number, String last, byte[] torn) {
            this.number = number;
            this.last = last;
            this.torn = torn;
        }

        /// Looks for the last whole line in the last bytes of a file.
        ///
        /// @param all whether these are all bytes of the file
        static Optional<Tail> in(byte[] bytes, boolean all) {
            int end = bytes.length;
            while (end > 0) {
                int newline = newline(bytes, end);
                int start = newline < 0 ? -1 : newline(bytes, newline) + 1;
                if (newline < 0 || (start == 0 && !all)) {
                    break;
                }
                Optional<AuditLine.Read> line =
                        AuditLine.read(Arrays.copyOfRange(bytes, start, newline));
                if (line.isPresent()) {
                    AuditLine good = line.get().line();
                    byte[] torn = Arrays.copyOfRange(bytes, newline + 1, bytes.length);
                    return Optional.of(new Tail(good.number(), good.digest(), torn));
                }
                end = newline;
            }
            return all ? Optional.of(new Tail(0, AuditLine.NOTHING, bytes)) : Optional.empty();
        }

        /// The line that lacks nothing but its newline: its writer came that far.
        Optional<AuditLine> lineWithoutItsEnd() {
            int start = newline(torn, torn.length) + 1;
            String before = CanonicalJson.sha256(Arrays.copyOf(torn, start));
            return AuditLine.read(Arrays.copyOfRange(torn, start, torn.length))
                    .filter(line -> line.line().number() == number + 1)
                    .filter(line -> line.before().equals(last))
                    .filter(line -> start == 0 || before.equals(line.torn()))
                    .map(AuditLine.Read::line);
        }

        private static int newline(byte[] bytes, int before) {
            int at = before - 1;
            while (at >= 0 && bytes[at] != '\n') {
                at--;
            }
            return at;
        }
    }
}
