package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Reports: sums over the entries there are, and the refusals of Clockify.
class ReportTest extends SandboxTest {

    private static final String WEEK =
            "'dateRangeStart':'2026-11-09T00:00:00.000Z','dateRangeEnd':'2026-11-15T23:59:59.999Z'";

    private final Http grace = Http.as(sandbox(), "grace");

    private Reply summary(Http who, String more, String groups) {
        return report(who, "summary", more, "'summaryFilter':{'groups':[" + groups + "]}");
    }

    private Reply report(Http who, String kind, String more, String filter) {
        String comma = more.isEmpty() ? "" : ",";
        return who.report(ws + "/reports/" + kind, "{" + WEEK + comma + more + "," + filter + "}");
    }

    private static String of(String user) {
        return "'users':{'contains':'CONTAINS','status':'ALL','ids':['%s']}"
                .formatted(Seed.person(user).id());
    }

    private static long sum(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToLong(row -> row.get(field).asLong())
                .sum();
    }

    /// How long the entries of the core are that somebody has in the week.
    private long entrySeconds() {
        String days = "?start=2026-11-09T00:00:00Z&end=2026-11-16T00:00:00Z&page-size=500";
        JsonNode entries = mina.get(minas + days).json();
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.at("/timeInterval/duration").asText())
                .mapToLong(text -> Duration.parse(text).toSeconds())
                .sum();
    }

    @Test
    void a_summary_adds_up_the_entries_of_the_core_in_seconds() {
        JsonNode report = summary(mina, of("mina"), "'DATE','PROJECT'").json();

        long total = report.at("/totals/0/totalTime").asLong();
        assertThat(total).isEqualTo(entrySeconds()).isPositive();
        assertThat(sum(report.get("groupOne"), "duration")).isEqualTo(total);
        for (JsonNode day : report.get("groupOne")) {
            assertThat(sum(day.get("children"), "duration"))
                    .isEqualTo(day.get("duration").asLong());
            assertThat(day.get("_id").asText()).matches("2026-11-(09|1[0-5])");
        }
        assertThat(report.get("groupTotals").get("groupOneTotalCount").asInt())
                .isEqualTo(report.get("groupOne").size());
        assertThat(report.get("donutChart").isArray()).isTrue();
    }

    @Test
    void an_entry_with_two_tags_is_in_the_group_of_each() {
        String tags = "'%s','%s'".formatted(Seed.id("tag", "review"), Seed.id("tag", "urgent"));
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-14T10:00:00Z','end':'2026-11-14T11:00:00Z','description':'both','tagIds':["
                        + tags
                        + "]}");

        JsonNode report = summary(mina, "'description':'BOTH'", "'TAG'").json();

        assertThat(report.at("/totals/0/totalTime").asLong()).isEqualTo(3_600);
        assertThat(sum(report.get("groupOne"), "duration")).isEqualTo(7_200);
    }

    @Test
    void an_admin_sees_what_is_earned_and_costs_and_a_member_does_not() {
        String money = of("mina") + ",'amountShown':'EARNED','amounts':['COST','PROFIT']";

        JsonNode admins = summary(ada, money, "'USER'").json().at("/totals/0");
        JsonNode members = summary(mina, money, "'USER'").json().at("/totals/0");

        BigDecimal earned = admins.at("/amounts/0/value").decimalValue();
        BigDecimal cost = admins.at("/amounts/1/value").decimalValue();
        assertThat(earned).isPositive();
        assertThat(admins.at("/amounts/2/value").decimalValue())
                .isEqualByComparingTo(earned.subtract(cost));
        assertThat(members.get("totalTime")).isEqualTo(admins.get("totalTime"));
        assertThat(members.get("amounts")).isEmpty();
        assertThat(members.get("totalAmount").asInt()).isZero();
    }

    @Test
    void what_is_earned_is_the_rate_for_billable_hours() {
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-14T10:00:00Z','end':'2026-11-14T11:30:00Z','description':'paid','billable':true,'projectId':'%s'}"
                        .formatted(Seed.id("project", "Annual Report")));
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-14T12:00:00Z','end':'2026-11-14T13:00:00Z','description':'paid','billable':false,'projectId':'%s'}"
                        .formatted(Seed.id("project", "Annual Report")));

        JsonNode report = summary(ada, "'description':'paid'", "'PROJECT'").json();

        assertThat(report.at("/totals/0/amounts/0/value").decimalValue())
                .isEqualByComparingTo("18000");
        assertThat(report.at("/totals/0/totalTime").asLong()).isEqualTo(9_000);
        assertThat(report.at("/totals/0/totalBillableTime").asLong()).isEqualTo(5_400);
    }

    @Test
    void where_only_admins_see_all_time_a_member_gets_their_own_without_a_word() {
        int open = summary(mina, "", "'USER'").json().get("groupOne").size();
        sandbox().setting(Seed.studio(), "onlyAdminsSeeAllTimeEntries", true);

        Reply members = summary(mina, "", "'USER'");
        Reply others = summary(mina, of("grace"), "'USER'");
        Reply admins = summary(ada, "", "'USER'");

        assertThat(open).isGreaterThan(1);
        assertThat(members.json().get("groupOne")).hasSize(1);
        assertThat(others.status()).isEqualTo(200);
        assertThat(others.json().get("groupOne")).isEmpty();
        assertThat(admins.json().get("groupOne")).hasSize(open);
    }

    @Test
    void the_bounds_are_a_clocks_readings_in_the_zone_asked_for_whatever_their_offset() {
        grace.post(
                ws + "/time-entries",
                "{'start':'2026-11-15T04:30:00Z','end':'2026-11-15T05:00:00Z','description':'late'}");
        String day =
                "{'dateRangeStart':'2026-11-14T00:00:00Z','dateRangeEnd':'2026-11-14T23:59:59Z',"
                        + "'description':'late',%s'detailedFilter':{}}";
        String path = ws + "/reports/detailed";

        JsonNode hers = grace.report(path, day.formatted("")).json();
        JsonNode utc = grace.report(path, day.formatted("'timeZone':'UTC',")).json();

        assertThat(hers.at("/timeentries/0/timeInterval/start").asText())
                .isEqualTo("2026-11-14T23:30:00-05:00");
        assertThat(utc.get("timeentries")).isEmpty();
        assertThat(utc.get("totals").get(0).isNull()).isTrue();
    }

    @Test
    void a_detailed_report_is_paged_in_its_body_with_totals_over_everything() {
        List<String> ids = new ArrayList<>();
        int all = 0;
        for (int page = 1; page < 9; page++) {
            JsonNode part =
                    report(
                                    ada,
                                    "detailed",
                                    "",
                                    "'detailedFilter':{'page':%d,'pageSize':30}".formatted(page))
                            .json();
            all = part.at("/totals/0/entriesCount").asInt();
            part.get("timeentries").forEach(entry -> ids.add(entry.get("_id").asText()));
        }
        Reply large = report(ada, "detailed", "", "'detailedFilter':{'pageSize':201}");

        assertThat(ids).hasSize(all).doesNotHaveDuplicates().hasSizeGreaterThan(60);
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.code()).isEqualTo(501);
    }

    @Test
    void what_runs_is_in_no_report() {
        mina.post(ws + "/time-entries", "{'start':'2026-11-15T10:00:00Z','description':'still'}");

        JsonNode report =
                report(mina, "detailed", "'description':'still'", "'detailedFilter':{}").json();

        assertThat(report.get("timeentries")).isEmpty();
    }

    @Test
    void a_weekly_report_is_of_exactly_seven_days() {
        String filter = "'weeklyFilter':{'group':'PROJECT','subgroup':'TIME'}}";
        String from = "{'dateRangeStart':'2026-11-09T00:00:00Z','dateRangeEnd':'";

        Reply inclusive =
                mina.report(ws + "/reports/weekly", from + "2026-11-15T23:59:59Z'," + filter);
        Reply exclusive =
                mina.report(ws + "/reports/weekly", from + "2026-11-16T00:00:00Z'," + filter);
        Reply longer =
                mina.report(ws + "/reports/weekly", from + "2026-11-16T23:59:59Z'," + filter);

        assertThat(inclusive.json().get("totalsByDay")).hasSize(7);
        assertThat(sum(inclusive.json().get("totalsByDay"), "duration"))
                .isEqualTo(sum(inclusive.json().get("groupOne"), "duration"))
                .isPositive();
        assertThat(exclusive.json()).isEqualTo(inclusive.json());
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.code()).isEqualTo(501);
    }

    @Test
    void attendance_is_of_whole_days_and_needs_the_feature() {
        Reply days = report(mina, "attendance", of("mina"), "'attendanceFilter':{}");
        Reply longDays =
                report(
                        mina,
                        "attendance",
                        of("mina"),
                        "'attendanceFilter':{'workFilters':[{'filtrationType':'LARGER_THAN','value':'07:00'}]}");
        Reply noon =
                mina.report(
                        ws + "/reports/attendance",
                        "{'dateRangeStart':'2026-11-09T12:00:00Z','dateRangeEnd':'2026-11-15T23:59:59Z','attendanceFilter':{}}");
        sandbox().withoutFeature(Seed.studio(), "ATTENDANCE_REPORT");
        Reply walled = report(mina, "attendance", "", "'attendanceFilter':{}");

        JsonNode first = days.json().at("/entities/0");
        assertThat(sum(days.json().get("entities"), "totalDuration")).isEqualTo(entrySeconds());
        assertThat(first.get("startTime").asText()).matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(first.get("capacity").asInt()).isEqualTo(25_200);
        assertThat(longDays.json().get("entities"))
                .allSatisfy(day -> assertThat(day.get("overtime").asLong()).isPositive());
        assertThat(noon.status()).isEqualTo(400);
        assertThat(walled.status()).isEqualTo(403);
    }

    @Test
    void a_report_needs_its_own_filter_and_no_other_and_lives_on_its_own_host() {
        Reply none = report(ada, "summary", "", "'billable':true");
        Reply two =
                report(ada, "summary", "'detailedFilter':{}", "'summaryFilter':{'groups':['TAG']}");
        Reply word = summary(ada, "", "'COLOUR'");
        Reply undated = ada.report(ws + "/reports/summary", "{'summaryFilter':{'groups':['TAG']}}");
        Reply core = ada.post(ws + "/reports/summary", "{" + WEEK + "}");

        assertThat(none.status()).isEqualTo(400);
        assertThat(two.status()).isEqualTo(400);
        assertThat(word.code()).isEqualTo(3002);
        assertThat(undated.message()).isEqualTo("must not be null");
        assertThat(core.status()).isEqualTo(404);
        assertThat(core.code()).isEqualTo(3000);
    }

    @Test
    void a_plan_may_end_a_report_after_a_month() {
        sandbox().withoutFeature(Seed.studio(), "UNLIMITED_REPORTS");
        sandbox().withoutFeature(Seed.studio(), "ONE_YEAR_RANGE_REPORTS");
        String from = "{'dateRangeStart':'2026-10-01T00:00:00Z','dateRangeEnd':'2026-";
        String filter = "'summaryFilter':{'groups':['USER']}}";

        Reply month = ada.report(ws + "/reports/summary", from + "10-31T23:59:59Z'," + filter);
        Reply more = ada.report(ws + "/reports/summary", from + "11-01T23:59:59Z'," + filter);

        assertThat(month.status()).isEqualTo(200);
        assertThat(more.status()).isEqualTo(400);
    }

    @Test
    void filters_let_through_what_they_say() {
        String project = Seed.id("project", "Internal");
        String only = "'projects':{'contains':'CONTAINS','ids':['" + project + "'],'status':'ALL'}";
        String but = only.replace("'CONTAINS'", "'DOES_NOT_CONTAIN'");

        long all = summary(ada, "", "'PROJECT'").json().at("/totals/0/totalTime").asLong();
        JsonNode one = summary(ada, only, "'PROJECT'").json();
        JsonNode rest = summary(ada, but, "'PROJECT'").json();
        JsonNode sorted =
                report(
                                ada,
                                "summary",
                                "'sortOrder':'DESCENDING'",
                                "'summaryFilter':{'groups':['PROJECT'],'sortColumn':'DURATION'}")
                        .json();

        assertThat(one.get("groupOne")).hasSize(1);
        assertThat(one.at("/totals/0/totalTime").asLong() + rest.at("/totals/0/totalTime").asLong())
                .isEqualTo(all);
        List<Long> lengths = new ArrayList<>();
        sorted.get("groupOne").forEach(row -> lengths.add(-row.get("duration").asLong()));
        assertThat(lengths).isSorted();
    }

    @Test
    void rounding_is_asked_for_and_rounds_each_entry() {
        mina.post(
                ws + "/time-entries",
                "{'start':'2026-11-14T10:00:00Z','end':'2026-11-14T10:20:00Z','description':'odd'}");

        JsonNode plain = summary(mina, "'description':'odd'", "'USER'").json();
        JsonNode rounded = summary(mina, "'description':'odd','rounding':true", "'USER'").json();

        assertThat(plain.at("/totals/0/totalTime").asLong()).isEqualTo(1_200);
        assertThat(rounded.at("/totals/0/totalTime").asLong()).isEqualTo(900);
    }
}
