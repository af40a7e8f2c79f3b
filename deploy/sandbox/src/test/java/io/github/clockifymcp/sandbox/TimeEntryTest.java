package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Logging, replacing, reading and deleting time.
class TimeEntryTest extends SandboxTest {

    private final String entries = ws + "/time-entries";
    private final String website = Seed.id("project", "Website");

    private Reply log(String fields) {
        return mina.post(
                entries,
                "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:30:00Z'" + fields + "}");
    }

    @Test
    void a_new_entry_comes_back_with_its_duration_and_can_be_read() {
        Reply created = log(",'projectId':'" + website + "','description':'Sketches'");
        Reply read = mina.get(entries + "/" + created.text("id"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/timeInterval/duration").asText()).isEqualTo("PT1H30M");
        assertThat(read.text("description")).isEqualTo("Sketches");
        assertThat(read.json().at("/hourlyRate/amount").asInt()).isEqualTo(9_500);
    }

    @Test
    void fractions_of_seconds_are_accepted_and_forgotten() {
        Reply created =
                mina.post(
                        entries,
                        "{'start':'2026-11-20T07:00:00.987Z','end':'2026-11-20T07:00:10.5Z'}");

        assertThat(created.json().at("/timeInterval/start").asText())
                .isEqualTo("2026-11-20T07:00:00Z");
        assertThat(created.json().at("/timeInterval/duration").asText()).isEqualTo("PT10S");
    }

    @Test
    void an_entry_without_a_start_is_refused() {
        Reply reply = mina.post(entries, "{'description':'When?'}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(501);
    }

    @Test
    void what_is_no_json_no_instant_or_no_known_type_is_refused_with_code_3002() {
        Reply broken = mina.post(entries, "{'start':");
        Reply instant = mina.post(entries, "{'start':'yesterday'}");
        Reply type = log(",'type':'HOLIDAY'");
        Reply nothing = mina.post(entries, "");

        assertThat(List.of(broken.code(), instant.code(), type.code(), nothing.code()))
                .containsOnly(3002);
        assertThat(instant.message()).contains("yesterday");
        assertThat(type.message()).contains("HOLIDAY", "REGULAR", "BREAK");
        assertThat(nothing.message()).isEqualTo("Required request body is missing");
    }

    @Test
    void a_description_has_at_most_3000_characters() {
        Reply longest = log(",'description':'" + "x".repeat(3_000) + "'");
        Reply longer = log(",'description':'" + "x".repeat(3_001) + "'");

        assertThat(longest.status()).isEqualTo(201);
        assertThat(longer.status()).isEqualTo(400);
        assertThat(longer.message()).contains("[description]");
    }

    @Test
    void ids_that_are_unknown_foreign_or_no_ids_get_the_same_answer() {
        Reply unknown = log(",'projectId':'66aaaaaaaaaaaaaaaaaaaaaa'");
        Reply foreign = log(",'projectId':'" + Seed.id("project", "Lab: Ink") + "'");
        Reply word = log(",'projectId':'website'");
        Reply entry = mina.get(entries + "/nonsense");

        for (Reply reply : List.of(unknown, foreign, word)) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.code()).isEqualTo(501);
            assertThat(reply.message()).isEqualTo("Project doesn't belong to Workspace");
        }
        assertThat(entry.code()).isEqualTo(501);
    }

    @Test
    void a_task_has_to_be_one_of_the_project() {
        String task = Seed.id("task", "Booking App/API");

        Reply reply = log(",'projectId':'" + website + "','taskId':'" + task + "'");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(501);
    }

    @Test
    void an_archived_project_and_an_archived_tag_are_accepted() {
        String project = Seed.id("project", "Booking App (old)");
        String tag = Seed.id("tag", "fax");

        Reply reply = log(",'projectId':'" + project + "','tagIds':['" + tag + "']");

        assertThat(reply.status()).isEqualTo(201);
    }

    @Test
    void custom_fields_are_written_under_another_name_than_they_are_read() {
        String field = Seed.id("custom-field", "Ticket");

        Reply wrong = log(",'customFieldValues':[{'customFieldId':'" + field + "','value':'X'}]");
        Reply right = log(",'customFields':[{'customFieldId':'" + field + "','value':'NL-1'}]");

        assertThat(wrong.status()).isEqualTo(201);
        assertThat(wrong.json().get("customFieldValues")).isEmpty();
        assertThat(right.json().at("/customFieldValues/0/value").asText()).isEqualTo("NL-1");
        assertThat(right.json().at("/customFieldValues/0/name").asText()).isEqualTo("Ticket");
    }

    @Test
    void an_update_clears_what_it_does_not_name() {
        String field = Seed.id("custom-field", "Ticket");
        Reply created =
                log(
                        ",'description':'a','projectId':'%s','billable':true,'tagIds':['%s'],'customFields':[{'customFieldId':'%s','value':'NL-1'}]"
                                .formatted(website, Seed.id("tag", "review"), field));

        Reply updated =
                mina.put(
                        entries + "/" + created.text("id"),
                        "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z'}");

        JsonNode entry = updated.json();
        assertThat(updated.status()).isEqualTo(200);
        assertThat(entry.get("description").asText()).isEmpty();
        assertThat(entry.get("projectId").isNull()).isTrue();
        assertThat(entry.get("tagIds")).isEmpty();
        assertThat(entry.get("customFieldValues")).isEmpty();
        assertThat(entry.get("billable").asBoolean()).isFalse();
    }

    @Test
    void an_update_without_an_end_sets_the_timer_running_again() {
        Reply created = log("");

        Reply updated =
                mina.put(entries + "/" + created.text("id"), "{'start':'2026-11-20T07:00:00Z'}");

        assertThat(updated.json().at("/timeInterval/end").isNull()).isTrue();
        assertThat(mina.get(minas + "?in-progress=true").each("id"))
                .containsExactly(created.text("id"));
    }

    @Test
    void deleting_answers_204_once_and_400_after_that() {
        Reply created = log("");

        Reply first = mina.delete(entries + "/" + created.text("id"));
        Reply second = mina.delete(entries + "/" + created.text("id"));

        assertThat(first.status()).isEqualTo(204);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo(501);
    }

    @Test
    void nobody_but_an_admin_touches_the_time_of_others() {
        String graces = ws + "/user/" + Seed.person("grace").id() + "/time-entries";
        String hers = mina.get(graces).json().get(0).get("id").asText();

        assertThat(mina.delete(entries + "/" + hers).status()).isEqualTo(403);
        assertThat(mina.put(entries + "/" + hers, "{'start':'2026-11-20T07:00:00Z'}").status())
                .isEqualTo(403);
        assertThat(mina.post(graces, "{'start':'2026-11-20T07:00:00Z'}").status()).isEqualTo(403);
        assertThat(ada.delete(entries + "/" + hers).status()).isEqualTo(204);
    }

    @Test
    void a_strict_workspace_wants_a_project_and_shows_the_time_of_others_to_admins_only() {
        String interval = "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:30:00Z'";
        String hanas = lab + "/user/" + Seed.person("hana").id() + "/time-entries";

        Reply bare = chiara.post(lab + "/time-entries", interval + "}");
        Reply full =
                chiara.post(
                        lab + "/time-entries",
                        interval
                                + ",'projectId':'%s','description':'x'}"
                                        .formatted(Seed.id("project", "Lab: Ink")));

        assertThat(bare.status()).isEqualTo(400);
        assertThat(bare.message()).startsWith("Time entry couldn't be created. Project is either");
        assertThat(full.status()).isEqualTo(201);
        assertThat(chiara.get(hanas).status()).isEqualTo(403);
        assertThat(ada.get(hanas).json()).isNotEmpty();
    }

    @Test
    void a_billable_project_makes_a_new_entry_billable_unless_it_says_otherwise() {
        assertThat(log(",'projectId':'" + website + "'").json().get("billable").asBoolean())
                .isTrue();
        assertThat(
                        log(",'billable':false,'projectId':'" + website + "'")
                                .json()
                                .get("billable")
                                .asBoolean())
                .isFalse();
    }

    @Test
    void several_are_replaced_at_once_or_not_at_all() {
        String one = log(",'description':'one'").text("id");
        String two = log(",'description':'two'").text("id");
        String item = "{'id':'%s','start':'2026-11-19T07:00:00Z','end':'2026-11-19T08:00:00Z'}";

        Reply bad = mina.put(minas, "[" + item.formatted(one) + "," + item.formatted("x") + "]");
        String kept = mina.get(entries + "/" + one).text("description");
        Reply good = mina.put(minas, "[" + item.formatted(one) + "," + item.formatted(two) + "]");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(kept).isEqualTo("one");
        assertThat(good.each("id")).containsExactly(one, two);
        assertThat(mina.get(entries + "/" + one).text("description")).isEmpty();
    }

    @Test
    void several_are_deleted_by_a_repeated_parameter_and_come_back_in_the_answer() {
        String one = log("").text("id");
        String two = log("").text("id");

        Reply none = mina.delete(minas);
        Reply both = mina.delete(minas + "?time-entry-ids=" + one + "&time-entry-ids=" + two);

        assertThat(none.status()).isEqualTo(400);
        assertThat(none.code()).isEqualTo(3001);
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.each("id")).containsExactlyInAnyOrder(one, two);
        assertThat(mina.get(entries + "/" + one).status()).isEqualTo(400);
    }

    @Test
    void a_duplicate_is_a_new_entry_with_the_same_times() {
        Reply original = log(",'description':'again'");

        Reply copy = mina.post(minas + "/" + original.text("id") + "/duplicate", "");

        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.text("id")).isNotEqualTo(original.text("id"));
        assertThat(copy.json().get("timeInterval")).isEqualTo(original.json().get("timeInterval"));
    }

    @Test
    void some_are_read_by_their_ids_with_a_post() {
        String one = log(",'projectId':'" + website + "'").text("id");

        Reply reply =
                mina.post(entries + "/batch", "{'timeEntryIds':['" + one + "'],'hydrated':true}");
        Reply asId = mina.get(entries + "/batch");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().at("/0/project/name").asText()).isEqualTo("Website");
        assertThat(asId.code()).isEqualTo(501);
    }

    @Test
    void an_admin_marks_entries_as_invoiced_and_gets_an_empty_answer() {
        String one = log("").text("id");
        String body = "{'timeEntryIds':['" + one + "'],'invoiced':true}";

        assertThat(mina.patch(entries + "/invoiced", body).status()).isEqualTo(403);
        Reply reply = ada.patch(entries + "/invoiced", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().isMissingNode()).isTrue();
    }

    @Test
    void copying_from_an_unknown_entry_is_a_real_404_without_a_body() {
        Reply reply = mina.post(minas + "?from-entry=nope", "{'start':'2026-11-20T07:00:00Z'}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().isMissingNode()).isTrue();
    }

    @Test
    void a_feature_outside_the_plan_is_forbidden() {
        sandbox().withoutFeature(Seed.studio(), "BULK_EDIT");

        assertThat(mina.put(minas, "[]").status()).isEqualTo(403);
    }
}
