package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server with settings in `$XDG_CONFIG_HOME/clockify-mcp/config.toml`.
class SettingsFromAFileTest {
    private static final String READ_ONLY =
            """
            [mcp]
            profile = "sandbox"

            [clockify]
            policy = "read_only"
            """;
    private static final String LOG = "{'start':'yesterday 6:00','duration':'15m'}";
    private static final int BAD_SETTINGS = 2;

    @TempDir Path folder;

    /// @param environment what is set beside the file
    private ProcessBuilder server(String toml, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("xdg/clockify-mcp/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, toml);
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment().put("XDG_CONFIG_HOME", folder.resolve("xdg").toString());
        command.environment().putAll(environment);
        return command;
    }

    @Test
    void what_the_file_says_holds() throws Exception {
        try (ToolSession session = ToolSession.start(server(READ_ONLY, Map.of()))) {
            assertThat(session.told("clockify_whoami", "{}")).contains("Mina Petrović");
            assertThat(session.refused("clockify_log_time", LOG)).contains("mode read_only");
        }
    }

    @Test
    void the_environment_comes_before_the_file_and_leaves_the_rest_of_it() throws Exception {
        Map<String, String> standard = Map.of("CLOCKIFY_POLICY", "standard");
        try (ToolSession session = ToolSession.start(server(READ_ONLY, standard))) {
            assertThat(session.told("clockify_log_time", LOG)).contains("06:00–06:15");
        }
    }

    @Test
    void a_line_that_is_no_toml_ends_the_start_with_its_file_and_number_and_no_word_of_it()
            throws Exception {
        String broken = "[clockify]\npolicy = \"standard\"\napi_key = \"s3cret-s3cret\n";

        String said = refused(broken);

        assertThat(said)
                .contains(
                        folder.resolve("xdg/clockify-mcp/config.toml")
                                + " is not TOML: look at line 3, column ")
                .doesNotContain("s3cret");
    }

    @Test
    void a_name_that_is_no_setting_ends_the_start_too() throws Exception {
        assertThat(refused("[clockify]\npolcy = \"standard\"\n"))
                .contains("config.toml sets CLOCKIFY_POLCY, which is no setting.");
    }

    /// Starts a server that must refuse its settings before it says anything to its client.
    private String refused(String toml) throws Exception {
        try (StdioClient client = StdioClient.start(server(toml, Map.of()))) {
            assertThat(client.ended()).isEqualTo(BAD_SETTINGS);
            assertThat(client.output()).isEmpty();
            return client.errors();
        }
    }
}
