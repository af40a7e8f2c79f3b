package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Pages, filters and date windows.
class ListTest extends SandboxTest {

    @Test
    void a_header_says_which_page_is_the_last_and_past_it_there_is_nothing() {
        Reply first = mina.get(ws + "/projects?page-size=8");
        Reply third = mina.get(ws + "/projects?page-size=8&page=3");
        Reply beyond = mina.get(ws + "/projects?page-size=8&page=9");

        assertThat(first.json()).hasSize(8);
        assertThat(first.header("last-page")).isEqualTo("false");
        assertThat(third.header("last-page")).isEqualTo("true");
        assertThat(beyond.status()).isEqualTo(200);
        assertThat(beyond.json()).isEmpty();
        assertThat(beyond.header("last-page")).isEqualTo("true");
    }

    @Test
    void all_pages_together_hold_every_entry_once() {
        List<String> ids = new ArrayList<>();
        boolean last = false;
        for (int page = 1; !last; page++) {
            Reply reply = mina.get(minas + "?page-size=30&page=" + page);
            ids.addAll(reply.each("id"));
            last = reply.header("Last-Page").equals("true");
        }

        Set<String> distinct = new HashSet<>(ids);
        assertThat(ids).hasSizeGreaterThan(100).hasSameSizeAs(distinct);
        assertThat(mina.get(minas + "?page-size=5000").json()).hasSameSizeAs(ids);
    }

    @Test
    void a_misspelt_parameter_is_ignored_without_a_word() {
        Reply reply = mina.get(ws + "/tags?pageSize=2&nonsense=1");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json()).hasSize(12);
    }

    @Test
    void a_page_that_is_no_number_is_refused_with_code_3000_and_echoed() {
        Reply reply = mina.get(ws + "/tags?page=two");
        Reply word = mina.get(ws + "/projects?client-status=GONE");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(3000);
        assertThat(reply.message()).contains("'page'", "\"two\"");
        assertThat(word.code()).isEqualTo(3000);
    }

    @Test
    void archived_left_out_means_both() {
        int all = mina.get(ws + "/projects").json().size();
        int live = mina.get(ws + "/projects?archived=false").json().size();
        Reply archived = mina.get(ws + "/projects?archived=true");

        assertThat(archived.each("name")).containsExactly("Booking App (old)");
        assertThat(all).isEqualTo(live + 1);
    }

    @Test
    void a_name_finds_its_parts_unless_the_search_is_strict() {
        Reply part = mina.get(ws + "/projects?name=booking");
        Reply strict = mina.get(ws + "/projects?name=booking%20app&strict-name-search=true");
        Reply twice = mina.get(ws + "/projects?name=website&strict-name-search=true");

        assertThat(part.each("name")).containsExactly("Booking App", "Booking App (old)");
        assertThat(strict.each("name")).containsExactly("Booking App");
        assertThat(twice.each("name")).containsExactlyInAnyOrder("Website", "website");
    }

    @Test
    void projects_are_found_by_client_and_hydrated_on_request() {
        String client = Seed.id("client", "Kestrel Labs");

        Reply plain = mina.get(ws + "/projects?clients=" + client);
        Reply full = mina.get(ws + "/projects?hydrated=true&clients=" + client);

        assertThat(plain.each("clientName")).hasSize(3).containsOnly("Kestrel Labs");
        assertThat(plain.json().get(0).has("tasks")).isFalse();
        assertThat(full.json().get(0).has("tasks")).isTrue();
    }

    @Test
    void a_private_project_is_there_for_those_who_may_see_it() {
        String secret = Seed.id("project", "Salary Review");

        assertThat(mina.get(ws + "/projects").each("name")).doesNotContain("Salary Review");
        assertThat(mina.get(ws + "/projects/" + secret).code()).isEqualTo(501);
        assertThat(ada.get(ws + "/projects/" + secret).status()).isEqualTo(200);
    }

    @Test
    void the_latest_start_comes_first_even_from_the_future() {
        mina.post(
                ws + "/time-entries",
                "{'start':'2027-01-01T08:00:00Z','end':'2027-01-01T09:00:00Z'}");

        Reply reply = mina.get(minas + "?page-size=3");

        assertThat(reply.json().at("/0/timeInterval/start").asText())
                .isEqualTo("2027-01-01T08:00:00Z");
    }

    @Test
    void a_date_window_is_read_on_the_wall_clock_of_the_account() {
        // Half past midnight in Vienna is still the day before in UTC.
        Reply late =
                mina.post(
                        ws + "/time-entries",
                        "{'start':'2026-11-14T23:30:00Z','end':'2026-11-15T00:30:00Z'}");

        Reply sunday = mina.get(minas + "?start=2026-11-15T00:00:00Z&end=2026-11-16T00:00:00Z");
        Reply shifted = mina.get(minas + "?start=2026-11-14T23:00:00Z&end=2026-11-15T00:00:00Z");

        assertThat(sunday.each("id")).containsExactly(late.text("id"));
        assertThat(shifted.json()).isEmpty();
    }

    @Test
    void the_offset_of_a_bound_is_turned_into_utc_before_its_reading_is_taken() {
        Reply late =
                mina.post(
                        ws + "/time-entries",
                        "{'start':'2026-11-14T23:30:00Z','end':'2026-11-15T00:30:00Z'}");

        // Both are 23:00 of the 14th in UTC, so both begin at 23:00 in Vienna.
        Reply zulu = mina.get(minas + "?start=2026-11-14T23:00:00Z&end=2026-11-15T23:59:59Z");
        Reply offset =
                mina.get(minas + "?start=2026-11-15T00:00:00%2B01:00&end=2026-11-15T23:59:59Z");

        assertThat(zulu.each("id")).isEqualTo(offset.each("id")).contains(late.text("id"));
    }

    @Test
    void entries_are_filtered_by_project_task_tag_and_text() {
        String project = Seed.id("project", "Annual Report");
        String task = Seed.id("task", "Annual Report/Layout");

        Reply byProject = mina.get(minas + "?project=" + project + "&page-size=500");
        Reply byTask = mina.get(minas + "?task=" + task + "&page-size=500");
        Reply byText = mina.get(minas + "?description=WEEKEND");
        Reply byTag = mina.get(minas + "?tags=" + Seed.id("tag", "review") + "&page-size=500");
        Reply withProject = mina.get(minas + "?project-required=true&page-size=500");

        assertThat(byProject.each("projectId")).isNotEmpty().containsOnly(project);
        assertThat(byTask.each("taskId")).isNotEmpty().containsOnly(task);
        assertThat(byText.each("description")).containsExactly("Weekend delivery");
        assertThat(byTag.json()).isNotEmpty();
        assertThat(withProject.each("projectId")).doesNotContain("null");
    }

    @Test
    void hydrating_puts_objects_beside_the_ids() {
        Reply reply =
                mina.get(minas + "?hydrated=true&project=" + Seed.id("project", "Annual Report"));

        assertThat(reply.json().at("/0/project/clientName").asText()).isEqualTo("Donau Energie AG");
        assertThat(reply.json().at("/0/projectId").asText()).isNotEmpty();
        assertThat(reply.json().at("/0/user/name").asText()).isEqualTo("Mina Petrović");
    }

    @Test
    void people_are_found_by_name_mail_and_status() {
        assertThat(ada.get(ws + "/users?name=ELIF").each("name")).containsExactly("Elif Yılmaz");
        assertThat(ada.get(ws + "/users?email=bruno").json()).hasSize(1);
        assertThat(ada.get(ws + "/users?status=INACTIVE").each("name"))
                .containsExactly("Ivan Horvat");
        assertThat(ada.get(ws + "/users?page-size=4").header("Last-Page")).isEqualTo("false");
        assertThat(ada.get(ws + "/users?memberships=WORKSPACE").json().at("/0/memberships"))
                .hasSize(1);
    }
}
