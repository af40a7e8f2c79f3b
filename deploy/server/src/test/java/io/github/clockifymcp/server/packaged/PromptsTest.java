package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prompts of the packaged server, and what completes their arguments.
class PromptsTest {
    @TempDir Path folder;

    private static List<String> complete(
            ToolSession session, String ref, String argument, String typed) throws Exception {
        JsonNode answer =
                session.ask(
                        "completion/complete",
                        "{\"ref\":%s,\"argument\":{\"name\":\"%s\",\"value\":\"%s\"}}"
                                .formatted(ref, argument, typed));
        List<String> values = new ArrayList<>();
        answer.at("/result/completion/values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static String prompt(String name) {
        return "{\"type\":\"ref/prompt\",\"name\":\"%s\"}".formatted(name);
    }

    @Test
    void ten_prompts_are_listed_and_one_is_filled_in() throws Exception {
        try (ToolSession session = ToolSession.start(folder)) {
            List<String> names = new ArrayList<>();
            session.ask("prompts/list", "{}")
                    .at("/result/prompts")
                    .forEach(prompt -> names.add(prompt.path("name").asText()));
            JsonNode review =
                    session.ask(
                            "prompts/get",
                            "{\"name\":\"weekly-review\",\"arguments\":{\"week_start\":\"last week\"}}");
            JsonNode without =
                    session.ask("prompts/get", "{\"name\":\"weekly-review\",\"arguments\":{}}");

            assertThat(names)
                    .containsExactly(
                            "log-week-from-calendar",
                            "weekly-review",
                            "find-unbilled-hours",
                            "find-duplicate-entries",
                            "generate-timesheet-report",
                            "invoice-client",
                            "review-approvals",
                            "plan-time-off",
                            "plan-schedule",
                            "set-up-webhook");
            assertThat(review.at("/result/messages/0/role").asText()).isEqualTo("user");
            assertThat(review.at("/result/messages/0/content/text").asText())
                    .startsWith("Review my week of last week with me.")
                    .contains("clockify_timesheet_review");
            assertThat(without.at("/error/message").asText())
                    .isEqualTo("The argument week_start is needed.");
        }
    }

    @Test
    void arguments_are_completed_from_the_account() throws Exception {
        try (ToolSession session = ToolSession.start(folder, ToolSession.FRIDAY)) {
            assertThat(complete(session, prompt("plan-schedule"), "project", "book"))
                    .containsExactly("Booking App");
            assertThat(complete(session, prompt("invoice-client"), "client", "zentral"))
                    .containsExactly("Café Zentral");
            assertThat(complete(session, prompt("weekly-review"), "week_start", "2026-11"))
                    .containsExactly("2026-11-16", "2026-11-09", "2026-11-02");
            assertThat(complete(session, prompt("weekly-review"), "week_start", "La"))
                    .containsExactly("last week");
            assertThat(complete(session, prompt("weekly-review"), "project", "")).isEmpty();
            assertThat(
                            complete(
                                    session,
                                    "{\"type\":\"ref/resource\",\"uri\":\"clockify://workspace/{workspaceId}/report/weekly/{weekStart}\"}",
                                    "weekStart",
                                    "2026-11-1"))
                    .containsExactly("2026-11-16");
        }
    }

    @Test
    void a_prompt_about_what_was_taken_away_is_not_there() throws Exception {
        try (ToolSession session =
                ToolSession.start(folder, Map.of("CLOCKIFY_DENY_GROUPS", "invoices"))) {
            assertThat(session.ask("prompts/list", "{}").toString())
                    .contains("weekly-review")
                    .doesNotContain("invoice-client");
            assertThat(
                            session.ask(
                                            "prompts/get",
                                            "{\"name\":\"invoice-client\",\"arguments\":{\"client\":\"x\",\"since\":\"x\",\"until\":\"x\"}}")
                                    .at("/error/code")
                                    .asInt())
                    .isEqualTo(-32602);
            assertThat(complete(session, prompt("plan-schedule"), "project", "book"))
                    .containsExactly("Booking App");
        }
    }
}
