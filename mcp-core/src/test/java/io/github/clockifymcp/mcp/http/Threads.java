package io.github.clockifymcp.mcp.http;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The threads there are, virtual ones too.
final class Threads {
    private static final Pattern EACH = Pattern.compile("\\R\\R");

    private Threads() {}

    /// How many are somewhere inside a class of this name.
    static long inside(String type) {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.TEXT_PLAIN);
            String all = Files.readString(dump);
            Files.delete(dump);
            Files.delete(folder);
            return EACH.splitAsStream(all).filter(each -> each.contains("." + type + ".")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
