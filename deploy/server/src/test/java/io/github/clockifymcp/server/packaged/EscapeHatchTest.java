package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documented operations by their path, through the packaged server: what may be sent in which
/// mode, and what never is.
class EscapeHatchTest {
    private static final String RENAME =
            "{\"method\":\"put\",\"path\":\"/workspaces/{workspaceId}/tags/%s\","
                            .formatted(Seed.id("tag", "review"))
                    + "\"body\":\"{\\\"name\\\":\\\"checked\\\"}\"}";

    @TempDir Path folder;

    @Test
    void in_full_a_write_is_asked_for_and_read_back() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            assertThat(session.told("clockify_api_write", RENAME)).contains("\"name\":\"checked\"");
            assertThat(session.questions()).hasSize(1);
            assertThat(
                            session.told(
                                    "clockify_api_read",
                                    "{\"path\":\"/workspaces/{workspaceId}/tags\",\"query\":[\"name=checked\"]}"))
                    .contains(Seed.id("tag", "review"));
        }
    }

    @Test
    void below_full_there_is_no_writing_and_reading_stays() throws Exception {
        for (String mode : new String[] {"standard", "read_only"}) {
            try (ToolSession session = ToolSession.as("ada", mode, folder)) {
                assertThat(session.refused("clockify_api_write", RENAME)).contains("Mode full");
                assertThat(session.told("clockify_api_read", "{\"path\":\"/user\"}"))
                        .contains("ada@example.org");
            }
        }
    }

    @Test
    void what_does_not_exist_is_refused_with_the_tool_for_it() throws Exception {
        try (ToolSession session = ToolSession.as("ada", "full", folder)) {
            assertThat(
                            session.refused(
                                    "clockify_api_read",
                                    "{\"path\":\"/workspaces/{workspaceId}/policies\"}"))
                    .contains("clockify_list_time_off_policies");
            assertThat(session.refused("clockify_api_read", "{\"path\":\"//evil.example/user\"}"))
                    .contains("is no operation of Clockify's");
            assertThat(
                            session.refused(
                                    "clockify_api_read",
                                    "{\"path\":\"/user\",\"host\":\"evil.example\"}"))
                    .contains("host");
        }
    }
}
