package io.github.clockifymcp.bench;

import java.io.BufferedReader;
import java.io.IOException;
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
        BufferedReader lines = process.inputReader();
        port = port(lines, says);
        // What it says from now on must not fill its pipe.
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
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
        String stat = Files.readString(Path.of("/proc/%d/stat".formatted(process.pid())));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return ticks * 1_000_000 / TICKS_PER_SECOND;
    }

    /// What it holds in memory, in bytes.
    long residentBytes() throws IOException {
        return StdioServer.residentBytes(process.pid());
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
