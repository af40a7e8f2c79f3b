package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.server.settings.Inventory.Item;
import io.github.clockifymcp.server.settings.Inventory.Origin;
import io.github.clockifymcp.server.settings.Inventory.Stray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is found of settings, right or wrong.
class InventoryTest {
    @TempDir Path folder;

    @Test
    void every_setting_is_there_with_its_value_and_who_said_it() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("config.toml"), "[clockify]\nrate_limit = 7\npolicy='full'");
        Inventory inventory =
                Inventory.of(
                        Map.of(
                                "MCP_CONFIG_FILE", file.toString(),
                                "ENVIRONMENT", "prod",
                                "CLOCKIFY_POLICY", " read_only "),
                        Map.of("MCP_PROFILE", "single-tenant-http"));

        assertThat(inventory.items())
                .extracting(Item::setting)
                .containsExactlyElementsOf(SettingTable.all());
        assertThat(item(inventory, SettingTable.PROFILE))
                .isEqualTo(
                        new Item(
                                SettingTable.PROFILE,
                                "MCP_PROFILE",
                                Origin.OPTION,
                                "single-tenant-http",
                                true));
        assertThat(said(inventory, SettingTable.POLICY)).isEqualTo("ENVIRONMENT read_only");
        assertThat(said(inventory, SettingTable.RATE_LIMIT)).isEqualTo("FILE 7");
        assertThat(said(inventory, SettingTable.AUTH_MODE)).isEqualTo("PROFILE static_bearer");
        assertThat(said(inventory, SettingTable.LOG_FORMAT)).isEqualTo("PRODUCTION json");
        assertThat(said(inventory, SettingTable.SESSION_TTL)).isEqualTo("STANDARD 30m");
        assertThat(said(inventory, SettingTable.TIMEZONE)).isEqualTo("EMPTY ");
        assertThat(inventory.file()).contains(file);
        assertThat(inventory.problems())
                .singleElement()
                .asString()
                .contains("needs MCP_BEARER_TOKEN");
    }

    @Test
    void its_problems_are_those_that_end_a_start_and_the_rest_can_be_used() {
        Map<String, String> wrong =
                Map.of(
                        "CLOCKIFY_POLICY", "open",
                        "CLOCKIFY_RATE_LIMIT", "9",
                        "CLOCKIFY_APIKEY", "abc",
                        "MCP_CONFIG_FILE", folder.resolve("missing.toml").toString());

        Inventory inventory = Inventory.of(wrong, Map.of());

        SettingsException ended =
                catchThrowableOfType(SettingsException.class, () -> Settings.load(wrong, Map.of()));
        assertThat(inventory.problems()).hasSize(3).isEqualTo(ended.problems());
        assertThat(item(inventory, SettingTable.POLICY))
                .isEqualTo(
                        new Item(
                                SettingTable.POLICY,
                                "CLOCKIFY_POLICY",
                                Origin.ENVIRONMENT,
                                "open",
                                false));
        assertThat(inventory.settings().get(SettingTable.POLICY))
                .isEqualTo(Mode.TIME_TRACKING_SAFE);
        assertThat(inventory.settings().get(SettingTable.RATE_LIMIT)).isEqualTo(9);
        assertThat(Inventory.of(Map.of(), Map.of()).problems()).isEmpty();
    }

    @Test
    void names_that_are_no_settings_are_told_with_what_was_probably_meant() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("config.toml"),
                        "[mcp]\nlog_levels = 'info'\n\"a b\" = 1\n[clockify]\npolicy = 'full'");
        Inventory inventory =
                Inventory.of(
                        Map.of(
                                "MCP_CONFIG_FILE", file.toString(),
                                "CLOCKIFY_TOKEN_BUDGET", "1",
                                "CLOCKIFY_TIME_ZONE", "UTC",
                                "CLOCKIFY_MCP_JAVA_OPTS", "-Xmx1g",
                                "CLOCKIFY_KEY=abc def", "1",
                                "PATH", "/bin"),
                        Map.of());

        assertThat(inventory.strays())
                .containsExactly(
                        new Stray("something else", Origin.ENVIRONMENT, Optional.empty()),
                        new Stray(
                                "CLOCKIFY_TIME_ZONE",
                                Origin.ENVIRONMENT,
                                Optional.of("CLOCKIFY_TIMEZONE")),
                        new Stray("CLOCKIFY_TOKEN_BUDGET", Origin.ENVIRONMENT, Optional.empty()),
                        new Stray("MCP_LOG_LEVELS", Origin.FILE, Optional.of("MCP_LOG_LEVEL")),
                        new Stray("something else", Origin.FILE, Optional.empty()));
        assertThat(inventory.settings().get(SettingTable.POLICY)).isEqualTo(Mode.FULL);
    }

    @Test
    void what_was_said_by_another_name_is_told_with_that_name() {
        Inventory inventory = Inventory.of(Map.of("CLOCKIFY_ACCESS_MODE", "read"), Map.of());

        assertThat(item(inventory, SettingTable.POLICY))
                .isEqualTo(
                        new Item(
                                SettingTable.POLICY,
                                "CLOCKIFY_ACCESS_MODE",
                                Origin.ENVIRONMENT,
                                "read_only",
                                true));
        assertThat(inventory.strays()).isEmpty();
    }

    @Test
    void no_secret_is_in_it() {
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting<?> setting : SettingTable.all()) {
            if (setting.kind().secret()) {
                given.put(setting.name(), "hidden-in-" + setting.name());
            }
        }
        given.put("MCP_CONTROL_PLANE_KEEPER_DSN", "postgres://k:hidden@db.example/c");
        given.put("MCP_CONTROL_PLANE_DSN", "postgres://c:hidden@db.example/c?sslmode=require");
        given.put("CLOCKIFY_BASE_URL", "https://me:hidden@api.clockify.me/api/v1");
        given.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://me:hidden@collector:4318");

        Inventory inventory = Inventory.of(given, Map.of());

        assertThat(given).hasSizeGreaterThan(7);
        assertThat(inventory.items() + " " + inventory.problems() + " " + inventory.strays())
                .doesNotContain("hidden");
        assertThat(said(inventory, SettingTable.CONTROL_PLANE_DSN))
                .isEqualTo("ENVIRONMENT postgres://c@db.example:5432/c");
        assertThat(said(inventory, SettingTable.BASE_URL)).isEqualTo("ENVIRONMENT (secret)");
        assertThat(said(inventory, SettingTable.BEARER_TOKEN)).isEqualTo("ENVIRONMENT (secret)");
        assertThat(item(inventory, SettingTable.BASE_URL).accepted()).isFalse();
    }

    private static Item item(Inventory inventory, Setting<?> setting) {
        return inventory.items().stream()
                .filter(item -> item.setting().equals(setting))
                .findAny()
                .orElseThrow();
    }

    private static String said(Inventory inventory, Setting<?> setting) {
        Item item = item(inventory, setting);
        return item.origin() + " " + item.shown();
    }
}
