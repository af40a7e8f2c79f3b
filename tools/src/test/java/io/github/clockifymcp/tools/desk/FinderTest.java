package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static final Thing TRAVEL = new Thing("64f00000000000000000000a", "Travel", false);
    private static final Thing MEALS = new Thing("64f00000000000000000000b", "Meals", false);
    private static final Thing TWIN = new Thing("64f00000000000000000000c", "meals", false);
    private static final Thing OLD = new Thing("64f00000000000000000000d", "Fax", true);

    private static final Finder<Thing> FINDER =
            Finder.of("category", "categories", "clockify_list_things", Thing::id, Thing::name)
                    .archived(Thing::archived);

    private record Thing(String id, String name, boolean archived) {}

    @Test
    void an_id_is_taken_in_any_capitals_and_a_name_too() {
        Page<Thing> all = page(TRAVEL, MEALS, OLD);

        assertThat(FINDER.find(" 64F00000000000000000000A ", all)).isEqualTo(TRAVEL);
        assertThat(FINDER.find(" tRAVEL ", all)).isEqualTo(TRAVEL);
        assertThat(FINDER.find(OLD.id(), all)).isEqualTo(OLD);
    }

    @Test
    void a_name_that_two_have_offers_their_ids() {
        Problem problem = refused("Meals", page(MEALS, TRAVEL, TWIN));

        assertThat(problem.code()).isEqualTo(Code.AMBIGUOUS);
        assertThat(problem.message()).isEqualTo("2 categories are called ‹Meals›.");
        assertThat(problem.hint())
                .isEqualTo(
                        "Use the id of the one that is meant: ‹Meals› (%s), ‹meals› (%s)."
                                .formatted(MEALS.id(), TWIN.id()));
    }

    @Test
    void what_is_archived_is_not_found_by_its_name_but_offered() {
        Problem problem = refused("fax", page(TRAVEL, OLD));

        assertThat(problem.message())
                .isEqualTo("No category in use is called ‹fax›, only an archived one.");
        assertThat(problem.hint())
                .isEqualTo("Use its id if that is meant: ‹Fax› (%s).".formatted(OLD.id()));
    }

    @Test
    void a_name_that_none_has_offers_the_nearest_or_the_few_there_are() {
        assertThat(refused("trav", page(TRAVEL, MEALS)).hint())
                .isEqualTo("These are close: ‹Travel› (%s).".formatted(TRAVEL.id()));
        assertThat(refused("rent", page(TRAVEL, OLD)).hint())
                .isEqualTo("There are: ‹Travel› (%s).".formatted(TRAVEL.id()));
        assertThat(refused("rent", page()).message()).isEqualTo("No category is called ‹rent›.");
        assertThat(refused("rent", page()).hint())
                .isEqualTo("clockify_list_things shows those there are.");
        assertThat(refused("rent", new Page<>(Collections.nCopies(9, TRAVEL), false)).hint())
                .isEqualTo("clockify_list_things shows those there are.");
    }

    @Test
    void a_list_that_was_cut_is_not_taken_for_the_whole() {
        Page<Thing> cut = new Page<>(List.of(TRAVEL, MEALS), true);

        assertThat(refused("rent", cut).hint())
                .isEqualTo(
                        "Only the first 2 were looked through; clockify_list_things shows more.");
        assertThat(refused(OLD.id(), cut).hint())
                .isEqualTo(
                        "Only the first 2 were looked through; clockify_list_things shows more.");
    }

    @Test
    void an_id_that_none_has_and_an_empty_name_are_said_as_such() {
        assertThat(refused(OLD.id(), page(TRAVEL)).message())
                .isEqualTo("No category has the id %s.".formatted(OLD.id()));
        assertThat(refused("  ", page(TRAVEL)).message())
                .isEqualTo("The category's name is empty.");
    }

    private static Page<Thing> page(Thing... things) {
        return new Page<>(List.of(things), false);
    }

    private static Problem refused(String asked, Page<Thing> among) {
        return catchThrowableOfType(ToolException.class, () -> FINDER.find(asked, among)).problem();
    }
}
