package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.TimeEntries.Replacement;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Requests that few people need: workspaces, pictures, many entries at once, holidays of some
/// days, invoices as files.
final class SeldomNeededTest {

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final WorkspaceApi workspace = clockify.workspace("w1");

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void a_workspace_is_made_in_an_organization() {
        server.answers(201, "{\"id\": \"w2\", \"cakeOrganizationId\": \"o1\"}");

        ApiRequest<Workspace> request = clockify.workspaces().create("Second", "o1");

        assertThat(request)
                .hasToString("POST /workspaces {\"name\":\"Second\",\"organizationId\":\"o1\"}");
        assertThat(clockify.send(request).cakeOrganizationId()).isEqualTo("o1");
    }

    @Test
    void a_picture_is_one_file_and_answers_its_address() {
        server.answers(200, "{\"name\": \"a.png\", \"url\": \"https://img.example.com/a.png\"}");

        Images.Image image =
                clockify.send(clockify.images().upload("a.png", "image/png", new byte[] {1}));

        assertThat(server.received().getFirst().line()).endsWith("/file/image");
        assertThat(server.received().getFirst().body()).contains("name=\"file\"", "a.png");
        assertThat(image.url()).isEqualTo("https://img.example.com/a.png");
    }

    @Test
    void several_entries_are_sent_whole_in_one_request() {
        TimeEntry entry = Fixtures.read("time-entry", TimeEntry.class);
        TimeEntryEdit edit = TimeEntryEdit.none().withBillable(Edit.set(false));

        ApiRequest<TimeEntries.TimeEntryList> request =
                workspace.timeEntries().replaceAll("u1", List.of(new Replacement(entry, edit)));

        assertThat(request.toString()).startsWith("PUT /workspaces/w1/user/u1/time-entries [{");
        assertThat(request.body()).isNotNull();
        assertThat(request.body().get(0).path("id").asText()).isEqualTo(entry.id());
        assertThat(request.body().get(0).path("billable").asBoolean()).isFalse();
        assertThat(request.body().get(0).path("description").asText())
                .isEqualTo(entry.description());
    }

    @Test
    void holidays_of_some_days_are_somebodys() {
        server.answersWith("holidays");

        workspace
                .holidays()
                .of(
                        "u1",
                        new Holidays.Days(
                                LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-31")));

        assertThat(server.received().getFirst().line())
                .contains("holidays/in-period", "assigned-to=u1", "end=2026-12-31T00%3A00%3A00Z");
    }
}
