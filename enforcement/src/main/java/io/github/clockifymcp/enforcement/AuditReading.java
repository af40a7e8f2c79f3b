package io.github.clockifymcp.enforcement;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads the file of an audit log from its beginning to where it ends now.
///
/// It takes no lock, so that nobody who writes has to wait for a reader: the file only grows, and
/// what has no newline yet is no line yet.
public final class AuditReading {
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private AuditReading() {}

    /// Gives every row to whoever wants them, in the order of the file. What is no line is left
    /// out; [AuditLines#verify] says whether that is as it should be.
    ///
    /// @throws IOException when it cannot be read, or is a link
    public static void rows(Path path, Consumer<AuditEntry> each) throws IOException {
        var _ = lines(path, line -> AuditEntry.read(line).ifPresent(each));
    }

    /// Gives every line without the newline that ends it.
    ///
    /// @return how many bytes stand after the last newline
    static int lines(Path path, Consumer<byte[]> each) throws IOException {
        try (InputStream in =
                new BufferedInputStream(
                        Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    each.accept(line.toByteArray());
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(b);
                } else {
                    throw new IOException("a line of the audit log is too long");
                }
            }
            return line.size();
        }
    }
}
