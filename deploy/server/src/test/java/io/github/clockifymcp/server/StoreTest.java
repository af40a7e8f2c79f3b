package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.StateException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoreTest {

    @Test
    void state_lies_where_xdg_says_or_else_in_the_home_folder() {
        Map<String, String> both = Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/mina");
        Map<String, String> relative = Map.of("XDG_STATE_HOME", "state", "HOME", "/home/mina");

        assertThat(folder(both)).isEqualTo(Path.of("/state/clockify-mcp"));
        assertThat(folder(relative)).isEqualTo(Path.of("/home/mina/.local/state/clockify-mcp"));
        assertThat(folder(Map.of())).isEqualTo(Path.of("/account/.local/state/clockify-mcp"));
    }

    @Test
    void the_sandbox_keeps_its_state_apart() {
        assertThat(Store.folder(true, Map.of("HOME", "/home/mina"), "/account"))
                .isEqualTo(Path.of("/home/mina/.local/state/clockify-mcp-sandbox"));
    }

    @Test
    void without_a_home_folder_nothing_is_kept_wherever_the_server_happens_to_run() {
        assertThatThrownBy(() -> Store.folder(false, Map.of("HOME", ""), "?"))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("MCP_CONTROL_PLANE_DSN");
    }

    private static Path folder(Map<String, String> environment) {
        return Store.folder(false, environment, "/account");
    }
}
