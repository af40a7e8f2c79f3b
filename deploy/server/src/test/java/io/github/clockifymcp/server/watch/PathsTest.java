package io.github.clockifymcp.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PathsTest {

    @Test
    void ids_are_not_told_apart() {
        Paths paths = new Paths();

        assertThat(paths.endpoint("/user")).isEqualTo("/user");
        assertThat(paths.endpoint("/workspaces/64a687e29ae1f428e7ebe303/tags"))
                .isEqualTo("/workspaces/{id}/tags");
        assertThat(paths.endpoint("/workspaces/64a687e29ae1f428e7ebe303/user/64a6/time-entries"))
                .isEqualTo("/workspaces/{id}/user/{id}/time-entries");
        assertThat(paths.endpoint("/workspaces/a%20b/")).isEqualTo("/workspaces/{id}/{id}");
    }

    @Test
    void however_many_there_are_few_are_told_apart() {
        Paths paths = new Paths();
        Set<String> told = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            StringBuilder word = new StringBuilder();
            for (int rest = i; rest >= 0; rest = rest / 26 - 1) {
                word.append((char) ('a' + rest % 26));
            }
            told.add(paths.endpoint("/" + word));
        }

        assertThat(told).hasSize(301).contains("other");
    }

    @Test
    void what_callers_ask_for_is_one_of_a_few() {
        assertThat(Paths.http("/mcp")).isEqualTo("/mcp");
        assertThat(Paths.http("/mcp/x/tags,clients")).isEqualTo("/mcp/x");
        assertThat(Paths.http("/.well-known/oauth-protected-resource/mcp"))
                .isEqualTo("/.well-known");
        assertThat(Paths.http("/wp-login.php")).isEqualTo("other");
        assertThat(Paths.method("BREW")).isEqualTo("other");
    }
}
