package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.SchemaArguments;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.sandbox.Person;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the tools ask is what Clockify understands: over HTTP, on the sandbox's company.
class OnTheSandboxTest {
    private final SandboxDesk desk = SandboxDesk.of(owner());
    private final List<Tool<?, ?>> tools =
            ToolGroups.declareAll(new Toolbox<Workplace>(call -> desk.workplace(), Problems::said))
                    .tools();
    private final SchemaArguments arguments = new SchemaArguments(new Catalogue("tools"));

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void the_account_is_understood() {
        assertThat(told("clockify_whoami", "{}"))
                .contains(
                        "workspace ‹Studio Nordlicht›",
                        "Fri 20 Nov 2026 10:30 CET",
                        "Europe/Vienna");
        assertThat(told("clockify_current_user", "{}")).endsWith("roles OWNER");
        assertThat(told("clockify_get_workspace", "{}"))
                .contains("projects and clients by ADMINS_AND_PROJECT_MANAGERS");
        assertThat(told("clockify_list_workspaces", "{}")).contains("Studio Nordlicht");
        assertThat(told("clockify_list_users", "{\"name\": \"grace\"}"))
                .isEqualTo("Grace Okafor | grace@example.org\n1 user in all.");
        assertThat(told("clockify_list_users", "{\"status\": \"all\"}")).contains("| INACTIVE");
    }

    @Test
    void lists_are_filtered_sorted_and_cut() {
        assertThat(told("clockify_list_projects", "{\"page_size\": 2}"))
                .isEqualTo(
                        """
                        Alpine Campaign | Alpenblick Hotels
                        Annual Report | Donau Energie AG
                        Projects 1 to 2 of at least 2; page 2 has more.\
                        """);
        assertThat(told("clockify_list_projects", "{\"archived\": true}"))
                .startsWith("Booking App (old) | Alpenblick Hotels | archived | id ");
        assertThat(told("clockify_list_projects", "{\"client\": \"kestrel labs\"}").lines())
                .hasSize(4)
                .last()
                .isEqualTo("3 projects in all.");
        assertThat(told("clockify_list_clients", "{\"name\": \"café\"}"))
                .isEqualTo("Café Zentral\n1 client in all.");
        assertThat(told("clockify_list_tags", "{\"name\": \"re\"}"))
                .isEqualTo("remote\nresearch\nreview\n3 tags in all.");
        assertThat(told("clockify_list_tasks", "{\"project\": \"booking app\"}"))
                .isEqualTo("Tasks of ‹Booking App›:\nAndroid\nAPI\niOS\n3 tasks in all.");
        assertThat(told("clockify_get_project", "{\"project\": \"booking app\"}"))
                .contains("billable at 105.00 EUR an hour", "of 400:00 estimated");
    }

    @Test
    void a_project_and_a_task_are_made_and_then_their_names_are_taken() {
        assertThat(
                        told(
                                "clockify_create_project",
                                "{\"name\": \"Zeta\", \"client\": \"kestrel labs\"}"))
                .startsWith("Created project ‹Zeta› for ‹Kestrel Labs›, id ");
        String task =
                """
                {"name": "Draft", "project": "zeta", "assignees": ["grace okafor"]}
                """;
        assertThat(told("clockify_create_task", task))
                .startsWith("Created task ‹Draft› of ‹Zeta›, id ");
        assertThatThrownBy(() -> told("clockify_create_task", task))
                .hasMessageContaining("There is a task called ‹Draft› already");
        assertThat(desk.written()).hasSize(2);
    }

    private String told(String name, String json) {
        return ((Told) call(name, json)).told();
    }

    private static Person owner() {
        return Seed.people().stream()
                .filter(person -> person.role().equals("owner"))
                .findFirst()
                .orElseThrow();
    }

    private Object call(String name, String json) {
        Tool<?, ?> tool =
                tools.stream()
                        .filter(one -> one.info().name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return switch (tool) {
            case Tool.Reading<?, ?> reading -> read(reading, json);
            case Tool.Writing<?, ?> writing -> desk.make(plan(writing, json));
            case Tool.Addressing<?, ?> naming -> throw new AssertionError("it does nothing itself");
        };
    }

    private <I extends Record> Object read(Tool.Reading<I, ?> tool, String json) {
        I input = arguments.read(tool, node(json)).input();
        return tool.read().apply(input, SandboxDesk.call(SandboxDesk.NOW));
    }

    private <I extends Record> Planned<?> plan(Tool.Writing<I, ?> tool, String json) {
        I input = arguments.read(tool, node(json)).input();
        return tool.plan().apply(input, SandboxDesk.call(SandboxDesk.NOW));
    }

    private static ObjectNode node(String json) {
        try {
            return (ObjectNode) new JsonMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
