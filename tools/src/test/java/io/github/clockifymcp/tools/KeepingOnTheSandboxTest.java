package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools do to tags and clients, read back from the sandbox's company.
class KeepingOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void a_tag_is_made_renamed_archived_brought_back_and_deleted() {
        String id =
                tools.told("clockify_create_tag", "{\"name\": \"draft\"}").replaceAll(".* id ", "");
        assertThat(tools.told("clockify_get_tag", "{\"tag\": \"Draft\"}"))
                .isEqualTo("draft | id " + id);

        assertThat(
                        tools.told(
                                "clockify_update_tag",
                                "{\"tag\": \"draft\", \"name\": \"sketch\", \"archived\": true}"))
                .isEqualTo("Changed tag ‹sketch›: name ‹draft› → ‹sketch›; in use → archived");
        assertThat(tools.told("clockify_list_tags", "{\"archived\": true}"))
                .contains("sketch | archived | id " + id);
        assertThatThrownBy(() -> tools.told("clockify_get_tag", "{\"tag\": \"draft\"}"))
                .hasMessageContaining("No tag is called ‹draft›");
        assertThatThrownBy(() -> tools.told("clockify_create_tag", "{\"name\": \"Sketch\"}"))
                .hasMessageContaining("There is an archived tag called ‹sketch› already");

        tools.told("clockify_update_tag", "{\"tag\": \"%s\", \"archived\": false}".formatted(id));
        assertThat(tools.told("clockify_get_tag", "{\"tag\": \"sketch\"}"))
                .isEqualTo("sketch | id " + id);
        assertThat(tools.told("clockify_delete_tag", "{\"tag\": \"sketch\"}"))
                .isEqualTo("Deleted tag ‹sketch›");
        assertThat(tools.told("clockify_list_tags", "{\"name\": \"sketch\"}"))
                .isEqualTo("No tags.");
    }

    @Test
    void an_archived_tag_that_is_renamed_stays_archived() {
        String fax = Seed.id("tag", "fax");

        tools.told("clockify_update_tag", "{\"tag\": \"%s\", \"name\": \"telex\"}".formatted(fax));

        assertThat(tools.told("clockify_get_tag", "{\"tag\": \"%s\"}".formatted(fax)))
                .isEqualTo("telex | archived | id " + fax);
    }

    @Test
    void a_deleted_tag_is_not_taken_for_one_that_is_still_remembered() {
        String entry =
                """
                {"start": "today 8:00", "duration": "1h", "tags": ["urgent"],
                 "project": "booking app", "description": "x"}
                """;
        tools.told("clockify_log_time", entry);

        tools.told("clockify_delete_tag", "{\"tag\": \"urgent\"}");

        assertThat(tools.told("clockify_list_entries", "{\"start\": \"today\"}"))
                .contains("Booking App")
                .doesNotContain("urgent");
        assertThatThrownBy(() -> tools.told("clockify_log_time", entry))
                .hasMessageContaining("No tag is called ‹urgent›");
    }

    @Test
    void a_client_is_made_and_its_fields_are_set_and_emptied_one_by_one() {
        tools.told(
                "clockify_create_client",
                """
                {"name": "Hafen Wien", "email": "office@hafen.example", "address": "Quay 1",
                 "note": "Ring twice", "currency": "eur"}
                """);
        assertThat(tools.told("clockify_get_client", "{\"client\": \"hafen wien\"}").lines())
                .hasSize(4)
                .contains("e-mail: office@hafen.example", "address: Quay 1", "note: Ring twice");

        assertThat(
                        tools.told(
                                "clockify_update_client",
                                """
                                {"client": "hafen wien", "address": "Quay 2", "clear": ["note"]}
                                """))
                .isEqualTo(
                        "Changed client ‹Hafen Wien›: address ‹Quay 1› → ‹Quay 2›; note ‹Ring"
                                + " twice› → none");

        assertThat(tools.told("clockify_get_client", "{\"client\": \"hafen wien\"}").lines())
                .hasSize(3)
                .contains("e-mail: office@hafen.example", "address: Quay 2");
    }

    @Test
    void an_update_keeps_the_addresses_that_get_copies() {
        tools.told("clockify_update_client", "{\"client\": \"kestrel labs\", \"note\": \"New\"}");

        assertThat(tools.told("clockify_get_client", "{\"client\": \"kestrel labs\"}"))
                .contains("copies to: copy-accounts@kestrel.example.com", "note: New");
    }

    @Test
    void a_client_is_archived_alone_or_with_its_projects_and_tasks() {
        assertThat(tools.told("clockify_archive_client", "{\"client\": \"café zentral\"}"))
                .isEqualTo("Archived client ‹Café Zentral›");
        assertThat(tools.told("clockify_list_projects", "{\"name\": \"menu\"}"))
                .startsWith("Menu and Signage | Café Zentral\n");

        assertThat(
                        tools.told(
                                "clockify_archive_client",
                                """
                                {"client": "donau energie ag", "archive_projects": true,
                                 "finish_tasks": true}
                                """))
                .isEqualTo("Archived client ‹Donau Energie AG› and its 3 projects");
        assertThat(tools.told("clockify_list_projects", "{\"name\": \"intranet\"}"))
                .isEqualTo("No projects.");
        String portal = "{\"project\": \"%s\"}".formatted(Seed.id("project", "Customer Portal"));
        assertThat(tools.told("clockify_list_tasks", portal)).endsWith("No tasks.");
    }

    @Test
    void a_client_in_use_is_archived_and_deleted_and_its_projects_stay() {
        assertThat(tools.told("clockify_delete_client", "{\"client\": \"kestrel labs\"}"))
                .isEqualTo("Deleted client ‹Kestrel Labs›");

        assertThat(desk.written())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("PUT /workspaces/WS/clients/"),
                        line -> assertThat(line).startsWith("DELETE /workspaces/WS/clients/"));
        assertThat(tools.told("clockify_list_projects", "{\"name\": \"brand refresh\"}"))
                .startsWith("Brand Refresh | no client");
        assertThat(tools.told("clockify_list_clients", "{\"name\": \"kestrel\"}"))
                .isEqualTo("No clients.");
    }

    @Test
    void an_archived_client_is_deleted_in_one_step() {
        String harbour = Seed.id("client", "Old Harbour Shipping");

        tools.told("clockify_delete_client", "{\"client\": \"%s\"}".formatted(harbour));

        assertThat(desk.written()).hasSize(1);
    }

    @Test
    void who_may_not_change_clients_is_told_so_and_nothing_changes() {
        try (SandboxDesk minas = SandboxDesk.ofMina()) {
            SandboxTools hers = new SandboxTools(minas);

            assertThatThrownBy(() -> hers.told("clockify_create_client", "{\"name\": \"Mine\"}"))
                    .hasMessageContaining("Access Denied");
            assertThatThrownBy(() ->
                            hers.told("clockify_delete_client", "{\"client\": \"kestrel labs\"}"))
                    .hasMessageContaining("Access Denied");

            assertThat(hers.told("clockify_list_clients", "{\"name\": \"kestrel\"}"))
                    .startsWith("Kestrel Labs\n");
        }
    }

    @Test
    void a_project_that_went_with_its_client_is_not_taken_for_one_in_use() {
        String intranet = "{\"project\": \"intranet\"}";
        tools.told("clockify_list_tasks", intranet);

        tools.told(
                "clockify_archive_client",
                "{\"client\": \"donau energie ag\", \"archive_projects\": true}");

        assertThatThrownBy(() -> tools.told("clockify_list_tasks", intranet))
                .hasMessageContaining("No project in use is called ‹intranet›");
    }
}
