package io.github.clockifymcp.clockify;

import static io.github.clockifymcp.clockify.RetryTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.Reports.Group;
import io.github.clockifymcp.clockify.SharedReports.Rendered;
import io.github.clockifymcp.clockify.SharedReports.Setup;
import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.clockify.SharedReports.Viewer;
import io.github.clockifymcp.clockify.SharedReports.Which;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Reports as files, and reports that are shared.
final class SharedReportsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-11-16");
    private static final ReportFilter WEEK =
            ReportFilter.days(MONDAY, MONDAY.plusDays(6), ZoneId.of("Europe/Belgrade"));

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final SharedReports shared = clockify.workspace("w1").sharedReports();

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    @Test
    void a_file_is_the_report_in_another_form() {
        server.answers(
                200,
                "\"Project\"",
                "Content-Type",
                "text/csv",
                "Content-Disposition",
                "attachment; filename=Time_11%2F16%2F2026.csv");

        Download file =
                clockify.workspace("w1")
                        .reports()
                        .file(Report.summary(WEEK, List.of(Group.PROJECT)), ExportType.CSV);

        JsonNode sent = Fixtures.json(server.received().getFirst().body());
        assertThat(server.lines()).containsExactly("POST /report/v1/workspaces/w1/reports/summary");
        assertThat(sent.path("exportType").asText()).isEqualTo("CSV");
        assertThat(sent.at("/summaryFilter/groups/0").asText()).isEqualTo("PROJECT");
        assertThat(file.mediaType()).isEqualTo("text/csv");
        assertThat(file.fileName()).hasValue("Time_11-16-2026.csv");
    }

    @Test
    void expenses_have_an_address_and_a_page_of_their_own() {
        server.answers(200, "%PDF-1.4", "Content-Type", "application/pdf");

        clockify.workspace("w1").reports().file(Report.expenses(WEEK), ExportType.PDF);

        JsonNode sent = Fixtures.json(server.received().getFirst().body());
        assertThat(server.lines())
                .containsExactly("POST /report/v1/workspaces/w1/reports/expenses/detailed");
        assertThat(sent.path("page").asInt()).isEqualTo(1);
        assertThat(sent.has("amountShown")).isFalse();
    }

    @Test
    void json_in_place_of_a_file_is_no_file() {
        server.answers(200, "{\"message\":\"no\"}", "Content-Type", "application/json");

        ClockifyException failure = failureOf(() -> shared.file("r1", ExportType.XLSX));

        assertThat(failure).hasMessageContaining("JSON where a file was asked for");
        assertThat(server.lines())
                .containsExactly("GET /report/v1/shared-reports/r1?exportType=XLSX");
    }

    @Test
    void a_list_counts_and_says_who_sees_them() {
        server.answersWith("shared-reports");

        Page<SharedReport> page = shared.list(Which.ALL, new Paging(1, 2));

        assertThat(server.lines())
                .containsExactly(
                        "GET /report/v1/workspaces/w1/shared-reports?sharedReportsFilter=ALL"
                                + "&page=1&pageSize=2");
        assertThat(page.more()).isTrue();
        SharedReport first = page.items().getFirst();
        assertThat(first.open()).isTrue();
        assertThat(first.users())
                .containsExactly(new Viewer("66a000000000000000000002", "Nils Berg"));
        SharedReport second = page.items().getLast();
        assertThat(second.name()).isEmpty();
        assertThat(second.groups()).containsExactly(new Viewer("66c000000000000000000001", null));
    }

    @Test
    void a_report_is_read_without_its_workspace_and_knows_how_it_is_set_up() {
        server.answersWith("shared-report");

        Rendered report = shared.get("66b000000000000000000001");

        assertThat(server.lines())
                .containsExactly(
                        "GET /report/v1/shared-reports/66b000000000000000000001?exportType=JSON");
        assertThat(report.totals().getFirst().seconds()).isEqualTo(27_000);
        assertThat(report.rows().getFirst().name()).isEqualTo("Website");
        assertThat(report.report().type()).isEqualTo("SUMMARY");
        assertThat(report.report().filter().path("dateRangeStart").asText())
                .startsWith("2026-11-01");
        assertThat(shared.restore(report.report()).body())
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"name": "Hours by project", "isPublic": true, "fixedDate": false,
                                 "visibleToUsers": [], "visibleToUserGroups": [],
                                 "type": "SUMMARY", "filter": {"exportType": "JSON",
                                   "dateRangeStart": "2026-11-01T00:00:00Z",
                                   "dateRangeEnd": "2026-11-30T23:59:59Z",
                                   "summaryFilter": {"groups": ["PROJECT"]}}}
                                """));
    }

    @Test
    void other_days_leave_the_rest_of_the_filter() {
        SharedReport report = Fixtures.read("shared-report", Rendered.class).report();

        JsonNode body =
                Objects.requireNonNull(
                        shared.update(
                                        report,
                                        new Setup("Weeks", null, null, null, null),
                                        MONDAY,
                                        MONDAY)
                                .body());

        assertThat(body.at("/filter/dateRangeEnd").asText()).startsWith("2026-11-16T23:59");
        assertThat(body.at("/filter/summaryFilter/groups/0").asText()).isEqualTo("PROJECT");
        assertThat(body.has("isPublic")).isFalse();
    }

    @Test
    void attendance_has_totals_of_another_kind() {
        Rendered report =
                Json.read(
                        Fixtures.json(
                                "{\"entities\":[{},{}],\"totals\":{\"break\":0},\"filters\":{\"id\":\"r1\"}}"),
                        Rendered.class);

        assertThat(report.totals()).isEmpty();
        assertThat(report.entries()).isEqualTo(2);
    }

    @Test
    void what_a_setup_leaves_out_is_not_sent() {
        Setup name = new Setup("Weeks", null, null, null, null);

        assertThat(shared.update("r1", name))
                .hasToString("PUT /workspaces/w1/shared-reports/r1 {\"name\":\"Weeks\"}");
        assertThat(shared.update("r1", new Setup("Weeks", false, null, List.of(), null)))
                .hasToString(
                        "PUT /workspaces/w1/shared-reports/r1"
                                + " {\"name\":\"Weeks\",\"isPublic\":false,\"visibleToUsers\":[]}");
        assertThat(shared.delete("r1")).hasToString("DELETE /workspaces/w1/shared-reports/r1");
        assertThat(shared.create(Report.detailed(WEEK), name).service()).isEqualTo(Service.REPORTS);
    }
}
