package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A packaged server of a service, all of whose words are kept in a file.
///
/// @param log what it and those before it said
record Replica(Process process, int port, Path log) implements Reachable, AutoCloseable {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    /// Starts it, and waits until it listens.
    ///
    /// @param log appended to
    static Replica start(ProcessBuilder server, Path log) throws IOException, InterruptedException {
        long before = Files.exists(log) ? Files.size(log) : 0;
        Process process =
                server.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            Matcher port = PORT.matcher(from(log, before));
            if (port.find()) {
                return new Replica(process, Integer.parseInt(port.group(1)), log);
            }
            Thread.sleep(20);
        }
        process.destroyForcibly();
        throw new IOException("the server does not listen: " + from(log, before));
    }

    private static String from(Path log, long begin) throws IOException {
        byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
        int from = (int) Math.min(begin, all.length);
        // A line that is half written may have half a number.
        String text = new String(all, from, all.length - from, UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /// What was said so far.
    List<String> said() throws IOException {
        return Files.readAllLines(log, UTF_8);
    }

    /// SIGKILL.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM, and what is running may end.
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
