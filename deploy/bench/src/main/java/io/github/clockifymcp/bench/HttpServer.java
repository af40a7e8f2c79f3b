package io.github.clockifymcp.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A packaged program that listens on a port of this machine and says which.
final class HttpServer implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100;
    private static final Pattern OBJECTS =
            Pattern.compile("(?m)^\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+)");

    private final Process process;
    private final long start;
    private final int port;

    /// Starts it and waits until it has said its port.
    ///
    /// @param says what its line with the port looks like; the first group is the port
    HttpServer(List<String> command, Map<String, String> environment, Pattern says)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        start = System.nanoTime();
        process = builder.start();
        port = port(process.inputReader(), says);
        // What it says from now on must not fill its pipe, and takes no time from what is measured.
        // A virtual thread that reads a pipe keeps one of the few threads that all of them share.
        Thread.ofPlatform().daemon().start(() -> drain(process.getInputStream()));
    }

    private static void drain(InputStream said) {
        try {
            said.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The process was ended, and its pipe with it.
        }
    }

    private static int port(BufferedReader lines, Pattern says) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = says.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("the program ended before it listened");
    }

    int port() {
        return port;
    }

    /// Nanoseconds since the process was started.
    long elapsed() {
        return System.nanoTime() - start;
    }

    /// The processor time it has used, in microseconds.
    long cpuMicros() throws IOException {
        return cpuMicros(process.pid());
    }

    /// What it holds in memory, in bytes, as the kernel counts it.
    long residentBytes() throws IOException {
        return StdioServer.residentBytes(process.pid());
    }

    static long cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ticks * 1_000_000 / TICKS_PER_SECOND;
    }

    /// What it has in its heap after garbage was collected, in bytes. RSS would say what it once
    /// needed.
    ///
    /// @param jdk whose `jcmd` asks it
    long heapBytes(Path jdk) throws IOException {
        return heapBytes(jdk, process.pid());
    }

    /// The same of any process.
    static long heapBytes(Path jdk, long pid) throws IOException {
        ask(
                jdk, pid,
                "GC.run"); // what this makes unreachable, the histogram's own collection takes
        Matcher objects = OBJECTS.matcher(ask(jdk, pid, "GC.class_histogram"));
        long bytes = 0;
        while (objects.find()) {
            // The collector leaves small gaps as they are and fills them with this.
            if (!objects.group(2).contains("FillerElement")) {
                bytes += Long.parseLong(objects.group(1));
            }
        }
        if (bytes == 0) {
            throw new IOException("the JVM does not say what is in its heap");
        }
        return bytes;
    }

    private static String ask(Path jdk, long pid, String what) throws IOException {
        Process jcmd =
                new ProcessBuilder(jdk.resolve("bin/jcmd").toString(), Long.toString(pid), what)
                        .redirectErrorStream(true)
                        .start();
        try (var lines = jcmd.inputReader()) {
            return String.join("\n", lines.lines().toList());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
