package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where metrics may be shown, and to whom.
final class MetricsSettingsTest {
    private static final String BIND = "MCP_METRICS_BIND";
    private static final String TOKEN = "MCP_METRICS_BEARER_TOKEN";
    private static final String GOOD = "a-token-of-16-ch";

    @Test
    void this_machine_reads_without_a_token() {
        assertThat(problems(Map.of(BIND, "127.0.0.1:9464"))).isEmpty();
        assertThat(problems(Map.of(BIND, "[::1]:9464"))).isEmpty();
        assertThat(problems(Map.of(BIND, "localhost:9464", TOKEN, GOOD))).isEmpty();
    }

    @Test
    void everybody_else_needs_one() {
        for (String open : List.of(":9464", "0.0.0.0:9464", "10.0.0.7:9464", "[::]:9464")) {
            assertThat(problems(Map.of(BIND, open)))
                    .singleElement()
                    .asString()
                    .contains("would be shown", TOKEN);
            assertThat(problems(Map.of(BIND, open, TOKEN, GOOD))).isEmpty();
        }
    }

    @Test
    void a_token_that_guards_nothing_and_one_that_is_short_are_slips() {
        assertThat(problems(Map.of(TOKEN, GOOD))).singleElement().asString().contains(BIND);
        assertThat(problems(Map.of(BIND, ":9464", TOKEN, "short-secret")))
                .anyMatch(problem -> problem.contains(TOKEN + " cannot be what it is"))
                .noneMatch(problem -> problem.contains("short-secret"));
    }

    private static List<String> problems(Map<String, String> environment) {
        SettingsException problem =
                catchThrowableOfType(
                        SettingsException.class, () -> Settings.load(environment, Map.of()));
        return problem == null ? List.of() : problem.problems();
    }
}
