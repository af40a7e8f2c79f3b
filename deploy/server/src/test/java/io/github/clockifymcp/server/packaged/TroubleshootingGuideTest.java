package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/guides-troubleshooting.md` quotes what the program says. Each quotation is said by the
/// packaged server when it is provoked or, where that would take another machine, stands in its
/// source. In a quotation `…` is what differs from time to time.
final class TroubleshootingGuideTest {
    private static final String PAGE = "docs/guides-troubleshooting.md";
    private static final List<String> SPEAKING =
            List.of("/src/main/java/", "/src/dist/clockify-mcp.sh", "/npm/wrapper/bin/");

    @TempDir Path folder;

    private final StringBuilder said = new StringBuilder();

    @Test
    void every_message_it_quotes_is_one_that_the_program_says() throws Exception {
        List<String> quoted =
                Page.of(PAGE).prose().stream()
                        .filter(line -> line.startsWith("> "))
                        .map(line -> line.substring(2))
                        .toList();
        provoke();
        List<String> sources = sources();

        List<String> provoked = quoted.stream().filter(one -> isIn(one, said)).toList();
        List<String> unsaid =
                quoted.stream()
                        .filter(one -> !provoked.contains(one))
                        .filter(one -> sources.stream().noneMatch(source -> isIn(one, source)))
                        .toList();

        assertThat(unsaid).isEmpty();
        assertThat(provoked).hasSizeGreaterThan(12);
        assertThat(quoted).hasSizeGreaterThan(25);
    }

    private void provoke() throws Exception {
        mistaken("MCP_PROFILE", "sandbx");
        mistaken("CLOCKIFY_APIKEY", "x");
        mistaken("CLOCKIFY_API_KEY", "two words");
        mistaken("CLOCKIFY_TIMEZONE", "Berlin");
        mistaken("MCP_PROFILE", "single-tenant-http");
        mistaken("MCP_TRANSPORT", "streamable_http", "MCP_HTTP_BIND", ":8080");
        mistaken(
                "MCP_CONFIG_FILE",
                Files.writeString(folder.resolve("config.toml"), "api_key = 'x'").toString());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            mistaken(
                    "MCP_PROFILE",
                    "sandbox",
                    "MCP_TRANSPORT",
                    "streamable_http",
                    "MCP_HTTP_BIND",
                    "127.0.0.1:" + taken.getLocalPort());
        }
        Installation broken = Installation.shipped(folder).copied(folder.resolve("broken"));
        Files.delete(broken.jar());
        said.append(Printed.by(broken.command()).err());
        calls();
        overTheNetwork();
    }

    private void mistaken(String... settings) throws Exception {
        ProcessBuilder command = Installation.shipped(folder).command();
        for (int i = 0; i < settings.length; i += 2) {
            command.environment().put(settings[i], settings[i + 1]);
        }
        Printed printed = Printed.by(command);
        assertThat(printed.code()).as(printed.err()).isEqualTo(2);
        assertThat(printed.err()).doesNotContain("\tat ");
        said.append(printed.err());
    }

    private void calls() throws Exception {
        try (ToolSession session = ToolSession.start(Installation.shipped(folder).command())) {
            said.append(session.refused("clockify_whoami", "{}")).append('\n');
        }
        Map<String, String> careful =
                Map.of(
                        "CLOCKIFY_POLICY", "time_tracking_safe",
                        "CLOCKIFY_PERSON_REQUIRED_FOR", "write");
        try (ToolSession session = ToolSession.askingNobody(folder, careful)) {
            said.append(session.refused("clockify_create_tag", "{'name':'New'}")).append('\n');
            said.append(session.refused("clockify_start_timer", "{}")).append('\n');
        }
    }

    private void overTheNetwork() throws Exception {
        String token = "a-token-of-a-few-words";
        try (Listening server =
                        Listening.start(
                                Installation.shipped(folder), Map.of("MCP_BEARER_TOKEN", token));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/mcp"))
                            .POST(HttpRequest.BodyPublishers.ofString("{}"));
            for (HttpRequest each :
                    List.of(
                            request.copy().build(),
                            request.header("Authorization", "Bearer " + token)
                                    .header("Origin", "https://elsewhere.example")
                                    .build())) {
                said.append(client.send(each, HttpResponse.BodyHandlers.ofString()).body())
                        .append('\n');
            }
        }
    }

    /// The sources of what speaks, with literals that are written in pieces put together.
    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Page.ROOT)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.toString();
                if (SPEAKING.stream().anyMatch(name::contains)) {
                    sources.add(Files.readString(file).replaceAll("[\"'`]\\s*\\+\\s*[\"'`]", ""));
                }
            }
        }
        return sources;
    }

    private static boolean isIn(String quoted, CharSequence text) {
        String message = quoted.replaceFirst("^clockify-mcp: ", "");
        String pattern =
                Arrays.stream(message.split("…", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".{1,250}?"));
        return Pattern.compile(pattern).matcher(text).find();
    }
}
