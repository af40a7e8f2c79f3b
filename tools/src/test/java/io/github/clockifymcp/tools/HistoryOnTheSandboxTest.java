package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What happened in the sandbox's company, asked for through the tools.
class HistoryOnTheSandboxTest {
    private static final String NOW = "Fri 20 Nov 2026 10:30 CET";

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void what_was_made_and_changed_is_listed_with_its_kind_and_the_accounts_time() {
        tools.told("clockify_create_tag", "{\"name\": \"zebra\"}");
        tools.told("clockify_update_tag", "{\"tag\": \"review\", \"name\": \"reviewed\"}");

        String told =
                tools.told(
                        "clockify_list_entity_changes",
                        "{\"since\": \"today\", \"kinds\": [\"tag\", \"client\"]}");

        assertThat(told)
                .startsWith("Fri 20 Nov 2026 00:00 CET to " + NOW + "\n")
                .contains(
                        NOW + " | created | tag ‹zebra› | id ",
                        "1 creation in all.",
                        NOW + " | updated | tag ‹reviewed› | id " + Seed.id("tag", "review"),
                        "No deletions.");
    }

    @Test
    void entries_come_a_page_at_a_time_and_say_so() {
        assertThat(
                        tools.told(
                                "clockify_list_entity_changes",
                                """
                                {"since": "2026-11-16", "until": "yesterday 12:00",
                                 "deeds": ["created"], "kinds": ["entry"], "page_size": 3}
                                """))
                .startsWith("Mon 16 Nov 2026 00:00 CET to Thu 19 Nov 2026 12:00 CET\n")
                .contains(" | created | entry ")
                .contains("page 2 has more");
    }

    @Test
    void who_did_it_is_in_the_log() {
        tools.told("clockify_create_tag", "{\"name\": \"zebra\"}");
        tools.told("clockify_update_tag", "{\"tag\": \"zebra\", \"name\": \"calm\"}");

        String all = tools.told("clockify_search_audit_log", "{\"things\": [\"tag\"]}");

        assertThat(all)
                .contains(NOW + " | " + Seed.person("ada").name() + " | update tag | {\"id\"")
                .contains("before: {", "2 deeds in all.");
        assertThat(
                        tools.told(
                                "clockify_search_audit_log",
                                "{\"user\": \"%s\"}".formatted(Seed.main().email())))
                .endsWith("No deeds.");
        assertThat(tools.told("clockify_search_audit_log", "{\"user\": \"system\"}"))
                .endsWith("No deeds.");
    }

    @Test
    void a_month_in_which_the_clocks_are_set_back_is_a_month() {
        assertThat(tools.told("clockify_search_audit_log", "{\"since\": \"2026-10\"}"))
                .startsWith("Thu 1 Oct 2026 00:00 CEST to ");
        assertThat(desk.received().stream().filter(line -> line.contains("audit-log"))).hasSize(2);
    }

    @Test
    void what_cannot_be_asked_is_said_before_anything_is_sent() {
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_search_audit_log",
                                "{\"since\": \"2026-09-01\", \"until\": \"today\"}"))
                .hasMessageContaining("longer than the 31 days");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_list_entity_changes", "{\"since\": \"the other day\"}"))
                .hasMessageContaining("the other day");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_list_entity_changes",
                                "{\"since\": \"today\", \"until\": \"yesterday\"}"))
                .hasMessageContaining("It would begin at");
        assertThat(desk.received()).noneMatch(line -> line.contains("audit-log"));
    }

    @Test
    void members_are_refused_and_a_smaller_plan_is_told_apart() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);
            assertThatThrownBy(() -> hers.told("clockify_list_entity_changes", "{}"))
                    .hasMessageContaining("Access Denied");
        }
        desk.sandbox().withoutFeature(Seed.studio(), "AUDIT_LOG");
        assertThatThrownBy(() -> tools.told("clockify_search_audit_log", "{}"))
                .hasMessageContaining("does not have an audit log");
    }

    @Test
    void answers_that_say_next_to_nothing_fit_their_schemas() {
        StubDesk stub =
                StubDesk.at(
                        StubDesk.annas()
                                .answers(StubDesk.WS + "/entities/created", "[{}]")
                                .answers(
                                        StubDesk.WS + "/entities/updated",
                                        "[{\"id\": \"x\", \"documentCode\": \"TAGS\"}]")
                                .answers(
                                        StubDesk.WS + "/entities/deleted",
                                        "[{\"deletedAt\": \"\", \"document\": \"text\"}]")
                                .answers(StubDesk.WS + "/audit-log", "[{}, {\"content\": \"\"}]"));

        AnswerSchemas.assertFits(
                "clockify_list_entity_changes", stub.call("clockify_list_entity_changes", "{}"));
        AnswerSchemas.assertFits(
                "clockify_search_audit_log", stub.call("clockify_search_audit_log", "{}"));
        assertThat(stub.told("clockify_list_entity_changes", "{}"))
                .contains("updated | tag | id x");
        assertThat(stub.told("clockify_search_audit_log", "{}")).contains("Clockify | unknown");
    }
}
