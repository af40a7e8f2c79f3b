package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.clockifymcp.server.Page;
import io.github.clockifymcp.server.settings.SettingTable;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Does what the examples of `docs/guides-clients.md` say, with the program that was built.
final class ClientsGuideTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROGRAM = "/opt/clockify-mcp/bin/clockify-mcp";
    private static final String KEY = "sandbox-key-mina-member";
    private static final String TOKEN = "a-token-of-a-few-words";

    /// What the clients fill in from the environment, from what they asked, or what the reader
    /// replaces.
    private static final String FILLED_IN =
            "your-key|\\$\\{(?:env:|input:)?[A-Za-z_-]+}|\\$[A-Z_]+";

    @TempDir Path folder;

    /// An example, by the heading it stands below.
    private record Example(String client, JsonNode server) {}

    @Test
    void as_a_program_each_starts_the_server_and_calls_a_tool() throws Exception {
        List<Example> programs =
                examples().stream().filter(one -> one.server().has("command")).toList();

        assertThat(programs.stream().map(Example::client))
                .containsExactly(
                        "Claude Code",
                        "Claude Desktop",
                        "Cursor",
                        "VS Code",
                        "Codex",
                        "Gemini CLI");
        for (Example one : programs) {
            assertThat(one.server().path("command").asText()).isEqualTo(PROGRAM);
            Path home = Files.createDirectory(folder.resolve(one.client()));
            ProcessBuilder command = Installation.built(home).command("--profile=sandbox");
            for (Map.Entry<String, JsonNode> variable : one.server().path("env").properties()) {
                assertThat(SettingTable.all())
                        .anyMatch(setting -> setting.name().equals(variable.getKey()));
                command.environment()
                        .put(variable.getKey(), filledIn(variable.getValue().asText(), KEY));
            }
            try (ToolSession session = ToolSession.start(command)) {
                assertThat(session.told("clockify_whoami", "{}")).as(one.client()).contains("Mina");
            }
        }
    }

    @Test
    void over_the_network_each_is_let_in_and_calls_a_tool() throws Exception {
        List<Example> remote = examples().stream().filter(one -> one.server().has("url")).toList();

        assertThat(remote.stream().map(Example::client))
                .containsExactly("Claude Code", "Cursor", "VS Code", "Codex", "Gemini CLI");
        try (Listening server =
                Listening.start(
                        Installation.built(folder.resolve("home")),
                        Map.of("MCP_BEARER_TOKEN", TOKEN, "CLOCKIFY_API_KEY", KEY))) {
            for (Example one : remote) {
                assertThat(one.server().path("url").asText())
                        .isEqualTo("https://mcp.example.com/mcp");
                String authorization =
                        one.server().has("bearer_token_env_var")
                                ? "Bearer " + TOKEN
                                : filledIn(
                                        one.server().at("/headers/Authorization").asText(), TOKEN);
                assertThat(authorization).as(one.client()).startsWith("Bearer ");
                try (ModernCaller caller =
                        new ModernCaller(authorization.substring("Bearer ".length()))) {
                    assertThat(caller.told(server, "clockify_whoami", "{}"))
                            .as(one.client())
                            .contains("Mina");
                }
            }
        }
    }

    @Test
    void the_links_that_install_say_what_the_examples_say_with_the_package() throws Exception {
        String cursor =
                link("cursor://anysphere.cursor-deeplink/mcp/install?name=clockify&config=");
        String code = link("vscode:mcp/install?");
        JsonNode decodedForCursor =
                JSON.readTree(new String(Base64.getDecoder().decode(cursor), UTF_8));
        ObjectNode decodedForCode = (ObjectNode) JSON.readTree(URLDecoder.decode(code, UTF_8));

        assertThat(decodedForCursor).isEqualTo(withThePackage(example("Cursor")));
        assertThat(decodedForCode.remove("name").asText()).isEqualTo("clockify");
        assertThat(decodedForCode.remove("inputs"))
                .isEqualTo(whole(Page.of("docs/guides-clients.md"), "VS Code").path("inputs"));
        assertThat(decodedForCode).isEqualTo(withThePackage(example("VS Code")));
    }

    @Test
    void plugin_and_extension_start_this_version_of_the_package_with_settings_there_are()
            throws Exception {
        String version = System.getProperty("version", "?");
        Path install = Page.ROOT.resolve("deploy/install");
        List<Path> parts =
                List.of(
                        install.resolve("claude-code/clockify/.claude-plugin/plugin.json"),
                        install.resolve("gemini/gemini-extension.json"));
        List<Path> servers =
                List.of(
                        install.resolve("claude-code/clockify/.mcp.json"),
                        install.resolve("gemini/gemini-extension.json"));

        for (Path part : parts) {
            assertThat(read(part).path("version").asText()).isEqualTo(version);
        }
        for (Path part : servers) {
            JsonNode server = read(part).at("/mcpServers/clockify");
            assertThat(server.path("command").asText()).isEqualTo("npx");
            assertThat(server.at("/args/1").asText()).isEqualTo("clockify-mcp@" + version);
            assertThat(SettingTable.all().stream().map(setting -> setting.name()))
                    .containsAll(
                            server.path("env").properties().stream()
                                    .map(Map.Entry::getKey)
                                    .toList());
        }
        JsonNode options = read(parts.getFirst()).path("userConfig");
        for (JsonNode value : read(servers.getFirst()).at("/mcpServers/clockify/env")) {
            String name = value.asText().replaceFirst("^\\$\\{user_config\\.([a-z_]+)}$", "$1");
            assertThat(options.has(name)).as(value.asText()).isTrue();
        }
    }

    /// The same server as the package of npm.
    private static ObjectNode withThePackage(JsonNode server) {
        ObjectNode made = server.deepCopy();
        made.put("command", "npx").putArray("args").add("-y").add("clockify-mcp");
        return made;
    }

    private static String link(String beginning) throws IOException {
        return Page.of("docs/guides-clients.md").links().stream()
                .filter(link -> link.startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .substring(beginning.length());
    }

    private static JsonNode example(String client) throws IOException {
        return examples().stream()
                .filter(one -> one.client().equals(client))
                .findFirst()
                .orElseThrow()
                .server();
    }

    private static List<Example> examples() throws IOException {
        Page page = Page.of("docs/guides-clients.md");
        List<Example> examples = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("json") || block.language().equals("toml")) {
                JsonNode whole = parsed(block);
                examples.add(
                        new Example(
                                block.heading(),
                                whole.has("mcpServers")
                                        ? whole.at("/mcpServers/clockify")
                                        : whole.has("servers")
                                                ? whole.at("/servers/clockify")
                                                : whole.at("/mcp_servers/clockify")));
            }
        }
        return examples;
    }

    private static JsonNode whole(Page page, String client) throws IOException {
        return parsed(page.blocks(client, "json").getFirst());
    }

    private static JsonNode parsed(Page.Block block) throws IOException {
        ObjectMapper mapper = block.language().equals("toml") ? new TomlMapper() : JSON;
        return mapper.readTree(block.text());
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(file.toFile());
    }

    private static String filledIn(String text, String value) {
        String filledIn = text.replaceAll(FILLED_IN, value);
        assertThat(filledIn).as(text).isNotEqualTo(text);
        return filledIn;
    }
}
