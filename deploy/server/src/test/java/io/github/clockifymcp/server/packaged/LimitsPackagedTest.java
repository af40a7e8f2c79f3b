package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model is told when there were too many calls, by the packaged server: whose limit it was,
/// and when it is worth trying again. One call a minute each time, so that no slow machine has had
/// its minute before the second.
class LimitsPackagedTest {
    private static final String RULES = "clockify_policy_info";

    @TempDir Path folder;

    private ToolSession limited(String... names) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String name : names) {
            environment.put(name, "1");
        }
        return ToolSession.start(folder.resolve("home"), environment, ToolSession.FRIDAY);
    }

    private void assertSecondIsRefused(String setting, String whose) throws Exception {
        try (ToolSession session = limited(setting)) {
            session.told(RULES, "{}");

            assertThat(session.refused(RULES, "{}"))
                    .contains("Too many calls: " + whose + " may make 1 calls a minute.")
                    .containsPattern("Try again in [1-5]?\\d s\\.|Try again in 60 s\\.");
        }
    }

    @Test
    void each_limit_says_whose_it_is_and_when_to_come_back() throws Exception {
        assertSecondIsRefused("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "one caller");
        assertSecondIsRefused(
                "CLOCKIFY_PER_TENANT_RATE_LIMIT", "the callers of one tenant together");
        assertSecondIsRefused(
                "CLOCKIFY_PER_WORKSPACE_RATE_LIMIT", "the callers of one workspace together");
        assertSecondIsRefused("CLOCKIFY_RATE_LIMIT", "all callers together");
    }

    @Test
    void the_callers_own_limit_is_asked_first_and_that_of_all_last() throws Exception {
        try (ToolSession session =
                limited(
                        "CLOCKIFY_RATE_LIMIT",
                        "CLOCKIFY_PER_WORKSPACE_RATE_LIMIT",
                        "CLOCKIFY_PER_TENANT_RATE_LIMIT")) {
            session.told(RULES, "{}");
            assertThat(session.refused(RULES, "{}")).contains("the callers of one tenant");
        }
        try (ToolSession session =
                limited("CLOCKIFY_RATE_LIMIT", "CLOCKIFY_PER_WORKSPACE_RATE_LIMIT")) {
            session.told(RULES, "{}");
            assertThat(session.refused(RULES, "{}")).contains("the callers of one workspace");
        }
    }

    @Test
    void tools_that_there_are_not_and_arguments_that_do_not_fit_count_too() throws Exception {
        try (ToolSession session = limited("CLOCKIFY_PER_TENANT_RATE_LIMIT")) {
            session.refused("no_such_tool", "{}");

            assertThat(session.refused(RULES, "{}")).contains("Too many calls");
        }
        try (ToolSession session = limited("CLOCKIFY_PER_WORKSPACE_RATE_LIMIT")) {
            session.refused(RULES, "{\"nonsense\":1}");

            assertThat(session.refused("no_such_tool", "{}"))
                    .contains("Too many calls")
                    .doesNotContain("no_such_tool");
        }
    }
}
