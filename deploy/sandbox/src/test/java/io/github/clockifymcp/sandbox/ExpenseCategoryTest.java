package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What expenses are for: who keeps the list, and what comes before a deletion.
class ExpenseCategoryTest extends SandboxTest {

    private final String all = ws + "/expenses/categories";
    private final String travel = all + "/" + Seed.id("expense-category", "Travel");

    @Test
    void those_in_use_are_listed_in_an_envelope_with_their_number() {
        Reply first = mina.get(all + "?page-size=2&sort-column=NAME");

        assertThat(first.json().path("count").asInt()).isEqualTo(4);
        assertThat(first.json().path("categories")).hasSize(2);
        assertThat(first.header("Last-Page")).isEqualTo("false");
        assertThat(mina.get(all + "?archived=true").json().findValuesAsText("name"))
                .containsExactly("Fax");
        assertThat(mina.get(all + "?name=trav").json().findValuesAsText("name"))
                .containsExactly("Travel");
    }

    @Test
    void admins_keep_them_and_names_are_given_once() {
        Reply made =
                ada.post(
                        all,
                        "{'name':'Parking','hasUnitPrice':true,'unit':'h','priceInCents':250}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("priceInCents").asInt()).isEqualTo(250);
        assertThat(ada.post(all, "{'name':'Parking'}").message()).contains("already exists");
        assertThat(ada.post(all, "{'unit':'h'}").message()).isEqualTo("must not be null");
        assertThat(mina.post(all, "{'name':'Mine'}").status()).isEqualTo(403);
        sandbox().withoutFeature(Seed.studio(), "EXPENSES");
        assertThat(ada.get(all).status()).isEqualTo(403);
    }

    @Test
    void an_update_replaces_unit_and_price() {
        String mileage = all + "/" + Seed.id("expense-category", "Mileage");

        Reply changed = ada.put(mileage, "{'name':'Car'}");

        assertThat(changed.json().path("hasUnitPrice").asBoolean()).isFalse();
        assertThat(changed.text("unit")).isEmpty();
        assertThat(ada.put(mileage, "{'unit':'km'}").status()).isEqualTo(400);
    }

    @Test
    void a_category_is_archived_before_it_is_deleted() {
        assertThat(ada.delete(travel).message())
                .isEqualTo("Cannot delete an active expense category");
        assertThat(ada.patch(travel + "/status", "{}").status()).isEqualTo(400);
        assertThat(ada.patch(travel + "/status", "{'archived':true}").status()).isEqualTo(200);
        assertThat(ada.delete(travel).status()).isEqualTo(204);
        assertThat(ada.delete(travel).status()).isEqualTo(400);
    }
}
