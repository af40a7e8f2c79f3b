package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Reports that are shared: kept under the workspace, read without it, and merged by an update.
class SharedReportTest extends SandboxTest {

    private static final String FILTER =
            "'type':'SUMMARY','filter':{'exportType':'JSON','dateRangeStart':'2026-11-09T00:00:00Z',"
                    + "'dateRangeEnd':'2026-11-15T23:59:59Z','summaryFilter':{'groups':['PROJECT']}}";

    private final String all = ws + "/shared-reports";
    private final String seeded = Seed.id("shared-report", "Hours by project");
    private final Http hana = Http.as(sandbox(), "hana");

    private static Reply send(Http who, String method, String path, String body) {
        return who.report(method, path, body);
    }

    private static String one(String id) {
        return "/shared-reports/" + id;
    }

    private Reply created(Http who, String more) {
        return send(who, "POST", all, "{'name':'Week'," + FILTER + more + "}");
    }

    @Test
    void a_new_one_answers_200_and_shows_what_its_author_sees() {
        Reply made = created(mina, ",'visibleToUsers':['" + Seed.person("hana").id() + "']");

        assertThat(made.status()).isEqualTo(200);
        Reply seen = send(hana, "GET", one(made.text("id")), "");
        JsonNode authors = mina.report(ws + "/reports/summary", "{" + filterOnly() + "}").json();
        assertThat(seen.json().at("/totals/0/totalTime"))
                .isEqualTo(authors.at("/totals/0/totalTime"));
        assertThat(seen.json().path("groupOne")).isNotEmpty();
        assertThat(seen.json().at("/filters/name").asText()).isEqualTo("Week");
        assertThat(seen.json().at("/filters/filter/summaryFilter/groups/0").asText())
                .isEqualTo("PROJECT");
    }

    private static String filterOnly() {
        return "'dateRangeStart':'2026-11-09T00:00:00Z','dateRangeEnd':'2026-11-15T23:59:59Z',"
                + "'summaryFilter':{'groups':['PROJECT']}";
    }

    @Test
    void lists_say_whose_they_are_and_an_unknown_filter_is_an_error_of_the_server() {
        created(mina, "");

        Reply minas = send(mina, "GET", all + "?pageSize=1&page-size=50", "");

        assertThat(minas.json().path("count").asInt()).isEqualTo(2);
        assertThat(minas.json().path("reports")).hasSize(1);
        JsonNode first = minas.json().at("/reports/0");
        assertThat(first.path("link").asText()).endsWith(first.path("id").asText());
        assertThat(first.at("/visibleToUsers/0/id").asText()).isEqualTo(Seed.main().id());
        String which = all + "?sharedReportsFilter=";
        assertThat(send(mina, "GET", which + "CREATED_BY_ME", "").json().path("count").asInt())
                .isEqualTo(1);
        assertThat(send(mina, "GET", which + "SHARED_WITH_ME", "").json().path("count").asInt())
                .isEqualTo(1);
        assertThat(send(ada, "GET", which + "ALL_ADMIN", "").json().path("count").asInt())
                .isEqualTo(2);
        assertThat(send(ada, "GET", which + "MINE", "").status()).isEqualTo(500);
    }

    @Test
    void an_update_keeps_what_it_does_not_name() {
        String id = created(mina, ",'isPublic':true").text("id");

        Reply renamed = send(mina, "PUT", all + "/" + id, "{'name':'Other'}");

        assertThat(renamed.text("name")).isEqualTo("Other");
        assertThat(renamed.json().path("isPublic").asBoolean()).isTrue();
        assertThat(renamed.json().at("/filter/dateRangeStart").asText()).startsWith("2026-11-09");
        assertThat(send(mina, "PUT", all + "/" + id, "{'isPublic':false}").status()).isEqualTo(400);
        assertThat(send(hana, "PUT", all + "/" + id, "{'name':'Hers'}").status()).isEqualTo(403);
    }

    @Test
    void only_a_public_one_is_for_everybody() {
        String id = created(mina, "").text("id");

        assertThat(send(hana, "GET", one(id), "").status()).isEqualTo(404);
        assertThat(send(ada, "GET", one(id), "").status()).isEqualTo(200);
        send(mina, "PUT", all + "/" + id, "{'name':'Week','isPublic':true}");
        assertThat(send(hana, "GET", one(id), "").status()).isEqualTo(200);
        assertThat(send(mina, "GET", one(seeded), "").status()).isEqualTo(200);
    }

    @Test
    void what_is_deleted_is_gone() {
        String id = created(mina, "").text("id");

        assertThat(send(mina, "DELETE", all + "/" + id, "").status()).isEqualTo(204);
        assertThat(send(mina, "GET", one(id), "").status()).isEqualTo(404);
        assertThat(send(mina, "DELETE", all + "/" + id, "").status()).isEqualTo(400);
    }

    @Test
    void some_routes_do_not_exist() {
        assertThat(send(ada, "GET", all + "/" + seeded, "").status()).isEqualTo(405);
        assertThat(send(ada, "PUT", one(seeded), "{'name':'x'}").status()).isEqualTo(405);
        assertThat(send(ada, "PATCH", one(seeded), "{'name':'x'}").status()).isEqualTo(405);
        assertThat(ada.get(ws + "/shared-reports").status()).isEqualTo(404);
        assertThat(send(ada, "GET", one(seeded) + "/export", "").status()).isEqualTo(404);
    }

    @Test
    void viewers_choose_days_order_and_file_where_the_days_are_not_fixed() throws IOException {
        String days = "?dateRangeStart=2026-11-02T00:00:00&dateRangeEnd=2026-11-02T23:59:59";
        long month = total(one(seeded));
        String fixed = created(ada, ",'fixedDate':true").text("id");

        assertThat(total(one(seeded) + days)).isPositive().isLessThan(month);
        assertThat(total(one(fixed) + days)).isEqualTo(total(one(fixed)));
        assertThat(send(ada, "GET", one(seeded) + "?sortColumn=SHOE", "").status()).isEqualTo(400);
        assertThat(send(ada, "GET", one(seeded) + "?exportType=DOC", "").status()).isEqualTo(400);
        HttpResponse<byte[]> csv =
                mina.raw("GET", "/report/v1" + one(seeded) + "?exportType=CSV", "", "");
        assertThat(new String(csv.body(), StandardCharsets.UTF_8))
                .startsWith("\"Project\",\"User\"");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse(""))
                .contains("filename=\"Clockify_Time_Report_Summary_11%2F01%2F2026");
    }

    private long total(String path) {
        return send(ada, "GET", path, "").json().at("/totals/0/totalTime").asLong();
    }

    @Test
    void what_cannot_be_shown_is_not_kept() {
        String wrong = FILTER.replace("SUMMARY", "ATTENDANCE_DETAILED");
        assertThat(send(ada, "POST", all, "{'name':'Week'," + wrong + "}").message())
                .contains("USER_DATA_EXPORT");
        assertThat(send(ada, "POST", all, "{'name':'Week','type':'SUMMARY'}").message())
                .isEqualTo("must not be null");
        assertThat(created(ada, ",'visibleToUsers':['nobody']").status()).isEqualTo(400);
        assertThat(send(ada, "POST", all, "{" + FILTER + "}").status()).isEqualTo(400);
        sandbox().withoutFeature(Seed.studio(), "SHARED_REPORTS");
        assertThat(created(ada, "").status()).isEqualTo(403);
        assertThat(send(ada, "GET", all, "").status()).isEqualTo(403);
    }
}
