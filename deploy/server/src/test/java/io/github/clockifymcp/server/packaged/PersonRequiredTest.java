package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that demands a person for some classes of change.
class PersonRequiredTest {
    private static final String NOW = "--at=2026-11-20T14:30:00Z";
    private static final String SETTING = "CLOCKIFY_PERSON_REQUIRED_FOR";

    @TempDir Path folder;

    @Test
    void a_client_that_can_ask_asks_for_ordinary_changes_too_where_these_are_named()
            throws Exception {
        try (ToolSession session =
                ToolSession.start(folder, Map.of(SETTING, "write,destructive"), NOW)) {
            String entry = logged(session);
            String askedAboutLogging = session.asked();
            session.told("clockify_delete_entry", entry);
            String askedAboutDeleting = session.asked();
            String gone = session.refused("clockify_get_entry", entry);

            assertThat(askedAboutLogging).contains("Booking App");
            assertThat(askedAboutDeleting).contains("Delete");
            assertThat(gone).isNotEmpty();
            assertThat(session.told("clockify_policy_info", "{}"))
                    .contains("Confirmed first: write, billing", "The person is asked");
        }
    }

    @Test
    void a_client_that_can_ask_nobody_is_refused_and_gets_no_token() throws Exception {
        try (ToolSession session =
                ToolSession.askingNobody(folder, Map.of(SETTING, "destructive"), NOW)) {
            String entry = logged(session);
            String refused = session.refused("clockify_delete_entry", entry);
            String shown =
                    session.told("clockify_delete_entry", entry.replace("}", ",\"dry_run\":true}"));
            String made =
                    session.refused(
                            "clockify_delete_entry",
                            entry.replace("}", ",\"confirmation_token\":\"AXRapie0\"}"));
            String still = session.told("clockify_get_entry", entry);

            assertThat(refused)
                    .contains("A person has to agree to this, and this client cannot ask one.");
            assertThat(shown)
                    .contains("Delete", "this client cannot ask one")
                    .doesNotContain("confirmation_token \"");
            assertThat(made).contains("not good for this call");
            assertThat(still).contains("Booking App");
            assertThat(session.told("clockify_policy_info", "{}"))
                    .contains("Refused to it, since it needs a person: destructive");
        }
    }

    @Test
    void other_classes_are_confirmed_by_a_token_as_ever() throws Exception {
        try (ToolSession session =
                ToolSession.askingNobody(folder, Map.of(SETTING, "billing"), NOW)) {
            String preview = session.told("clockify_delete_entry", logged(session));

            assertThat(preview).contains("confirmation_token \"");
        }
    }

    @Test
    void a_class_that_there_is_not_ends_the_start() throws Exception {
        ProcessBuilder command = Installation.built(folder).command("--profile=sandbox");
        command.environment().put(SETTING, "destructive,deleting");

        Printed printed = Printed.by(command);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.err())
                .startsWith(
                        "CLOCKIFY_PERSON_REQUIRED_FOR cannot be ‹destructive,deleting›. It takes"
                                + " some of write, billing, ");
    }

    private static String logged(ToolSession session) throws Exception {
        String told =
                session.told(
                        "clockify_log_time",
                        "{\"project\":\"Booking App\",\"start\":\"yesterday 7:00\",\"duration\":\"1h\"}");
        return "{\"entry_id\":\"%s\"}".formatted(told.split(" ", 2)[0]);
    }
}
