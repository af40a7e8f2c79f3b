package io.github.clockifymcp.probe;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Talks to an MCP server with the official Java SDK, so that somebody else's understanding of the
/// protocol checks ours:
///
///     java -cp 'lib/*' io.github.clockifymcp.probe.Probe stdio [--script FILE] -- COMMAND ARGS…
///     java -cp 'lib/*' io.github.clockifymcp.probe.Probe http [--script FILE]
///         [--header 'Name: value']… URL
///
/// What happens is printed as JSON, a line for each step. The exit code is 0 when everything was as
/// the script has it, 1 when something was not, 2 when the arguments are not understood.
public final class Probe {
    private static final int AS_EXPECTED = 0;
    private static final int OTHERWISE = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private Probe() {}

    /// Runs a conversation and ends the process with its exit code.
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        System.exit(run(List.of(arguments), out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        @Nullable Peer peer = Peer.of(arguments);
        if (peer == null) {
            System.err.println(
                    """
                    Usage: Probe stdio [--script FILE] -- COMMAND ARGS…
                           Probe http [--script FILE] [--header 'Name: value']… URL\
                    """);
            return NOT_UNDERSTOOD;
        }
        McpJsonMapper json = McpJsonDefaults.getMapper();
        try {
            Script script = script(peer.script(), json);
            Conversation conversation = new Conversation(script, json, out);
            return conversation.hold(client(peer, json)) ? AS_EXPECTED : OTHERWISE;
        } catch (IOException e) {
            System.err.println("The script cannot be read: " + e);
            return NOT_UNDERSTOOD;
        } catch (IllegalArgumentException e) {
            // Its message may quote a header, and that may be a token.
            System.err.println("The address, or a header, is none that HTTP can use.");
            return NOT_UNDERSTOOD;
        }
    }

    private static McpClient.SyncSpec client(Peer peer, McpJsonMapper json) {
        return switch (peer) {
            case Peer.Program program -> McpClient.sync(stdio(program, json));
            case Peer.Site site -> McpClient.sync(http(site, json));
        };
    }

    private static StdioClientTransport stdio(Peer.Program program, McpJsonMapper json) {
        List<String> command = program.command();
        ServerParameters server =
                ServerParameters.builder(command.getFirst())
                        .args(new ArrayList<>(command.subList(1, command.size())))
                        .env(System.getenv())
                        .build();
        StdioClientTransport transport = new StdioClientTransport(server, json);
        transport.setStdErrorHandler(System.err::println);
        return transport;
    }

    private static HttpClientStreamableHttpTransport http(Peer.Site site, McpJsonMapper json) {
        URI address = site.address();
        HttpRequest.Builder request = HttpRequest.newBuilder();
        site.headers().forEach(request::setHeader);
        return HttpClientStreamableHttpTransport.builder(address.resolve("/").toString())
                .endpoint(address.getRawPath().isEmpty() ? "/mcp" : address.getRawPath())
                .jsonMapper(json)
                .requestBuilder(request)
                .build();
    }

    private static Script script(@Nullable Path file, McpJsonMapper json) throws IOException {
        if (file != null) {
            return json.readValue(Files.readAllBytes(file), Script.class);
        }
        try (InputStream listing =
                Objects.requireNonNull(Probe.class.getResourceAsStream("listing.json"))) {
            return json.readValue(listing.readAllBytes(), Script.class);
        }
    }
}
