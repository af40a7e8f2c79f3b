package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the tools do to tags, read back from the sandbox's company.
class KeepingOnTheSandboxTest {
    private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void a_tag_is_made_renamed_archived_brought_back_and_deleted() {
        String id = told("clockify_create_tag", "{\"name\": \"draft\"}").replaceAll(".* id ", "");
        assertThat(told("clockify_get_tag", "{\"tag\": \"Draft\"}")).isEqualTo("draft | id " + id);

        assertThat(
                        told(
                                "clockify_update_tag",
                                "{\"tag\": \"draft\", \"name\": \"sketch\", \"archived\": true}"))
                .isEqualTo("Changed tag ‹sketch›: name ‹draft› → ‹sketch›; in use → archived");
        assertThat(told("clockify_list_tags", "{\"archived\": true}"))
                .contains("sketch | archived | id " + id);
        assertThatThrownBy(() -> told("clockify_get_tag", "{\"tag\": \"draft\"}"))
                .hasMessageContaining("No tag is called ‹draft›");
        assertThatThrownBy(() -> told("clockify_create_tag", "{\"name\": \"Sketch\"}"))
                .hasMessageContaining("There is an archived tag called ‹sketch› already");

        told("clockify_update_tag", "{\"tag\": \"%s\", \"archived\": false}".formatted(id));
        assertThat(told("clockify_get_tag", "{\"tag\": \"sketch\"}"))
                .isEqualTo("sketch | id " + id);
        assertThat(told("clockify_delete_tag", "{\"tag\": \"sketch\"}"))
                .isEqualTo("Deleted tag ‹sketch›");
        assertThat(told("clockify_list_tags", "{\"name\": \"sketch\"}")).isEqualTo("No tags.");
    }

    @Test
    void an_archived_tag_that_is_renamed_stays_archived() {
        String fax = Seed.id("tag", "fax");

        told("clockify_update_tag", "{\"tag\": \"%s\", \"name\": \"telex\"}".formatted(fax));

        assertThat(told("clockify_get_tag", "{\"tag\": \"%s\"}".formatted(fax)))
                .isEqualTo("telex | archived | id " + fax);
    }

    @Test
    void a_deleted_tag_is_not_taken_for_one_that_is_still_remembered() {
        String entry =
                """
                {"start": "today 8:00", "duration": "1h", "tags": ["urgent"],
                 "project": "booking app", "description": "x"}
                """;
        told("clockify_log_time", entry);

        told("clockify_delete_tag", "{\"tag\": \"urgent\"}");

        assertThat(told("clockify_list_entries", "{\"start\": \"today\"}"))
                .contains("Booking App")
                .doesNotContain("urgent");
        assertThatThrownBy(() -> told("clockify_log_time", entry))
                .hasMessageContaining("No tag is called ‹urgent›");
    }

    private String told(String name, String json) {
        return tools.told(name, json);
    }
}
