package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HistoryTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static JournalEntry entry(String id, String tool, JournalEntry.Done... steps) {
        return new JournalEntry(
                id,
                Instant.EPOCH,
                new Journal.Owner("acme", "anna", "u1", "w1"),
                tool,
                "It",
                Set.of(Risk.WRITE),
                Reach.OWN_WORK,
                true,
                List.of(steps),
                List.of());
    }

    private static JournalEntry undo(String id, JournalEntry.Done... steps) {
        return entry(id, UndoTools.UNDO, steps);
    }

    private static JournalEntry.Done done(
            String step, String method, String path, @Nullable JsonNode after) {
        return done(step, Fate.DONE, method, path, after);
    }

    private static JournalEntry.Done done(
            String step, Fate fate, String method, String path, @Nullable JsonNode after) {
        Request request = new Request("core", method, path, null);
        return new JournalEntry.Done(step, request, fate, after, request);
    }

    /// What making the record anew takes back.
    private static JournalEntry.Done deleted(String step, String path) {
        Request request = new Request("core", "DELETE", path, null);
        Request again = new Request("core", "POST", "/entries", null);
        return new JournalEntry.Done(step, request, Fate.DONE, null, again);
    }

    private static ObjectNode id(String id) {
        return JSON.objectNode().put("id", id);
    }

    private static Request request(String path, @Nullable JsonNode body) {
        return new Request("core", "PUT", path, body);
    }

    @Test
    void what_was_made_anew_has_its_new_id_wherever_the_old_one_stands() {
        History history =
                new History(
                        List.of(
                                undo("u1", done("d1/gone", "POST", "/entries", id("e2"))),
                                entry("d1", "delete", deleted("gone", "/entries/e1"))));
        ObjectNode old = JSON.objectNode().put("entry", "e1").put("n", 1);
        old.putArray("of").add("e1").add("e9").addObject().put("id", "e1");

        Request now = history.current(request("/entries/e1/tags/t1?entry=e1", old));

        ObjectNode renewed = JSON.objectNode().put("entry", "e2").put("n", 1);
        renewed.putArray("of").add("e2").add("e9").addObject().put("id", "e2");
        assertThat(now).isEqualTo(request("/entries/e2/tags/t1?entry=e1", renewed));
        assertThat(history.current(request("/entries/e1", null)))
                .isEqualTo(request("/entries/e2", null));
    }

    @Test
    void only_what_was_deleted_is_made_anew() {
        History history =
                new History(
                        List.of(
                                undo("u1", done("s1/shut", "POST", "/project/open", id("p1"))),
                                entry("s1", "shut", done("shut", "POST", "/project/shut", null))));

        assertThat(history.current("shut")).isEqualTo("shut");
    }

    @Test
    void a_change_of_which_nothing_was_done_is_none() {
        JournalEntry refused =
                entry("a", "log", done("it", Fate.REFUSED, "POST", "/entries", null));
        JournalEntry unknown =
                entry("b", "log", done("it", Fate.UNKNOWN, "POST", "/entries", null));
        History history = new History(List.of(unknown, refused));

        assertThat(history.changes()).containsExactly(unknown);
        assertThat(history.obstacle(refused)).hasValue("nothing of it was done");
    }

    @Test
    void each_step_of_a_change_is_found_by_its_own_name() {
        JournalEntry.Done second = done("two", "PUT", "/entries/e2", null);
        History history =
                new History(List.of(entry("a", "log", done("one", "PUT", "/e", null), second)));

        assertThat(history.find("a/two")).hasValue(second);
        assertThat(history.find("a/three")).isEmpty();
        assertThat(history.find("b/one")).isEmpty();
        assertThat(history.find("two")).isEmpty();
    }

    @Test
    void what_took_a_change_back_is_named_and_what_was_not_done_needed_no_taking_back() {
        JournalEntry both =
                entry(
                        "a",
                        "log",
                        done("one", "POST", "/entries", id("e1")),
                        done("two", Fate.REFUSED, "POST", "/entries", null));
        History history =
                new History(
                        List.of(undo("u1", done("a/one", "DELETE", "/entries/e1", null)), both));

        assertThat(history.obstacle(both)).hasValue("taken back already, by u1");
    }
}
