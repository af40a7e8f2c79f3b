package io.github.clockifymcp.tools.fields;

import static io.github.clockifymcp.tools.catalogs.RequestLines.inverses;
import static io.github.clockifymcp.tools.catalogs.RequestLines.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import org.junit.jupiter.api.Test;

class FieldToolsTest {
    private static final String WS = StubDesk.WS;
    private static final String FIELDS = WS + "/custom-fields";
    private static final String ENTRY = "652000000000000000000001";

    private final StubTransport clockify =
            StubDesk.annas()
                    .has(WS + "/users", "{\"id\": \"u1\", \"name\": \"Bo\"}")
                    .has(WS + "/projects", "{\"id\": \"p1\", \"name\": \"Website\"}")
                    .has(
                            WS + "/time-entries",
                            """
                            {"id": "652000000000000000000001", "userId": "5a0000000000000000000001",
                             "description": "x", "tagIds": ["t1"], "projectId": "p1",
                             "timeInterval": {"start": "2026-11-20T08:00:00Z",
                               "end": "2026-11-20T09:00:00Z"},
                             "customFieldValues": [{"customFieldId": "f2", "value": "old"}]}
                            """)
                    .has(
                            FIELDS,
                            """
                            {"id": "f1", "name": "Place", "type": "DROPDOWN_MULTIPLE",
                             "allowedValues": ["Studio", "Home"], "status": "VISIBLE",
                             "projectDefaultValues":
                               [{"projectId": "p1", "status": "INVISIBLE", "value": ["Home"]}]}
                            """)
                    .has(
                            FIELDS,
                            "{\"id\": \"f2\", \"name\": \"Ticket\", \"type\": \"TXT\", \"required\": true}")
                    .has(
                            FIELDS,
                            """
                            {"id": "f3", "name": "Badge", "type": "NUMBER", "entityType": "USER",
                             "onlyAdminCanEdit": true, "status": "INACTIVE"}
                            """);
    private final StubDesk desk = StubDesk.at(clockify);

    @Test
    void a_field_is_planned_with_what_takes_it_back() {
        Change change =
                plan(
                        "clockify_create_custom_field",
                        "{\"name\": \"Mood\", \"field_type\": \"txt\", \"on\": \"people\"}");

        assertThat(change.summary()).isEqualTo("Create custom field ‹Mood› on people");
        assertThat(change.risks()).containsExactly(Risk.ADMIN);
        assertThat(requests(change))
                .containsExactly(
                        "POST %s {\"name\":\"Mood\",\"type\":\"TXT\",\"entityType\":\"USER\",\"required\":false}"
                                .formatted(FIELDS));
        assertThat(inverses(change)).containsExactly("DELETE %s/{field} null".formatted(FIELDS));
        assertThat(clockify.received()).allMatch(line -> line.startsWith("GET "));
    }

    @Test
    void a_dropdown_needs_values_others_have_none_and_names_are_given_once() {
        String create = "{\"name\": \"%s\", \"field_type\": \"%s\"%s}";

        assertThat(
                        desk.problem(
                                        "clockify_create_custom_field",
                                        create.formatted("Mood", "dropdown_single", ""))
                                .hint())
                .isEqualTo("Give allowed_values.");
        assertThat(
                        desk.problem(
                                        "clockify_create_custom_field",
                                        create.formatted(
                                                "Mood", "txt", ", \"allowed_values\": [\"a\"]"))
                                .message())
                .isEqualTo("Only dropdowns have allowed_values.");
        assertThat(
                        desk.problem(
                                        "clockify_create_custom_field",
                                        create.formatted("TICKET", "txt", ""))
                                .code())
                .isEqualTo(Code.CONFLICT);
    }

    @Test
    void the_fifty_first_field_is_refused_before_it_is_sent() {
        for (int i = 3; i < 50; i++) {
            clockify.has(FIELDS, "{\"id\": \"x%d\", \"name\": \"Field %d\"}".formatted(i, i));
        }

        Problem problem =
                desk.problem(
                        "clockify_create_custom_field",
                        "{\"name\": \"Mood\", \"field_type\": \"txt\"}");

        assertThat(problem.message())
                .isEqualTo("The workspace has 50 custom fields, and cannot have more.");
    }

    @Test
    void a_changed_field_is_sent_whole() {
        Change change =
                plan(
                        "clockify_update_custom_field",
                        "{\"field\": \"place\", \"allowed_values\": [\"Home\"]}");

        assertThat(change.summary())
                .isEqualTo("Change custom field ‹Place›: values ‹Studio, Home› → ‹Home›");
        assertThat(change.notes())
                .containsExactly("What holds a value that is no longer offered may keep it.");
        assertThat(requests(change))
                .containsExactly(
                        "PUT %s/f1 {\"name\":\"Place\",\"type\":\"DROPDOWN_MULTIPLE\",\"allowedValues\":[\"Home\"],\"status\":\"VISIBLE\"}"
                                .formatted(FIELDS));
        assertThat(inverses(change).getFirst()).contains("[\"Studio\",\"Home\"]");
        assertThat(desk.problem("clockify_update_custom_field", "{\"field\": \"f\"}").code())
                .isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void deleting_a_field_says_that_its_values_go() {
        Change change = plan("clockify_delete_custom_field", "{\"field\": \"ticket\"}");

        assertThat(change.risks()).containsExactlyInAnyOrder(Risk.DESTRUCTIVE, Risk.ADMIN);
        assertThat(change.notes())
                .containsExactly(
                        "All entries, past ones too, lose what they have in it.",
                        "Making it inactive instead keeps the values.");
        assertThat(change.steps().getFirst().inverse()).isNull();
    }

    @Test
    void a_field_of_an_entry_is_filled_without_touching_the_rest() {
        Change change =
                plan(
                        "clockify_set_custom_field_value",
                        "{\"field\": \"place\", \"value\": \"home\", \"entry_id\": \"%s\"}"
                                .formatted(ENTRY));

        assertThat(change.summary())
                .isEqualTo("Set custom field ‹Place› of entry 00001: empty → ‹Home›");
        assertThat(change.risks()).containsExactly(Risk.WRITE);
        assertThat(change.reach()).isEqualTo(Reach.OWN_WORK);
        assertThat(requests(change).getFirst())
                .contains(
                        "\"tagIds\":[\"t1\"]",
                        "{\"customFieldId\":\"f2\",\"value\":\"old\"}",
                        "{\"customFieldId\":\"f1\",\"value\":[\"Home\"]}");
        assertThat(inverses(change).getFirst()).contains("f2").doesNotContain("f1");
    }

    @Test
    void a_project_default_is_of_the_workspace_and_goes_back() {
        Change change =
                plan(
                        "clockify_set_custom_field_value",
                        "{\"field\": \"place\", \"values\": [\"Studio\"], \"project\": \"website\"}");
        Change first =
                plan(
                        "clockify_set_custom_field_value",
                        "{\"field\": \"ticket\", \"value\": \"T-\", \"project\": \"website\"}");

        assertThat(change.risks()).containsExactly(Risk.ADMIN);
        assertThat(requests(change))
                .containsExactly(
                        "PATCH %s/projects/p1/custom-fields/f1 {\"defaultValue\":[\"Studio\"]}"
                                .formatted(WS));
        assertThat(inverses(change))
                .containsExactly(
                        "PATCH %s/projects/p1/custom-fields/f1 {\"defaultValue\":[\"Home\"]}"
                                .formatted(WS));
        assertThat(inverses(first))
                .containsExactly("DELETE %s/projects/p1/custom-fields/f2 null".formatted(WS));
    }

    @Test
    void a_persons_value_is_a_number_where_the_field_is_one() {
        clockify.answers(WS + "/member-profile/u1", "{\"name\": \"Bo\"}");

        Change change =
                plan(
                        "clockify_set_custom_field_value",
                        "{\"field\": \"badge\", \"value\": \"1e3\", \"user\": \"bo\"}");

        assertThat(requests(change))
                .containsExactly(
                        "PUT %s/users/u1/custom-field/f3/value {\"value\":1E+3}".formatted(WS));
        assertThat(inverses(change))
                .containsExactly(
                        "PUT %s/users/u1/custom-field/f3/value {\"value\":null}".formatted(WS));
        assertThat(change.notes())
                .containsExactly(
                        "Only admins may fill this field.",
                        "The field is inactive, and may not be shown.");
    }

    @Test
    void what_does_not_fit_is_refused_with_what_does() {
        String set = "{\"field\": \"%s\", %s}";
        String entry = "\"entry_id\": \"%s\"".formatted(ENTRY);

        assertThat(problem(set.formatted("place", entry + ", \"value\": \"Mars\"")).hint())
                .isEqualTo("It holds some of Studio, Home.");
        assertThat(problem(set.formatted("badge", "\"user\": \"bo\", \"value\": \"many\"")).hint())
                .isEqualTo("It holds a number.");
        assertThat(problem(set.formatted("ticket", entry)).message())
                .isEqualTo("It is not said, or said twice, what ‹Ticket› is to hold.");
        assertThat(problem(set.formatted("ticket", entry + ", \"values\": [\"a\"]")).message())
                .isEqualTo("‹Ticket› holds one value.");
        assertThat(problem(set.formatted("badge", entry + ", \"value\": \"1\"")).hint())
                .isEqualTo("Give user.");
        assertThat(problem("{\"field\": \"ticket\", \"value\": \"1\"}").hint())
                .isEqualTo("Give one of entry_id, project and user.");
    }

    @Test
    void a_required_field_that_is_emptied_is_mentioned() {
        Change change =
                plan(
                        "clockify_set_custom_field_value",
                        "{\"field\": \"ticket\", \"values\": [], \"entry_id\": \"%s\"}"
                                .formatted(ENTRY));

        assertThat(change.notes()).containsExactly("The field is meant to be filled always.");
        assertThat(requests(change).getFirst()).contains("\"customFields\":[]");
    }

    @Test
    void fields_are_shown_with_what_they_hold() {
        assertThat(desk.told("clockify_list_custom_fields", "{\"on\": \"entries\"}"))
                .isEqualTo(
                        """
                        Place | some of Studio, Home | on entries
                        Ticket | a text, required | on entries
                        2 custom fields in all.\
                        """);
        assertThat(desk.told("clockify_get_custom_field", "{\"field\": \"badge\"}"))
                .isEqualTo("Badge | a number | on people | inactive | only admins fill it | id f3");
    }

    private Change plan(String tool, String json) {
        return desk.plan(tool, json).change();
    }

    private Problem problem(String json) {
        return desk.problem("clockify_set_custom_field_value", json);
    }
}
