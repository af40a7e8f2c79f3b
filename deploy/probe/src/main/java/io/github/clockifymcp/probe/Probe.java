package io.github.clockifymcp.probe;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
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
        int command = arguments.indexOf("--") + 1;
        List<String> options = arguments.subList(0, Math.max(0, command - 1));
        boolean understood =
                command > 0
                        && command < arguments.size()
                        && (options.equals(List.of("stdio"))
                                || (options.size() == 3
                                        && options.subList(0, 2)
                                                .equals(List.of("stdio", "--script"))));
        if (!understood) {
            System.err.println("Usage: Probe stdio [--script FILE] -- COMMAND ARGS…");
            return NOT_UNDERSTOOD;
        }
        McpJsonMapper json = McpJsonDefaults.getMapper();
        try {
            Script script = script(options.size() == 3 ? options.get(2) : null, json);
            return converse(script, arguments.subList(command, arguments.size()), json, out);
        } catch (IOException e) {
            System.err.println("The script cannot be read: " + e);
            return NOT_UNDERSTOOD;
        }
    }

    private static int converse(
            Script script, List<String> command, McpJsonMapper json, PrintStream out) {
        ServerParameters server =
                ServerParameters.builder(command.getFirst())
                        .args(new ArrayList<>(command.subList(1, command.size())))
                        .env(System.getenv())
                        .build();
        StdioClientTransport transport = new StdioClientTransport(server, json);
        transport.setStdErrorHandler(System.err::println);
        Conversation conversation = new Conversation(script, json, out);
        return conversation.hold(McpClient.sync(transport)) ? AS_EXPECTED : OTHERWISE;
    }

    private static Script script(@Nullable String file, McpJsonMapper json) throws IOException {
        if (file != null) {
            return json.readValue(Files.readAllBytes(Path.of(file)), Script.class);
        }
        try (InputStream listing =
                Objects.requireNonNull(Probe.class.getResourceAsStream("listing.json"))) {
            return json.readValue(listing.readAllBytes(), Script.class);
        }
    }
}
