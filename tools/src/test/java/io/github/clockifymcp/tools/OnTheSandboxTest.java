package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What the tools ask is what Clockify understands: over HTTP, on the sandbox's company.
class OnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void the_account_is_understood() {
        assertThat(tools.told("clockify_whoami", "{}"))
                .contains(
                        "workspace ‹Studio Nordlicht›",
                        "Fri 20 Nov 2026 10:30 CET",
                        "Europe/Vienna");
        assertThat(tools.told("clockify_current_user", "{}")).endsWith("roles OWNER");
        assertThat(tools.told("clockify_get_workspace", "{}"))
                .contains("projects and clients by ADMINS_AND_PROJECT_MANAGERS");
        assertThat(tools.told("clockify_list_workspaces", "{}")).contains("Studio Nordlicht");
        assertThat(tools.told("clockify_list_users", "{\"name\": \"grace\"}"))
                .isEqualTo("Grace Okafor | grace@example.org\n1 user in all.");
        assertThat(tools.told("clockify_list_users", "{\"status\": \"all\"}"))
                .contains("| INACTIVE");
    }

    @Test
    void lists_are_filtered_sorted_and_cut() {
        assertThat(tools.told("clockify_list_projects", "{\"page_size\": 2}"))
                .isEqualTo(
                        """
                        Alpine Campaign | Alpenblick Hotels
                        Annual Report | Donau Energie AG
                        Projects 1 to 2 of at least 2; page 2 has more.\
                        """);
        assertThat(tools.told("clockify_list_projects", "{\"archived\": true}"))
                .startsWith("Booking App (old) | Alpenblick Hotels | archived | id ");
        assertThat(tools.told("clockify_list_projects", "{\"client\": \"kestrel labs\"}").lines())
                .hasSize(4)
                .last()
                .isEqualTo("3 projects in all.");
        assertThat(tools.told("clockify_list_clients", "{\"name\": \"café\"}"))
                .isEqualTo("Café Zentral\n1 client in all.");
        assertThat(tools.told("clockify_list_tags", "{\"name\": \"re\"}"))
                .isEqualTo("remote\nresearch\nreview\n3 tags in all.");
        assertThat(tools.told("clockify_list_tasks", "{\"project\": \"booking app\"}"))
                .isEqualTo("Tasks of ‹Booking App›:\nAndroid\nAPI\niOS\n3 tasks in all.");
        assertThat(tools.told("clockify_get_project", "{\"project\": \"booking app\"}"))
                .contains("billable at 105.00 EUR an hour", "of 400:00 estimated");
    }

    @Test
    void a_project_and_a_task_are_made_and_then_their_names_are_taken() {
        assertThat(
                        tools.told(
                                "clockify_create_project",
                                "{\"name\": \"Zeta\", \"client\": \"kestrel labs\"}"))
                .startsWith("Created project ‹Zeta› for ‹Kestrel Labs›, id ");
        String task =
                """
                {"name": "Draft", "project": "zeta", "assignees": ["grace okafor"]}
                """;
        assertThat(tools.told("clockify_create_task", task))
                .startsWith("Created task ‹Draft› of ‹Zeta›, id ");
        assertThatThrownBy(() -> tools.told("clockify_create_task", task))
                .hasMessageContaining("There is a task called ‹Draft› already");
        assertThat(desk.written()).hasSize(2);
    }

    @Test
    void a_workspace_is_made_beside_this_one_and_its_name_is_then_taken() {
        assertThat(tools.told("clockify_create_workspace", "{\"name\": \"Studio Süd\"}"))
                .startsWith("Created workspace ‹Studio Süd›, id ")
                .endsWith("Calls here still go to the current one.");
        assertThatThrownBy(
                        () -> tools.told("clockify_create_workspace", "{\"name\": \"studio süd\"}"))
                .hasMessageContaining("You are in a workspace called ‹Studio Süd› already");
        assertThat(desk.written()).hasSize(1);
    }

    @Test
    void a_picture_gets_an_address_and_has_to_be_one() {
        assertThat(
                        tools.told(
                                "clockify_upload_image",
                                "{\"name\": \"logo.gif\", \"base64\": \"R0lGODlhAQABAAAAACw=\"}"))
                .startsWith("Uploaded ‹logo.gif›: https://");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_upload_image",
                                "{\"name\": \"a.pdf\", \"base64\": \"JVBERi0xLjQgeA==\"}"))
                .hasMessageContaining("The picture is none.");
    }
}
