package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.enforcement.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that users of other servers bring along.
class AliasesTest {
    @TempDir Path folder;

    @Test
    void an_access_mode_and_switched_on_writes_are_policies() throws SettingsException {
        assertThat(policy("CLOCKIFY_ACCESS_MODE", "read")).isEqualTo(Mode.READ_ONLY);
        assertThat(policy("CLOCKIFY_ACCESS_MODE", "time-tracking"))
                .isEqualTo(Mode.TIME_TRACKING_SAFE);
        assertThat(policy("CLOCKIFY_ACCESS_MODE", "full")).isEqualTo(Mode.FULL);
        assertThat(policy("CLOCKIFY_ENABLE_WRITES", "TRUE")).isEqualTo(Mode.FULL);
        assertThat(policy("CLOCKIFY_ENABLE_WRITES", "0")).isEqualTo(Mode.READ_ONLY);
        assertThat(policy("CLOCKIFY_ACCESS_MODE", "")).isEqualTo(Mode.TIME_TRACKING_SAFE);
        assertThat(policy("MCP_PROFILE", "sandbox", "CLOCKIFY_ACCESS_MODE", "read"))
                .isEqualTo(Mode.READ_ONLY);
        assertThat(
                        Settings.load(Map.of("CLOCKIFY_DEFAULT_WORKSPACE_ID", "abc123"), Map.of())
                                .find(SettingTable.WORKSPACE_ID))
                .contains("abc123");
    }

    @Test
    void what_contradicts_the_setting_or_another_alias_is_refused() throws SettingsException {
        assertThat(policy("CLOCKIFY_POLICY", "read_only", "CLOCKIFY_ACCESS_MODE", "read"))
                .isEqualTo(Mode.READ_ONLY);
        assertThat(problems("CLOCKIFY_POLICY", "read_only", "CLOCKIFY_ACCESS_MODE", "full"))
                .containsExactly(
                        "CLOCKIFY_ACCESS_MODE and CLOCKIFY_POLICY say two different things. Keep"
                                + " one of them.");
        assertThat(problems("CLOCKIFY_ACCESS_MODE", "read", "CLOCKIFY_ENABLE_WRITES", "true"))
                .containsExactly(
                        "CLOCKIFY_ENABLE_WRITES and CLOCKIFY_ACCESS_MODE say two different things."
                                + " Keep one of them.");
    }

    @Test
    void a_value_that_is_none_is_refused_with_those_there_are() {
        assertThat(problems("CLOCKIFY_ACCESS_MODE", "write"))
                .containsExactly(
                        "CLOCKIFY_ACCESS_MODE cannot be ‹write›. It takes read, time-tracking or"
                                + " full.");
        assertThat(problems("CLOCKIFY_ENABLE_WRITES", "maybe")).hasSize(1);
        assertThat(problems("CLOCKIFY_DEFAULT_WORKSPACE_ID", "a b")).hasSize(1);
    }

    @Test
    void a_file_may_say_them_too_and_the_environment_comes_before_it() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("config.toml"), "[clockify]\naccess_mode = 'full'");

        assertThat(policy("MCP_CONFIG_FILE", file.toString())).isEqualTo(Mode.FULL);
        assertThat(policy("MCP_CONFIG_FILE", file.toString(), "CLOCKIFY_POLICY", "standard"))
                .isEqualTo(Mode.STANDARD);
    }

    private static Mode policy(String... given) throws SettingsException {
        return Settings.load(environment(given), Map.of()).get(SettingTable.POLICY);
    }

    private static List<String> problems(String... given) {
        return catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment(given), Map.of()))
                .problems();
    }

    private static Map<String, String> environment(String... given) {
        return given.length == 2
                ? Map.of(given[0], given[1])
                : Map.of(given[0], given[1], given[2], given[3]);
    }
}
