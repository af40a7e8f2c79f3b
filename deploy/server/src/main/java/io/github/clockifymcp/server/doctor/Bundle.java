package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What somebody who helps needs to see, in one file: the report, the settings with secrets masked,
/// and versions. No log and no audit log, which tell what people do.
public final class Bundle {
    private Bundle() {}

    /// Writes it, for its owner alone.
    ///
    /// @throws IOException when it cannot be written, or something is there already
    public static void write(Report report, Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owners =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (OutputStream out =
                        Channels.newOutputStream(Files.newByteChannel(file, options, owners));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> each : contents(report).entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(report.at().toEpochMilli());
                zip.putNextEntry(entry);
                zip.write(each.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }

    private static Map<String, String> contents(Report report) {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("report.json", ReportJson.of(report).toPrettyString() + "\n");
        contents.put("settings.json", ReportJson.settings(report).toPrettyString() + "\n");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ReportText.print(report, true, new PrintStream(text, true, UTF_8));
        contents.put("report.txt", text.toString(UTF_8));
        contents.put(
                "versions.txt",
                "clockify-mcp %s%nJava %s (%s)%n%s %s, %s%n%d processors, %d MB for the heap%n"
                        .formatted(
                                report.version(),
                                Runtime.version(),
                                System.getProperty("java.vendor", "?"),
                                System.getProperty("os.name", "?"),
                                System.getProperty("os.version", "?"),
                                System.getProperty("os.arch", "?"),
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.getRuntime().maxMemory() >> 20));
        return contents;
    }
}
