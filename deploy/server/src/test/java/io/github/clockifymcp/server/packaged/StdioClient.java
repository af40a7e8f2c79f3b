package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client on a process's standard streams, as plain as can be: it sends lines and remembers every
/// line that comes.
final class StdioClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_SECONDS = 60;
    private static final String END = "";

    private final Process process;
    private final OutputStream input;
    private final LinkedBlockingQueue<String> arriving = new LinkedBlockingQueue<>();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> errors = new CompletableFuture<>();

    private StdioClient(Process process) {
        this.process = process;
        this.input = process.getOutputStream();
        Thread.ofPlatform().daemon().start(this::read);
        Thread.ofPlatform().daemon().start(this::readErrors);
    }

    static StdioClient start(ProcessBuilder server) throws IOException {
        return new StdioClient(server.start());
    }

    /// Every line of standard output so far.
    List<String> output() {
        return List.copyOf(output);
    }

    /// Everything on standard error, once the process has ended.
    String errors() {
        return errors.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    Process process() {
        return process;
    }

    void send(String line) throws IOException {
        input.write((line + "\n").getBytes(UTF_8));
        input.flush();
    }

    /// Sends a request and waits for its answer. A person who is asked meanwhile agrees.
    ObjectNode ask(String request) throws IOException, InterruptedException {
        send(request);
        return answer(JSON.readTree(request).path("id").asInt());
    }

    /// Waits for the answer of this id.
    ///
    /// @throws IOException when the server ends first, says something that is not MCP, or is silent
    ObjectNode answer(int id) throws IOException, InterruptedException {
        while (true) {
            ObjectNode message = message();
            if (message.has("method") && message.has("id")) {
                agree(message);
            } else if (message.path("id").asInt(-1) == id) {
                return message;
            }
        }
    }

    /// The next message, whatever it is.
    ObjectNode message() throws IOException, InterruptedException {
        @Nullable String line = arriving.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new IOException("The server is silent.");
        }
        if (line.equals(END)) {
            throw new IOException("The server ended: " + errors());
        }
        return parsed(line);
    }

    /// Closes the server's input and waits for its end.
    ///
    /// @return the exit code
    int leave() throws IOException, InterruptedException {
        input.close();
        return ended();
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int ended() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("The server does not end.");
        }
        var _ = errors();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static ObjectNode parsed(String line) throws IOException {
        try {
            if (JSON.readTree(line) instanceof ObjectNode message
                    && message.path("jsonrpc").asText().equals("2.0")) {
                return message;
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new IOException("This is not MCP: " + line);
    }

    private void agree(JsonNode question) throws IOException {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", question.get("id"));
        answer.putObject("result")
                .put("action", "accept")
                .putObject("content")
                .put("confirm", true);
        send(answer.toString());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                arriving.add(line.isEmpty() ? "an empty line" : line);
            }
        } catch (IOException e) {
            arriving.add("standard output broke off: " + e);
        }
        arriving.add(END);
    }

    private void readErrors() {
        try {
            errors.complete(new String(process.getErrorStream().readAllBytes(), UTF_8));
        } catch (IOException e) {
            errors.complete("standard error broke off: " + e);
        }
    }
}
