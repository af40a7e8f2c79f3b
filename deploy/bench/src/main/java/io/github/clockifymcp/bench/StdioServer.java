package io.github.clockifymcp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged server on the sandbox, as a client on stdio sees it.
final class StdioServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}\
            """;

    private final Process process;
    private final BufferedReader lines;
    private final OutputStream out;
    private final long start;
    private int id;

    /// Starts it on the sandbox.
    ///
    /// @param launcher the packaged `bin/clockify-mcp`
    /// @param state where it may keep what it remembers
    StdioServer(Path launcher, Path state) throws IOException {
        this(launcher, Map.of("MCP_CONTROL_PLANE_DSN", "file:" + state), "--profile=sandbox");
    }

    /// Starts it; `initialize` is on its way before the process is up, as with real clients.
    StdioServer(Path launcher, Map<String, String> environment, String argument)
            throws IOException {
        this(List.of(launcher.toString(), argument), environment);
    }

    /// Starts any program that speaks like one.
    StdioServer(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        start = System.nanoTime();
        process = builder.start();
        out = process.getOutputStream();
        lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /// From the start of the process to the answer, in nanoseconds.
    long initialized() throws IOException {
        send(INITIALIZE);
        answer(0);
        long took = System.nanoTime() - start;
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return took;
    }

    /// Nanoseconds since the process was started.
    long elapsed() {
        return System.nanoTime() - start;
    }

    /// Sends a request and waits for its result.
    ///
    /// @throws IOException when it is answered with an error, or not at all
    JsonNode request(String method, String params) throws IOException {
        int asked = ++id;
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(asked, method, params));
        return answer(asked);
    }

    /// The text of a tool's answer.
    ///
    /// @throws IOException when the tool fails
    String call(String tool, String arguments) throws IOException {
        JsonNode result =
                request(
                        "tools/call",
                        "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        String text = result.at("/content/0/text").asText();
        if (result.path("isError").asBoolean()) {
            throw new IOException(tool + " failed: " + text);
        }
        return text;
    }

    /// Sends the same request over and over.
    Report load(int inFlight, String method, String params, Effort effort) throws IOException {
        return new StdioLoad(out, process.getInputStream(), inFlight, method, params)
                .run(effort, () -> HttpServer.cpuMicros(process.pid()));
    }

    /// What the process holds in memory, in bytes, as the kernel counts it.
    long residentBytes() throws IOException {
        return residentBytes(process.pid());
    }

    /// As [HttpServer#heapBytes].
    long heapBytes(Path jdk) throws IOException {
        return HttpServer.heapBytes(jdk, process.pid());
    }

    static long residentBytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/%d/status".formatted(pid)))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IOException("the kernel does not say how large the process is");
    }

    private void send(String line) throws IOException {
        out.write((line + "\n").getBytes(UTF_8));
        out.flush();
    }

    private JsonNode answer(int asked) throws IOException {
        for (; ; ) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the server ended before it answered");
            }
            JsonNode message = JSON.readTree(line);
            if (message.path("id").asInt(-1) == asked) {
                if (message.has("error")) {
                    throw new IOException("answered with " + message.get("error"));
                }
                return message.path("result");
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
