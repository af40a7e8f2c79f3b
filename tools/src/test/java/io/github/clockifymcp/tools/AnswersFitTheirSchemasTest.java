package io.github.clockifymcp.tools;

import static io.github.clockifymcp.tools.AnswerSchemas.assertFits;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What tools answer fits the schema they publish for it, with everything there and with as little
/// as Clockify can say.
class AnswersFitTheirSchemasTest extends GroupAnswers {
    private static final Map<String, String> READS = reads();

    AnswersFitTheirSchemasTest() {
        super(
                List.of("account", "projects", "clients", "tags", "tasks", "project_admin"),
                READS,
                writes());
    }

    private static Map<String, String> reads() {
        Map<String, String> reads = new LinkedHashMap<>();
        reads.put("clockify_whoami", "{}");
        reads.put("clockify_current_user", "{}");
        reads.put("clockify_list_workspaces", "{}");
        reads.put("clockify_get_workspace", "{}");
        reads.put("clockify_list_users", "{\"status\": \"all\"}");
        reads.put("clockify_resolve_name", "{\"entity_type\": \"user\", \"name_or_id\": \"x\"}");
        reads.put("clockify_list_projects", "{}");
        reads.put("clockify_get_project", "{\"project\": \"Bare\"}");
        reads.put("clockify_list_clients", "{}");
        reads.put("clockify_get_client", "{\"client\": \"Bare\"}");
        reads.put("clockify_list_tags", "{}");
        reads.put("clockify_get_tag", "{\"tag\": \"Bare\"}");
        reads.put("clockify_list_tasks", "{\"project\": \"Bare\"}");
        reads.put("clockify_get_task", "{\"project\": \"Bare\", \"task\": \"Bare\"}");
        reads.put("clockify_list_project_templates", "{}");
        reads.put("clockify_get_project_template", "{\"template\": \"Bare\"}");
        return reads;
    }

    private static Map<String, String> writes() {
        Map<String, String> writes = new LinkedHashMap<>();
        writes.put("clockify_create_project", "{\"name\": \"New\"}");
        writes.put("clockify_update_project", "{\"project\": \"Bare\", \"note\": \"n\"}");
        writes.put("clockify_archive_projects", "{\"projects\": [\"Bare\"]}");
        writes.put("clockify_delete_project", "{\"project\": \"Bare\"}");
        writes.put("clockify_create_task", "{\"project\": \"Bare\", \"name\": \"New\"}");
        writes.put(
                "clockify_update_task",
                "{\"project\": \"Bare\", \"task\": \"Bare\", \"name\": \"New\"}");
        writes.put("clockify_delete_task", "{\"project\": \"Bare\", \"task\": \"Bare\"}");
        writes.put("clockify_create_client", "{\"name\": \"New\"}");
        writes.put("clockify_update_client", "{\"client\": \"Bare\", \"note\": \"n\"}");
        writes.put("clockify_archive_client", "{\"client\": \"Bare\"}");
        writes.put("clockify_delete_client", "{\"client\": \"Bare\"}");
        writes.put("clockify_create_tag", "{\"name\": \"New\"}");
        writes.put("clockify_update_tag", "{\"tag\": \"Bare\", \"name\": \"New\"}");
        writes.put("clockify_set_workspace_rate", "{\"amount\": 1}");
        writes.put("clockify_delete_tag", "{\"tag\": \"Bare\"}");
        writes.put("clockify_create_project_template", "{\"name\": \"New\"}");
        writes.put(
                "clockify_create_project_from_template",
                "{\"name\": \"New\", \"template\": \"Bare\"}");
        writes.put(
                "clockify_update_project_estimate",
                "{\"project\": \"Bare\", \"estimate_type\": \"time\", \"estimate_value\": \"8h\"}");
        String members = "{\"project\": \"Bare\", \"members\": [\"ann@example.org\"]}";
        writes.put("clockify_set_project_memberships", members);
        writes.put("clockify_add_project_members", members);
        writes.put("clockify_remove_project_members", members);
        writes.put(
                "clockify_set_project_user_rate",
                "{\"project\": \"Bare\", \"user\": \"ann@example.org\", \"amount\": 9.5}");
        writes.put(
                "clockify_set_task_rate",
                "{\"project\": \"Bare\", \"task\": \"Bare\", \"amount\": 9.5}");
        return writes;
    }

    @Override
    StubTransport bare() {
        return StubDesk.annas()
                .has(StubDesk.WS + "/users", "{\"id\": \"u\", \"name\": null, \"status\": null}")
                .has(StubDesk.WS + "/projects", "{\"id\": \"p\", \"name\": \"Bare\"}")
                .has(StubDesk.WS + "/clients", "{\"id\": \"c\", \"name\": \"Bare\"}")
                .has(StubDesk.WS + "/tags", "{\"id\": \"t\", \"name\": \"Bare\"}")
                .has(
                        StubDesk.WS + "/projects/p/tasks",
                        "{\"id\": \"k\", \"name\": \"Bare\", \"projectId\": \"p\"}");
    }

    /// The same, with somebody who has a name and with answers where nothing is listed.
    @Override
    StubTransport writable(String changing) {
        String project = "{\"id\": \"p\", \"name\": \"Bare\"}";
        String task = "{\"id\": \"k\", \"name\": \"Bare\", \"projectId\": \"p\"}";
        String one = StubDesk.WS + "/projects/p";
        return bare().has(
                        StubDesk.WS + "/users",
                        "{\"id\": \"a\", \"name\": \"Ann\", \"email\": \"ann@example.org\"}")
                .answers(StubDesk.WS + "/projects/from-template", project)
                .answers(StubDesk.WS + "/projects/ffffffffffffffffffffff01/template", project)
                .answers(
                        StubDesk.WS + "/hourly-rate",
                        "{\"id\": \"%s\"}".formatted(StubDesk.WORKSPACE))
                .answers(one + "/estimate", project)
                .answers(one + "/memberships", project)
                .answers(one + "/users/a/hourly-rate", project)
                .answers(one + "/tasks/k/hourly-rate", task);
    }

    private static StubTransport full() {
        return StubDesk.annas()
                .has(
                        StubDesk.WS + "/users",
                        """
                        {"id": "u", "name": "Bo", "email": "bo@example.org", "status": "TOMORROW",
                         "memberships": [{"targetId": "64f000000000000000000001",
                            "membershipStatus": "ODD"}]}
                        """)
                .has(
                        StubDesk.WS + "/projects",
                        """
                        {"id": "p", "name": "Bare", "clientName": "C", "color": "#000000",
                         "note": "n", "duration": "PT1H", "timeEstimate": {"estimate": "PT2H"},
                         "budgetEstimate": {"estimate": 5}, "public": true, "billable": true,
                         "hourlyRate": {"amount": 1, "currency": "USD"},
                         "costRate": {"amount": 2},
                         "memberships": [{"userId": "u", "membershipType": "WHATEVER"}]}
                        """)
                .has(
                        StubDesk.WS + "/clients",
                        """
                        {"id": "c", "name": "Bare", "currencyCode": "EUR", "email": "a@b.example",
                         "ccEmails": ["c@d.example"], "address": "1 Main St", "note": "n"}
                        """)
                .has(StubDesk.WS + "/tags", "{\"id\": \"t\", \"name\": \"Bare\"}")
                .has(
                        StubDesk.WS + "/projects/p/tasks",
                        "{\"id\": \"k\", \"name\": \"Bare\", \"projectId\": \"p\","
                                + " \"status\": \"ODD\"}");
    }

    @Test
    void full_answers_fit() {
        READS.forEach((tool, json) -> assertFits(tool, StubDesk.at(full()).call(tool, json)));
    }

    @Test
    void whoami_without_a_workspace_fits() {
        StubTransport clockify = bare().has("/workspaces", "{\"id\": \"x\", \"name\": \"Other\"}");

        assertFits("clockify_whoami", StubDesk.at(clockify).call("clockify_whoami", "{}"));
    }
}
