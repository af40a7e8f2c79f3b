package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MovedTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private static List<String> between(String then, String now) {
        return between(then, now, true);
    }

    private static List<String> between(String then, String now, boolean counted) {
        try {
            return Moved.between(JSON.readTree(then), JSON.readTree(now), counted);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_differs_is_said_with_both_values() {
        assertThat(between("{'name':'a','n':1,'same':2}", "{'name':'b','n':2,'same':2}"))
                .containsExactly("name: then ‹a›, now ‹b›", "n: then ‹1›, now ‹2›");
    }

    @Test
    void a_field_that_one_of_both_lacks_says_nothing_nor_does_the_id() {
        assertThat(between("{'id':'e1','old':1}", "{'id':'e2','new':2}")).isEmpty();
    }

    @Test
    void what_the_service_counts_matters_only_where_it_would_be_lost() {
        assertThat(between("{'duration':1,'name':'a'}", "{'duration':2,'name':'a'}", false))
                .isEmpty();
        assertThat(between("{'duration':1,'name':'a'}", "{'duration':2,'name':'b'}", false))
                .containsExactly("name: then ‹a›, now ‹b›");
        assertThat(between("{'duration':1}", "{'duration':2}", true)).hasSize(1);
    }

    @Test
    void inside_a_record_only_what_both_have_is_compared() {
        assertThat(
                        between(
                                "{'rate':{'amount':1,'old':1}}",
                                "{'rate':{'amount':2,'currency':'EUR'}}"))
                .containsExactly("rate.amount: then ‹1›, now ‹2›");
        assertThat(between("{'rate':{'amount':1}}", "{'rate':'none'}")).hasSize(1);
        assertThat(between("{'rate':'none'}", "{'rate':{'amount':1}}")).hasSize(1);
    }

    @Test
    void nothing_is_nothing_however_it_is_written() {
        List<String> nothing = List.of("null", "''", "[]", "{}");
        for (String one : nothing) {
            for (String other : nothing) {
                assertThat(between("{'x':" + one + "}", "{'x':" + other + "}")).isEmpty();
            }
        }

        assertThat(between("{'x':null,'y':'a'}", "{'x':'a','y':''}"))
                .containsExactly("x: then nothing, now ‹a›", "y: then ‹a›, now nothing");
    }

    @Test
    void lists_are_the_same_in_any_order_and_no_other_way() {
        assertThat(between("{'tags':['a','b']}", "{'tags':['b','a']}")).isEmpty();
        assertThat(between("{'tags':['a','b']}", "{'tags':['a','a']}")).hasSize(1);
        assertThat(between("{'tags':['a','a']}", "{'tags':['a','b']}")).hasSize(1);
        assertThat(between("{'tags':['a']}", "{'tags':['a','a']}")).hasSize(1);
        assertThat(between("{'tags':['a']}", "{'tags':'a'}")).hasSize(1);
        assertThat(between("{'tags':'a'}", "{'tags':['a']}")).hasSize(1);
    }

    @Test
    void records_in_lists_are_compared_by_what_both_have() {
        assertThat(between("{'of':[{'n':1},{'n':2}]}", "{'of':[{'n':2,'more':1},{'n':1}]}"))
                .isEmpty();
        assertThat(between("{'of':[{'n':1}]}", "{'of':[{'n':2}]}")).hasSize(1);
        assertThat(between("{'of':[{'n':1}]}", "{'of':['n']}")).hasSize(1);
    }

    @Test
    void numbers_are_compared_by_value() {
        assertThat(between("{'rate':2.50}", "{'rate':2.5}")).isEmpty();
    }
}
