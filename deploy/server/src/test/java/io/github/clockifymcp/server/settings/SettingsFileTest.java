package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.enforcement.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings in a file.
class SettingsFileTest {
    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("settings.toml"), text);
    }

    private static Settings load(Path file) throws SettingsException {
        return Settings.load(Map.of("MCP_CONFIG_FILE", file.toString()), Map.of());
    }

    private List<String> problems(String text) throws IOException {
        Path file = file(text);
        return catchThrowableOfType(SettingsException.class, () -> load(file)).problems();
    }

    @Test
    void names_stand_as_they_are_or_in_tables() throws Exception {
        Settings settings =
                load(
                        file(
                                """
                                CLOCKIFY_RATE_LIMIT = 90

                                [clockify]
                                policy = "standard"
                                deny_groups = ["invoices", "webhooks"]
                                output_schemas = true

                                [mcp]
                                log_level = 'debug'
                                """));

        assertThat(settings.get(SettingTable.RATE_LIMIT)).isEqualTo(90);
        assertThat(settings.get(SettingTable.POLICY)).isEqualTo(Mode.STANDARD);
        assertThat(settings.source(SettingTable.POLICY)).isEqualTo(Settings.Source.FILE);
        assertThat(settings.find(SettingTable.DENY_GROUPS))
                .contains(Set.of("invoices", "webhooks"));
        assertThat(settings.get(SettingTable.OUTPUT_SCHEMAS)).isTrue();
        assertThat(settings.get(SettingTable.LOG_LEVEL)).isEqualTo(LogLevel.DEBUG);
    }

    @Test
    void the_environment_comes_before_the_file_and_the_file_before_the_profile() throws Exception {
        Path file =
                file(
                        "[clockify]\npolicy = 'safe_core'\nrate_limit = 7\n[mcp]\nprofile = 'sandbox'");

        Settings settings =
                Settings.load(
                        Map.of("MCP_CONFIG_FILE", file.toString(), "CLOCKIFY_RATE_LIMIT", "8"),
                        Map.of());

        assertThat(settings.get(SettingTable.PROFILE)).isEqualTo(Profile.SANDBOX);
        assertThat(settings.get(SettingTable.POLICY)).isEqualTo(Mode.SAFE_CORE);
        assertThat(settings.get(SettingTable.RATE_LIMIT)).isEqualTo(8);
    }

    @Test
    void a_file_in_its_usual_place_need_not_be_named() throws Exception {
        Files.createDirectories(folder.resolve(".config/clockify-mcp"));
        Files.writeString(
                folder.resolve(".config/clockify-mcp/config.toml"), "[clockify]\nrate_limit = 3");
        Files.createDirectories(folder.resolve("xdg/clockify-mcp"));
        Files.writeString(
                folder.resolve("xdg/clockify-mcp/config.toml"), "[clockify]\nrate_limit = 4");
        String home = folder.toString();

        Settings usual = Settings.load(Map.of("HOME", home), Map.of());
        Settings chosen =
                Settings.load(Map.of("HOME", home, "XDG_CONFIG_HOME", home + "/xdg"), Map.of());
        Settings relative = Settings.load(Map.of("HOME", home, "XDG_CONFIG_HOME", "xdg"), Map.of());

        assertThat(usual.get(SettingTable.RATE_LIMIT)).isEqualTo(3);
        assertThat(chosen.get(SettingTable.RATE_LIMIT)).isEqualTo(4);
        assertThat(relative.get(SettingTable.RATE_LIMIT)).isEqualTo(3);
    }

    @Test
    void a_named_file_that_is_not_there_ends_the_start() {
        Path missing = folder.resolve("missing.toml");

        assertThat(catchThrowableOfType(SettingsException.class, () -> load(missing)).problems())
                .containsExactly(
                        "The settings file %s cannot be read. Is it there, and may this user read it?"
                                .formatted(missing));
    }

    @Test
    void what_is_wrong_is_said_with_its_place_and_without_what_stands_there() throws Exception {
        Path file = folder.resolve("settings.toml");

        assertThat(problems("[clockify]\napi_key = s3cr3t-k3y\n"))
                .singleElement()
                .asString()
                .startsWith(file + " is not TOML: look at line 2, column ")
                .doesNotContain("s3cr3t");
        assertThat(problems("[clockify]\nrate_limits = 5\n\"a b\" = 1\n"))
                .containsExactly(
                        file
                                + " sets CLOCKIFY_RATE_LIMITS, which is no setting."
                                + " CLOCKIFY_RATE_LIMIT was probably meant.",
                        file + " sets something else, which is no setting.");
        assertThat(problems("[clockify]\npolicy = 'open'"))
                .singleElement()
                .asString()
                .startsWith("CLOCKIFY_POLICY cannot be ‹open›. It takes ");
        assertThat(problems("[clockify]\npolicy = { mode = 'full' }"))
                .containsExactly(
                        "CLOCKIFY_POLICY in %s is no text, number, switch or list."
                                .formatted(file));
        assertThat(problems("CLOCKIFY_POLICY = 'full'\n[clockify]\npolicy = 'full'"))
                .containsExactly("%s sets CLOCKIFY_POLICY twice.".formatted(file));
        assertThat(problems("x = '" + "y".repeat(1_000_001) + "'"))
                .containsExactly("The settings in %s are longer than a megabyte.".formatted(file));
    }
}
