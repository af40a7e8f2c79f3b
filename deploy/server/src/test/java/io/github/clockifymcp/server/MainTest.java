package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class MainTest {

    @Test
    void options_that_only_start_the_server_are_read_by_hand() {
        assertThat(options()).isEmpty();
        assertThat(options("--profile=sandbox")).isEqualTo(Map.of("MCP_PROFILE", "sandbox"));
        assertThat(options("--profile", "sandbox", "--at=2026-11-17T09:00:00Z"))
                .isEqualTo(
                        Map.of(
                                "MCP_PROFILE", "sandbox",
                                "CLOCKIFY_SANDBOX_AT", "2026-11-17T09:00:00Z"));
    }

    @Test
    void anything_else_is_left_to_the_commands() {
        assertThat(Main.serverOptions(new String[] {"--version"})).isNull();
        assertThat(Main.serverOptions(new String[] {"--profile"})).isNull();
        assertThat(Main.serverOptions(new String[] {"sandbox", "--at", "x"})).isNull();
        assertThat(Main.serverOptions(new String[] {"--profile=sandbox", "doctor"})).isNull();
    }

    @Test
    void the_version_is_that_of_the_build() {
        assertThat(Main.VERSION).isEqualTo(System.getProperty("version"));
    }

    private static Map<String, String> options(String... arguments) {
        Map<String, String> options = Main.serverOptions(arguments);
        assertThat(options).isNotNull();
        return options;
    }
}
