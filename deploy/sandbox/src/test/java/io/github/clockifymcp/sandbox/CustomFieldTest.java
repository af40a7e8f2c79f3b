package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The workspace's own fields, and what entries, projects and people have in them.
class CustomFieldTest extends SandboxTest {

    private final String fields = ws + "/custom-fields";
    private final String place = Seed.id("custom-field", "Place");
    private final String shirt = Seed.id("custom-field", "Shirt size");
    private final String number = Seed.id("custom-field", "Employee number");
    private final String website = Seed.id("project", "Website");
    private final String onWebsite = ws + "/projects/" + website + "/custom-fields/" + place;

    private String minas(String field) {
        return ws + "/users/" + Seed.main().id() + "/custom-field/" + field + "/value";
    }

    @Test
    void fields_are_listed_whole_whatever_page_is_asked_for() {
        Reply all = mina.get(fields + "?page=2&page-size=1");
        Reply ofPeople = mina.get(fields + "?entity-type=USER&status=VISIBLE");

        assertThat(all.json()).hasSize(6);
        assertThat(all.header("Last-Page")).isEmpty();
        assertThat(ofPeople.each("name")).containsExactly("Employee number", "Shirt size");
        assertThat(mina.get(fields + "/" + place).status()).isEqualTo(405);
        assertThat(mina.get(fields + "?status=ACTIVE").code()).isEqualTo(3000);
        assertThat(mina.get(ws + "/projects/" + website + "/custom-fields").json()).hasSize(4);
    }

    @Test
    void admins_make_fields_of_known_types() {
        Reply text = ada.post(fields, "{'name':'Floor','type':'TEXT'}");
        Reply empty = ada.post(fields, "{'name':'Floor','type':'DROPDOWN_SINGLE'}");
        Reply taken = ada.post(fields, "{'name':'Place','type':'TXT'}");
        Reply hers = chiara.post(fields, "{'name':'Floor','type':'TXT'}");
        Reply addon =
                Http.with(sandbox(), "X-Addon-Token", Seed.ADDON_TOKEN)
                        .post(fields, "{'name':'Floor','type':'TXT'}");
        Reply made = ada.post(fields, "{'name':'Floor','type':'NUMBER','required':true}");

        assertThat(text.code()).isEqualTo(3002);
        assertThat(text.message()).contains("DROPDOWN_MULTIPLE");
        assertThat(empty.message()).isEqualTo("must not be empty");
        assertThat(taken.message()).isEqualTo("Custom field with this name already exists");
        assertThat(hers.status()).isEqualTo(403);
        assertThat(addon.status()).isEqualTo(401);
        assertThat(addon.message()).isEqualTo("API is not accessible");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("VISIBLE");
    }

    @Test
    void there_are_at_most_fifty() {
        for (int i = 6; i < 50; i++) {
            ada.post(fields, "{'name':'Field %d','type':'TXT'}".formatted(i));
        }

        assertThat(ada.post(fields, "{'name':'One more','type':'TXT'}").status()).isEqualTo(400);
        assertThat(ada.get(fields).json()).hasSize(50);
    }

    @Test
    void an_update_wants_name_and_type_and_keeps_the_type() {
        String one = fields + "/" + place;
        Reply nameless = ada.put(one, "{'type':'DROPDOWN_SINGLE','allowedValues':['Studio']}");
        Reply other = ada.put(one, "{'name':'Place','type':'TXT'}");
        Reply good =
                ada.put(
                        one,
                        "{'name':'Where','type':'DROPDOWN_SINGLE','allowedValues':['Here'],'status':'INVISIBLE'}");

        assertThat(nameless.message()).isEqualTo("must not be null");
        assertThat(other.status()).isEqualTo(400);
        assertThat(good.text("name")).isEqualTo("Where");
        assertThat(good.text("status")).isEqualTo("INVISIBLE");
    }

    @Test
    void a_deleted_field_leaves_entries_and_people() {
        String entry =
                mina.post(
                                ws + "/time-entries",
                                "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z','customFields':[{'customFieldId':'%s','value':'Home'}]}"
                                        .formatted(place))
                        .text("id");

        Reply deleted = ada.delete(fields + "/" + place);
        ada.delete(fields + "/" + number);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(mina.get(ws + "/time-entries/" + entry).json().path("customFieldValues"))
                .isEmpty();
        assertThat(ada.get(ws + "/users?name=mina").json().at("/0/customFields")).isEmpty();
        assertThat(ada.delete(fields + "/" + place).status()).isEqualTo(400);
    }

    @Test
    void a_projects_default_is_in_its_new_entries() {
        Reply wrong = ada.patch(onWebsite, "{'defaultValue':'Mars'}");
        Reply set = chiara.patch(onWebsite, "{'defaultValue':'Home'}");
        String body = "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z'%s}";
        Reply with =
                mina.post(ws + "/time-entries", body.formatted(",'projectId':'" + website + "'"));
        Reply without = mina.post(ws + "/time-entries", body.formatted(""));
        ada.delete(onWebsite);
        Reply after =
                mina.post(ws + "/time-entries", body.formatted(",'projectId':'" + website + "'"));

        assertThat(wrong.message()).contains("[Place]");
        assertThat(set.json().at("/projectDefaultValues/0/value").asText()).isEqualTo("Home");
        assertThat(with.json().at("/customFieldValues/0/value").asText()).isEqualTo("Home");
        assertThat(without.json().path("customFieldValues")).isEmpty();
        assertThat(after.json().path("customFieldValues")).isEmpty();
        assertThat(mina.patch(onWebsite, "{'defaultValue':'Home'}").status()).isEqualTo(403);
        assertThat(ada.delete(onWebsite).status()).isEqualTo(400);
    }

    @Test
    void a_persons_value_is_theirs_to_give_unless_only_admins_may() {
        Reply own = mina.put(minas(shirt), "{'value':'M'}");
        Reply strict = mina.put(minas(number), "{'value':'NL-1'}");
        Reply wrong = mina.put(minas(shirt), "{'value':'XXL'}");
        Reply silent = mina.put(minas(shirt), "{}");
        Reply ofEntries = ada.put(minas(place), "{'value':'Home'}");
        Reply profile = mina.get(ws + "/member-profile/" + Seed.main().id());

        assertThat(own.status()).isEqualTo(201);
        assertThat(own.text("value")).isEqualTo("M");
        assertThat(List.of(strict.status(), wrong.status(), silent.status(), ofEntries.status()))
                .containsExactly(403, 400, 400, 400);
        assertThat(profile.json().at("/userCustomFieldValues/0/value").asText())
                .isEqualTo("NL-104");
        assertThat(profile.json().at("/userCustomFieldValues/1/sourceType").asText())
                .isEqualTo("USER");
        ada.put(minas(shirt), "{'value':null}");
        assertThat(
                        mina.get(ws + "/member-profile/" + Seed.main().id())
                                .json()
                                .at("/userCustomFieldValues/1/value")
                                .isNull())
                .isTrue();
    }

    @Test
    void a_field_for_admins_is_kept_but_not_filled_by_others() {
        String secret =
                ada.post(fields, "{'name':'Code','type':'TXT','onlyAdminCanEdit':true}").text("id");
        String values = "'customFields':[{'customFieldId':'%s','value':'x'}]".formatted(secret);
        String times = "'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z'";
        String entry = mina.post(ws + "/time-entries", "{" + times + "}").text("id");

        Reply hers = mina.put(ws + "/time-entries/" + entry, "{" + times + "," + values + "}");
        Reply adas = ada.put(ws + "/time-entries/" + entry, "{" + times + "," + values + "}");
        Reply kept = mina.put(ws + "/time-entries/" + entry, "{" + times + "," + values + "}");

        assertThat(hers.status()).isEqualTo(403);
        assertThat(adas.status()).isEqualTo(200);
        assertThat(kept.status()).isEqualTo(200);
    }

    @Test
    void a_plan_without_custom_fields_shows_none() {
        sandbox().withoutFeature(Seed.studio(), "USER_CUSTOM_FIELDS");
        Reply ofPeople = ada.post(fields, "{'name':'Dog','type':'TXT','entityType':'USER'}");
        Reply value = ada.put(minas(shirt), "{'value':'M'}");
        Reply ofEntries = ada.post(fields, "{'name':'Dog','type':'TXT'}");
        sandbox().withoutFeature(Seed.studio(), "CUSTOM_FIELDS");

        assertThat(ofPeople.status()).isEqualTo(403);
        assertThat(value.status()).isEqualTo(403);
        assertThat(ofEntries.status()).isEqualTo(201);
        assertThat(ada.get(fields).status()).isEqualTo(403);
    }
}
