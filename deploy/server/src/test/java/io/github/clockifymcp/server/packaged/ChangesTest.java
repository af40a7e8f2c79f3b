package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happened, and who did it, through the packaged server: each deed is found again in the
/// lists.
class ChangesTest {

    @TempDir Path folder;

    @Test
    void a_new_tag_and_a_changed_one_are_listed_and_their_author_is_logged() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            session.told("clockify_create_tag", "{\"name\":\"zebra\"}");
            session.told("clockify_update_tag", "{\"tag\":\"review\",\"name\":\"reviewed\"}");

            assertThat(
                            session.told(
                                    "clockify_list_entity_changes",
                                    "{\"since\":\"today\",\"kinds\":[\"tag\"]}"))
                    .contains("created | tag ‹zebra›", "updated | tag ‹reviewed›", "No deletions.");
            assertThat(session.told("clockify_search_audit_log", "{\"since\":\"today\"}"))
                    .contains(
                            Seed.person("ada").name() + " | update tag",
                            "create tag",
                            "2 deeds in all.");
            assertThat(
                            session.refused(
                                    "clockify_search_audit_log",
                                    "{\"since\":\"2026-09-01\",\"until\":\"today\"}"))
                    .contains("longer than the 31 days", "Give since and until that are closer");
        }
    }

    @Test
    void members_are_refused() throws Exception {
        try (ToolSession session = ToolSession.as("mina", "full", folder)) {
            assertThat(session.refused("clockify_list_entity_changes", "{}"))
                    .contains("Access Denied");
        }
    }
}
