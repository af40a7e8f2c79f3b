package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What happened in the workspace: the lists of what was made, changed and deleted, and the audit
/// log on its own host.
class ChangeTrackingTest extends SandboxTest {

    private static final String WEEK =
            "'start':'2026-11-16T00:00:00Z','end':'2026-11-21T00:00:00Z'";

    private Reply entities(String deed, String query) {
        return ada.get(ws + "/entities/" + deed + "?start=2026-11-20T09:00:00Z&" + query);
    }

    private Reply log(Http who, String body) {
        return who.auditLog(ws + "/audit-log", body);
    }

    @Test
    void what_was_made_and_changed_at_once_was_only_made() {
        String tag = mina.post(ws + "/tags", "{'name':'first'}").text("id");
        ada.put(ws + "/tags/" + tag, "{'name':'second'}");
        ada.put(ws + "/tags/" + Seed.id("tag", "review"), "{'name':'reviewed'}");

        Reply created = entities("created", "type=TAGS&type=CLIENTS");
        Reply updated = entities("updated", "type=TAGS");

        assertThat(created.each("name")).containsExactly("second");
        assertThat(created.json().at("/0/documentCode").asText()).isEqualTo("TAGS");
        assertThat(created.json().at("/0/auditMetadata/createdAt").asText())
                .isEqualTo(NOW.toString());
        assertThat(updated.each("name")).containsExactly("reviewed");
        assertThat(entities("created", "type=CLIENTS").json()).isEmpty();
    }

    @Test
    void a_deletion_shows_a_minute_late_and_not_at_all_where_it_was_made_as_well() {
        ada.delete(ws + "/tags/" + Seed.id("tag", "review"));
        String tag = mina.post(ws + "/tags", "{'name':'brief'}").text("id");
        ada.delete(ws + "/tags/" + tag);

        assertThat(entities("deleted", "type=TAGS").json()).isEmpty();
        sandbox().clock().advance(Duration.ofMinutes(1));
        Reply deleted = entities("deleted", "type=TAGS&limit=10");

        assertThat(deleted.json()).hasSize(1);
        assertThat(deleted.json().at("/0/document/name").asText()).isEqualTo("review");
        assertThat(deleted.json().at("/0/deletedAt").asText()).isEqualTo(NOW.toString());
    }

    @Test
    void pages_count_from_nought_and_say_nothing_about_the_end() {
        String month = ws + "/entities/created?type=TIME_ENTRY&end=2026-11-20T09:00:00Z";

        Reply first = ada.get(month + "&limit=3");
        Reply second = ada.get(month + "&limit=3&page=1");

        assertThat(first.json()).hasSize(3);
        assertThat(second.each("id")).doesNotContainAnyElementsOf(first.each("id"));
        assertThat(ada.get(month).json()).hasSize(50);
        assertThat(first.header("Last-Page")).isEmpty();
    }

    @Test
    void a_kind_has_to_be_asked_for_by_an_admin_and_to_be_one() {
        assertThat(entities("created", "limit=3").code()).isEqualTo(3001);
        assertThat(entities("created", "type=TAG").code()).isEqualTo(3000);
        assertThat(mina.get(ws + "/entities/created?type=TAGS").status()).isEqualTo(403);
    }

    @Test
    void a_failed_request_and_one_that_changes_nothing_did_not_happen() {
        ada.post(ws + "/tags", "{'name':'review'}");
        ada.put(ws + "/tags/" + Seed.id("tag", "review"), "{'name':'review'}");

        assertThat(entities("created", "type=TAGS").json()).isEmpty();
        assertThat(entities("updated", "type=TAGS").json()).isEmpty();
    }

    @Test
    void the_log_says_who_did_what_latest_first() {
        mina.post(ws + "/tags", "{'name':'first'}");
        mina.post(ws + "/time-entries", "{'start':'2026-11-20T08:00:00Z'}");
        sandbox().clock().advance(Duration.ofMinutes(1));
        ada.post(minas, "{'start':'2026-11-19T08:00:00Z','end':'2026-11-19T09:00:00Z'}");
        String actions =
                "'actions':['CREATE_TAG','CREATE_TIME_FOR_OTHER','CREATE_TIME_PERSONAL_TIMER'],";
        String any = "{" + actions + WEEK + ",'authors':{'contains':'%s','authorIds':[%s]}}";

        Reply all = log(ada, any.formatted("DOES_NOT_CONTAIN", ""));
        Reply minas = log(ada, any.formatted("CONTAINS", "'" + Seed.main().id() + "'"));

        assertThat(all.each("action"))
                .containsExactly(
                        "CREATE_TIME_FOR_OTHER", "CREATE_TIME_PERSONAL_TIMER", "CREATE_TAG");
        assertThat(all.json().at("/0/userEmail").asText()).isEqualTo("ada@example.org");
        assertThat(all.json().at("/2/content").asText()).contains("\"name\":\"first\"");
        assertThat(all.json().at("/2/previousContent").isNull()).isTrue();
        assertThat(minas.each("action"))
                .containsExactly("CREATE_TIME_PERSONAL_TIMER", "CREATE_TAG");
    }

    @Test
    void the_log_keeps_its_bounds() {
        String authors = ",'authors':{'contains':'CONTAINS','authorIds':[]}";
        String good = "{'actions':['CREATE_TAG']," + WEEK + authors + "%s}";

        assertThat(log(ada, good.formatted("")).status()).isEqualTo(200);
        assertThat(log(ada, good.formatted(",'page-size':51")).status()).isEqualTo(400);
        assertThat(log(ada, "{'actions':['MAKE_TEA']," + WEEK + authors + "}").code())
                .isEqualTo(3002);
        assertThat(log(ada, "{'actions':[]," + WEEK + authors + "}").status()).isEqualTo(400);
        assertThat(
                        log(
                                        ada,
                                        "{'actions':['CREATE_TAG'],'start':'2026-10-01T00:00:00Z','end':'2026-11-20T00:00:00Z'"
                                                + authors
                                                + "}")
                                .message())
                .contains("31 days");
        assertThat(log(mina, good.formatted("")).status()).isEqualTo(403);
        sandbox().withoutFeature(Seed.studio(), "AUDIT_LOG");
        assertThat(log(ada, good.formatted("")).status()).isEqualTo(403);
    }

    @Test
    void the_log_is_on_its_own_host_and_only_posted_to() throws IOException {
        assertThat(ada.post(ws + "/audit-log", "{}").status()).isEqualTo(404);
        assertThat(ada.exchange("GET", "/auditlog/v1" + ws + "/audit-log", "").status())
                .isEqualTo(405);
    }
}
