package io.github.clockifymcp.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command line says: which server to talk to, and how it is reached.
sealed interface Peer {
    /// The script to follow; null for the one that lists the tools.
    @Nullable Path script();

    /// A program that is started, and spoken to over its standard input and output.
    record Program(@Nullable Path script, List<String> command) implements Peer {
        public Program {
            command = List.copyOf(command);
        }
    }

    /// A server at an address, by streamable HTTP.
    ///
    /// @param headers what every request carries beside the protocol's own
    record Site(@Nullable Path script, URI address, Map<String, String> headers) implements Peer {
        public Site {
            headers = Map.copyOf(headers);
        }

        /// A header may hold a token.
        @Override
        public String toString() {
            return "Site[" + address + "]";
        }
    }

    /// Reads `stdio [--script FILE] -- COMMAND ARGS…` or `http [--script FILE] [--header 'Name:
    /// value']… URL`; null when it is neither.
    static @Nullable Peer of(List<String> arguments) {
        @Nullable Path script = null;
        Map<String, String> headers = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>(arguments);
        String transport = rest.isEmpty() ? "" : rest.removeFirst();
        while (rest.size() > 1
                && rest.getFirst().startsWith("--")
                && !rest.getFirst().equals("--")) {
            String option = rest.removeFirst();
            String value = rest.removeFirst();
            int colon = value.indexOf(':');
            if (option.equals("--script")) {
                script = Path.of(value);
            } else if (option.equals("--header") && colon > 0) {
                headers.put(value.substring(0, colon).strip(), value.substring(colon + 1).strip());
            } else {
                return null;
            }
        }
        return switch (transport) {
            case "stdio" ->
                    rest.size() > 1 && rest.getFirst().equals("--") && headers.isEmpty()
                            ? new Program(script, rest.subList(1, rest.size()))
                            : null;
            case "http" -> rest.size() == 1 ? site(script, rest.getFirst(), headers) : null;
            default -> null;
        };
    }

    private static @Nullable Peer site(
            @Nullable Path script, String address, Map<String, String> headers) {
        try {
            URI uri = new URI(address);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? new Site(script, uri, headers) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
