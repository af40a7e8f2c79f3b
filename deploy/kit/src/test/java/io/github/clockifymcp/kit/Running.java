package io.github.clockifymcp.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A server that was started, and all that it says.
record Running(Process process, Path log) implements AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    static Running start(ProcessBuilder command, Path log) throws IOException {
        return new Running(
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    /// A port that nobody has.
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Runs a command to its end.
    ///
    /// @return what it said
    static String finished(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("It ended with %d: %s".formatted(process.exitValue(), said));
        }
        return said;
    }

    /// Asks until the answer is 200.
    HttpResponse<String> ready(HttpClient http, String address)
            throws IOException, InterruptedException {
        try {
            return until200(http, address, process::isAlive);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ": " + Files.readString(log), e);
        }
    }

    /// Asks until the answer is 200, as long as there is somebody to ask.
    static HttpResponse<String> until200(HttpClient http, String address, BooleanSupplier alive)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        long end = System.nanoTime() + PATIENCE_NANOS;
        String last = "nothing";
        while (alive.getAsBoolean() && System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return answer;
                }
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                last = String.valueOf(e.getMessage());
            }
            Thread.sleep(50);
        }
        throw new IOException("%s is not ready (%s)".formatted(address, last));
    }

    /// Tells it to end, which it does by itself.
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It does not end.");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
