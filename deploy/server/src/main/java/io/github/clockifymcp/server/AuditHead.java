package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Where an audit log once ended, as somebody noted it.
///
/// @param digest 64 hexadecimal digits
record AuditHead(String digest) {
    private static final Pattern LINE = Pattern.compile("(?im)^(?:head )?([0-9a-f]{64})$");
    private static final int LONGEST_FILE = 64 * 1024;

    /// Reads a digest, or a file that has one.
    static final class Converter implements ITypeConverter<AuditHead> {
        @Override
        public AuditHead convert(String text) {
            return in(text).or(() -> in(file(text)))
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "it takes a digest, 64 characters of 0-9 and a-f, or a file"
                                            + " with one."));
        }

        /// The last one that there is.
        private static Optional<AuditHead> in(String text) {
            Matcher lines = LINE.matcher(text);
            AuditHead last = null;
            while (lines.find()) {
                last = new AuditHead(lines.group(1).toLowerCase(Locale.ROOT));
            }
            return Optional.ofNullable(last);
        }

        private static String file(String name) {
            try (InputStream in = Files.newInputStream(Path.of(name))) {
                return new String(in.readNBytes(LONGEST_FILE), UTF_8);
            } catch (IOException | InvalidPathException e) {
                return "";
            }
        }
    }
}
