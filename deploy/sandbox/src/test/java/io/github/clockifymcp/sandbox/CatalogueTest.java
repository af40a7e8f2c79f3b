package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Projects, clients, tags and tasks: what an update keeps, and what has to come before a deletion.
class CatalogueTest extends SandboxTest {

    private final String intranet = ws + "/projects/" + Seed.id("project", "Intranet");

    @Test
    void a_name_is_taken_as_long_as_its_owner_exists_archived_or_not() {
        Reply live = ada.post(ws + "/projects", "{'name':'Intranet'}");
        Reply archived = ada.post(ws + "/projects", "{'name':'Booking App (old)'}");
        ada.put(intranet, "{'archived':true}");
        ada.delete(intranet);
        Reply released = ada.post(ws + "/projects", "{'name':'Intranet'}");

        assertThat(live.status()).isEqualTo(400);
        assertThat(live.code()).isEqualTo(501);
        assertThat(live.message()).isEqualTo("Project with this name already exists");
        assertThat(archived.status()).isEqualTo(400);
        assertThat(released.status()).isEqualTo(201);
    }

    @Test
    void of_many_who_want_a_name_at_once_one_gets_it() {
        List<Integer> statuses =
                IntStream.range(0, 40)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() ->
                                        mina.post(ws + "/tags", "{'name':'wanted'}").status()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).hasSize(40).containsOnlyOnce(201).containsOnly(201, 400);
    }

    @Test
    void a_project_is_written_is_public_and_read_public() {
        Reply reply = ada.post(ws + "/projects", "{'name':'Quiet','isPublic':false}");

        assertThat(reply.json().has("isPublic")).isFalse();
        assertThat(reply.json().get("public").asBoolean()).isFalse();
    }

    @Test
    void updating_a_project_keeps_most_but_resets_billable_and_public() {
        Reply before = ada.get(intranet);

        Reply after = ada.put(intranet, "{'name':'Intranet 2'}");

        assertThat(before.json().get("billable").asBoolean()).isTrue();
        assertThat(after.json().get("billable").asBoolean()).isFalse();
        assertThat(after.json().get("public").asBoolean()).isFalse();
        assertThat(after.text("color")).isEqualTo(before.text("color"));
        assertThat(after.text("clientId")).isEqualTo(before.text("clientId"));
        assertThat(after.json().get("hourlyRate")).isEqualTo(before.json().get("hourlyRate"));
    }

    @Test
    void a_project_has_to_be_archived_before_it_is_deleted_and_its_entries_stay() {
        Reply active = ada.delete(intranet);
        ada.put(intranet, "{'archived':true,'isPublic':true}");
        int entries = mina.get(minas + "?page-size=5000").json().size();
        Reply deleted = ada.delete(intranet);
        Reply again = ada.delete(intranet);

        assertThat(active.status()).isEqualTo(400);
        assertThat(active.message()).isEqualTo("Cannot delete an active project");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("name")).isEqualTo("Intranet");
        assertThat(again.status()).isEqualTo(400);
        assertThat(mina.get(minas + "?page-size=5000").json()).hasSize(entries);
    }

    @Test
    void the_settings_say_who_creates_what() {
        assertThat(mina.post(ws + "/projects", "{'name':'Mine'}").status()).isEqualTo(403);
        assertThat(mina.post(ws + "/clients", "{'name':'Mine'}").status()).isEqualTo(403);
        assertThat(mina.post(ws + "/tags", "{'name':'mine'}").status()).isEqualTo(201);
        assertThat(chiara.post(ws + "/projects", "{'name':'Hers'}").status()).isEqualTo(201);
        assertThat(chiara.post(lab + "/tags", "{'name':'hers'}").status()).isEqualTo(403);
        assertThat(ada.post(lab + "/tags", "{'name':'hers'}").status()).isEqualTo(201);
    }

    @Test
    void tasks_may_come_with_their_project() {
        Reply project =
                ada.post(ws + "/projects", "{'name':'With tasks','tasks':[{'name':'One'}]}");

        Reply tasks = ada.get(ws + "/projects/" + project.text("id") + "/tasks");

        assertThat(tasks.each("name")).containsExactly("One");
    }

    @Test
    void a_new_client_ignores_what_only_an_update_takes() {
        Reply created =
                ada.post(
                        ws + "/clients",
                        "{'name':'New','email':'a@b.example','ccEmails':['c@d.example']}");
        String client = ws + "/clients/" + created.text("id");

        Reply three =
                ada.put(
                        client,
                        "{'name':'New','ccEmails':['a@x.example','b@x.example','c@x.example']}");
        Reply four =
                ada.put(
                        client,
                        "{'name':'New','ccEmails':['a@x.example','b@x.example','c@x.example','d@x.example']}");
        Reply none = ada.put(client, "{'name':'New'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("ccEmails")).isEmpty();
        assertThat(three.json().get("ccEmails")).hasSize(3);
        assertThat(three.json().get("email").isNull()).isTrue();
        assertThat(four.message()).isEqualTo("Number of additional emails must be less than 3");
        assertThat(none.json().get("ccEmails")).isEmpty();
        assertThat(none.text("currencyId")).isEqualTo(created.text("currencyId"));
    }

    @Test
    void a_client_has_to_be_archived_before_it_is_deleted() {
        String client = ws + "/clients/" + Seed.id("client", "Café Zentral");

        Reply active = ada.delete(client);
        ada.put(client + "?archive-projects=true", "{'name':'Café Zentral','archived':true}");
        Reply project = ada.get(ws + "/projects/" + Seed.id("project", "Menu and Signage"));
        Reply deleted = ada.delete(client);

        assertThat(active.message()).isEqualTo("Cannot delete an active client");
        assertThat(project.json().get("archived").asBoolean()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("name")).isEqualTo("Café Zentral");
    }

    @Test
    void renaming_an_archived_tag_unarchives_it() {
        Reply renamed = ada.put(ws + "/tags/" + Seed.id("tag", "fax"), "{'name':'telex'}");

        assertThat(renamed.text("name")).isEqualTo("telex");
        assertThat(renamed.json().get("archived").asBoolean()).isFalse();
    }

    @Test
    void a_tag_is_deleted_at_once_and_leaves_its_entries() {
        String tag = Seed.id("tag", "review");
        Reply entry =
                mina.post(
                        ws + "/time-entries",
                        "{'start':'2026-11-20T07:00:00Z','tagIds':['" + tag + "']}");

        Reply deleted = mina.delete(ws + "/tags/" + tag);

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text("name")).isEqualTo("review");
        assertThat(mina.get(ws + "/time-entries/" + entry.text("id")).json().get("tagIds"))
                .isEmpty();
    }

    @Test
    void two_posts_make_two_things_whatever_key_they_carry() {
        Http retrying =
                Http.with(
                        sandbox(),
                        "X-Api-Key",
                        Seed.person("ada").key(),
                        "Idempotency-Key",
                        "the same");

        Reply one = retrying.post(ws + "/time-entries", "{'start':'2026-11-20T07:00:00Z'}");
        Reply two = retrying.post(ws + "/time-entries", "{'start':'2026-11-20T07:00:00Z'}");

        assertThat(one.text("id")).isNotEqualTo(two.text("id"));
    }

    @Test
    void a_task_is_replaced_by_its_update_and_has_to_be_done_before_it_is_deleted() {
        String tasks = ws + "/projects/" + Seed.id("project", "Website") + "/tasks";
        Reply created = ada.post(tasks, "{'name':'Audit','billable':true,'estimate':'PT4H'}");
        String task = tasks + "/" + created.text("id");

        Reply active = ada.delete(task);
        Reply nameless = ada.put(task, "{'status':'DONE'}");
        Reply done = ada.put(task, "{'name':'Audit','status':'DONE'}");
        Reply deleted = ada.delete(task);

        assertThat(active.message()).isEqualTo("Cannot delete an active task");
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(done.json().get("billable").asBoolean()).isFalse();
        assertThat(done.text("estimate")).isEqualTo("PT0S");
        assertThat(deleted.status()).isEqualTo(200);
    }

    @Test
    void tasks_are_filtered_by_a_flag_that_has_to_be_one() {
        String tasks = ws + "/projects/" + Seed.id("project", "Website") + "/tasks";

        assertThat(ada.get(tasks + "?is-active=false").each("name")).containsExactly("Discovery");
        assertThat(ada.get(tasks + "?is-active=perhaps").code()).isEqualTo(3000);
        assertThat(ada.post(tasks, "{'name':'x','status':'OPEN'}").code()).isEqualTo(3002);
    }
}
