package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.clockifymcp.mcp.server.ValueWriter;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.sandbox.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What lists leave out in brief, and say in full.
class DetailTest {
    private final SandboxDesk desk = SandboxDesk.ofMina();
    private final SandboxTools tools = new SandboxTools(desk);

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void entries_have_a_handle_in_brief_and_ids_and_everything_in_full() {
        JsonNode brief = table("clockify_list_entries", "/entries", "\"start\":\"last 31 days\"");
        JsonNode full =
                table(
                        "clockify_list_entries",
                        "/entries",
                        "\"start\":\"last 31 days\",\"detail\":\"full\"");

        assertThat(columns(brief))
                .containsExactly(
                        "handle",
                        "start",
                        "project",
                        "tags",
                        "seconds",
                        "billable",
                        "task",
                        "description");
        assertThat(columns(full))
                .containsAll(columns(brief))
                .contains("id", "end", "user_id", "project_id", "task_id", "tag_ids", "type");
        assertThat(full.path("rows")).hasSameSizeAs(brief.path("rows"));
        assertThat(full.at("/rows/0/1").asText()).endsWith(brief.at("/rows/0/0").asText());
        assertThat(brief.at("/rows/0/1").asText()).matches("2026-11-\\d\\dT\\d\\d:\\d\\d\\+01:00");
    }

    @Test
    void a_running_entry_says_that_it_runs() {
        tools.answer("clockify_start_timer", "{\"description\":\"Now\"}");

        JsonNode today = table("clockify_list_entries", "/entries", "\"start\":\"today\"");

        assertThat(columns(today)).contains("running");
        assertThat(today.at("/rows/0").toString()).contains("true", "Now");
    }

    @Test
    void somebodys_entries_say_whose_they_are() {
        try (SandboxDesk admin = SandboxDesk.of(Seed.person("ada"))) {
            JsonNode everybody =
                    ValueWriter.json(
                            new SandboxTools(admin)
                                    .answer(
                                            "clockify_detailed_report",
                                            "{\"user\":\"everybody\",\"detail\":\"full\"}"));

            assertThat(columns(everybody.path("entries")))
                    .contains("person", "user_id", "project_id", "id");
        }
    }

    @Test
    void what_has_a_name_has_an_id_in_brief_only_where_the_name_does_not_lead_to_it() {
        JsonNode brief = table("clockify_list_projects", "/projects", "");
        JsonNode full = table("clockify_list_projects", "/projects", "\"detail\":\"full\"");

        List<String> withId = new ArrayList<>();
        for (JsonNode row : brief.path("rows")) {
            if (!row.path(0).isNull()) {
                withId.add(row.path(1).asText());
            }
        }
        assertThat(withId).containsExactly("Website", "website");
        assertThat(columns(full))
                .containsAll(columns(brief))
                .contains("client_id", "is_public", "color", "tracked_seconds", "currency");
        for (JsonNode row : full.path("rows")) {
            assertThat(row.path(0).asText()).matches("[0-9a-f]{24}");
        }
    }

    @Test
    void every_list_of_named_things_leaves_its_ids_out_in_brief() {
        assertThat(columns(table("clockify_list_tags", "/tags", ""))).doesNotContain("id");
        assertThat(columns(table("clockify_list_clients", "/clients", ""))).doesNotContain("id");
        assertThat(columns(table("clockify_list_tasks", "/tasks", "\"project\":\"intranet\"")))
                .doesNotContain("id");
        assertThat(columns(table("clockify_list_users", "/users", ""))).doesNotContain("id");

        String full = "\"detail\":\"full\"";
        assertThat(columns(table("clockify_list_tags", "/tags", full))).contains("id");
        assertThat(columns(table("clockify_list_clients", "/clients", full))).contains("id");
        assertThat(
                        columns(
                                table(
                                        "clockify_list_tasks",
                                        "/tasks",
                                        full + ",\"project\":\"online shop\"")))
                .contains("id");
        assertThat(columns(table("clockify_list_users", "/users", full)))
                .contains("id", "time_zone");
    }

    @Test
    void invoices_and_expenses_say_more_in_full() {
        try (SandboxDesk admin = SandboxDesk.of(Seed.person("ada"))) {
            SandboxTools all = new SandboxTools(admin);

            JsonNode invoices =
                    ValueWriter.json(all.answer("clockify_list_invoices", "{\"detail\":\"full\"}"));
            JsonNode few = ValueWriter.json(all.answer("clockify_list_invoices", "{}"));
            JsonNode expenses =
                    ValueWriter.json(all.answer("clockify_list_expenses", "{\"detail\":\"full\"}"));

            assertThat(columns(invoices.path("invoices"))).contains("id", "client_id", "paid");
            assertThat(columns(few.path("invoices"))).doesNotContain("client_id", "paid");
            assertThat(columns(expenses.path("expenses"))).contains("user_id", "category_id");
        }
    }

    @Test
    void in_full_the_text_is_the_table_too() {
        Told brief = (Told) tools.answer("clockify_list_tags", "{}");
        Told full = (Told) tools.answer("clockify_list_tags", "{\"detail\":\"full\"}");

        assertThat(brief.asValue()).isFalse();
        assertThat(full.asValue()).isTrue();
    }

    /// The structured answer is read by models too, of clients that show nothing else.
    @Test
    void fifty_entries_cost_no_more_than_their_budget() {
        Object page =
                tools.answer(
                        "clockify_list_entries", "{\"start\":\"last 90 days\",\"page_size\":50}");
        String json = ValueWriter.json(page).toString();

        int tokens =
                Encodings.newLazyEncodingRegistry()
                        .getEncoding(EncodingType.O200K_BASE)
                        .countTokens(json);

        assertThat(ValueWriter.json(page).at("/entries/rows")).hasSize(50);
        assertThat(tokens).as(json).isLessThanOrEqualTo(1_900);
    }

    private JsonNode table(String tool, String at, String arguments) {
        return ValueWriter.json(tools.answer(tool, "{" + arguments + "}")).at(at);
    }

    private static List<String> columns(JsonNode table) {
        List<String> names = new ArrayList<>();
        table.required("columns").forEach(name -> names.add(name.asText()));
        return names;
    }
}
