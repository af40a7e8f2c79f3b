package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the packaged server learned of names outlives it: a workspace that may ask Clockify 30
/// times an hour does not pay for each start of a client.
class NamesAfterRestartTest {
    private static final String[] WHO = {"200 GET /user", "200 GET /workspaces"};
    private static final String LOOKED_UP = "200 GET /workspaces/WS/projects";
    private static final String LOGGED = "201 POST /workspaces/WS/time-entries";
    private static final String PROJECT = "/projects/" + Seed.id("project", "Booking App");

    @TempDir Path folder;

    private static String log(ToolSession session, String project, String start) throws Exception {
        return session.told("clockify_log_time", work(project, start));
    }

    private static String work(String project, String start) {
        return "{'project':'%s','start':'2026-11-20 %s','duration':'30m'}"
                .formatted(project, start);
    }

    private static void end(ToolSession session) throws Exception {
        assertThat(session.client().leave()).as(session.client().errors()).isZero();
    }

    @Test
    void a_project_that_was_found_is_not_looked_up_by_the_next_server() throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession first = clockify.serving("mina")) {
            log(first, "Booking App", "09:00");
            assertThat(clockify.requests()).containsExactly(WHO[0], WHO[1], LOOKED_UP, LOGGED);
            log(first, "Booking App", "09:30");
            assertThat(clockify.requests()).containsExactly(LOGGED);
            end(first);

            try (ToolSession second = clockify.serving("mina")) {
                assertThat(log(second, "booking app", "10:00")).contains("on Booking App");
                assertThat(clockify.requests()).containsExactly(WHO[0], WHO[1], LOGGED);
            }
        }
    }

    @Test
    void what_somebody_else_may_see_is_not_taken_from_the_same_folder() throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession ada = clockify.serving("ada")) {
            log(ada, "Salary Review", "09:00");
            end(ada);

            try (ToolSession mina = clockify.serving("mina")) {
                assertThat(mina.refused("clockify_log_time", work("Salary Review", "09:00")))
                        .contains("No project is called ‹Salary Review›");
            }
        }
    }

    @Test
    void a_project_that_was_renamed_meanwhile_is_found_by_its_new_name_at_one_request()
            throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession first = clockify.serving("mina")) {
            log(first, "Booking App", "09:00");
            end(first);
            clockify.beside()
                    .studio("PUT", PROJECT, "{\"name\":\"Reservations\",\"isPublic\":true}");
            clockify.requests();

            try (ToolSession second = clockify.serving("mina")) {
                assertThat(log(second, "Reservations", "10:00")).contains("on Reservations");
                assertThat(clockify.requests()).containsExactly(WHO[0], WHO[1], LOOKED_UP, LOGGED);
                log(second, "Reservations", "10:30");
                assertThat(clockify.requests()).containsExactly(LOGGED);
                // Who still says the old name means the same project.
                log(second, "Booking App", "11:00");
                assertThat(clockify.requests()).containsExactly(LOGGED);
            }
            JsonNode logged =
                    clockify.beside()
                            .studio("GET", "/user/%s/time-entries".formatted(Seed.main().id()), "");
            assertThat(logged.findValuesAsText("projectId").subList(0, 4))
                    .containsOnly(Seed.id("project", "Booking App"));
        }
    }

    @Test
    void a_project_that_is_gone_is_forgotten_with_the_first_refusal() throws Exception {
        try (LoneSandbox clockify = LoneSandbox.start(folder);
                ToolSession first = clockify.serving("mina")) {
            log(first, "Booking App", "09:00");
            end(first);
            clockify.beside().studio("PUT", PROJECT, "{\"archived\":true}");
            clockify.beside().studio("DELETE", PROJECT, "");
            clockify.requests();

            try (ToolSession second = clockify.serving("mina")) {
                assertThat(second.refused("clockify_log_time", work("Booking App", "10:00")))
                        .contains("Look it up again", "Nothing was changed.");
                assertThat(clockify.requests())
                        .containsExactly(WHO[0], WHO[1], "400 POST /workspaces/WS/time-entries");
                assertThat(second.refused("clockify_log_time", work("Booking App", "10:00")))
                        .contains("No project is called ‹Booking App›", "clockify_list_projects");
                assertThat(clockify.requests()).containsExactly(LOOKED_UP);
            }
        }
    }
}
