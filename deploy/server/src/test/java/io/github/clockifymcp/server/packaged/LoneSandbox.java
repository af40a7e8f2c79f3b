package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packaged sandbox in a process of its own, which outlives the servers in front of it.
final class LoneSandbox implements AutoCloseable {
    private static final String SAID = "CLOCKIFY_BASE_URL=";

    private final Process process;
    private final Path home;
    private final String baseUrl;
    private final BesideTheServer beside;

    private LoneSandbox(Process process, Path home, String baseUrl) {
        this.process = process;
        this.home = home;
        this.baseUrl = baseUrl;
        this.beside = new BesideTheServer(URI.create(baseUrl).resolve("/"));
    }

    /// Starts it on that Friday, and waits until it says where it listens.
    ///
    /// @param home for it and for the servers in front of it
    static LoneSandbox start(Path home) throws IOException {
        Process process =
                Installation.built(home)
                        .command("sandbox", ToolSession.FRIDAY)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String first =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))
                        .readLine();
        if (first == null || !first.startsWith(SAID)) {
            process.destroyForcibly();
            throw new IOException("The sandbox does not say where it listens: " + first);
        }
        return new LoneSandbox(process, home, first.substring(SAID.length()));
    }

    /// Where it answers as Clockify's core does.
    String baseUrl() {
        return baseUrl;
    }

    /// A session with a server in front of it.
    ToolSession serving(String person) throws Exception {
        return ToolSession.start(server(person));
    }

    /// A server in front of it, for somebody of the studio; its state is in the same folder each
    /// time.
    ProcessBuilder server(String person) {
        ProcessBuilder server = Installation.built(home).command();
        server.environment().putAll(ToolSession.studio(person, "standard"));
        server.environment().put("CLOCKIFY_BASE_URL", baseUrl);
        server.environment().put("MCP_CONTROL_PLANE_DSN", "file:" + home.resolve("state"));
        return server;
    }

    /// What others do meanwhile.
    BesideTheServer beside() {
        return beside;
    }

    /// The requests since this was asked last, such as `200 GET /workspaces/WS/tags`.
    List<String> requests() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (JsonNode request : beside.control("GET", "/requests", "")) {
            String path = request.path("path").asText().replace("/api/v1", "");
            lines.add(
                    "%d %s %s"
                            .formatted(
                                    request.path("status").asInt(),
                                    request.path("method").asText(),
                                    path.replace(Seed.studio(), "WS")));
        }
        beside.control("DELETE", "/requests", "");
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
