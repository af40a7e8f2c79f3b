package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UndoTest {
    private final Scene scene = new Scene();
    private final UndoWorld world = new UndoWorld();

    @BeforeEach
    void open() {
        scene.records = world::read;
        scene.sender.answers(world::answer);
        List<Tool<?, ?>> tools =
                new ArrayList<>(new Toolbox<Call>(call -> call).add(world).tools());
        tools.addAll(new Toolbox<ServerView>(this::view).add(new UndoTools()).tools());
        scene.more = tools;
    }

    private ServerView view(Call call) {
        return new ServerView(
                scene.policy,
                Limits.Settings.DEFAULTS,
                scene.confirming,
                call,
                scene.listing,
                List::of,
                tool -> "",
                tool -> "",
                scene.undo(),
                () -> ZoneOffset.UTC);
    }

    /// Calls a tool; whoever is asked agrees.
    private Outcome call(String tool, ObjectNode arguments) {
        Guard guard = scene.guard();
        Call call = scene.call();
        Outcome outcome = Scene.call(guard, tool, arguments, call);
        return outcome instanceof Outcome.Question question
                ? Scene.call(guard, tool, arguments, scene.answered(call, question, Scene.yes()))
                : outcome;
    }

    private void made(String tool, ObjectNode arguments) {
        assertThat(call(tool, arguments)).isInstanceOf(Outcome.Answer.class);
    }

    private String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer(Told told, var sent, var notes) -> told.told();
            case Outcome.Refused(Problem problem) -> problem.text();
            case Outcome.Failed(Problem problem, var sent) -> problem.text();
            default -> throw new AssertionError(outcome);
        };
    }

    private String undo() {
        return told(call("clockify_undo", Scene.args()));
    }

    private String undo(String change) {
        return told(call("clockify_undo", Scene.args().put("change", change)));
    }

    private String list() {
        return told(call("clockify_list_changes", Scene.args().put("limit", 50)));
    }

    /// The id in a line of the list, from 0.
    private String id(int line) {
        return list().lines().skip(line).findFirst().orElseThrow().substring(0, 5);
    }

    private static ObjectNode rename(String id, String name) {
        return Scene.args().put("id", id).put("name", name);
    }

    @Test
    void what_was_made_is_deleted_after_the_person_agreed() {
        made("log", Scene.named("a"));

        Outcome asked = scene.call("clockify_undo", Scene.args());

        assertThat(asked).isInstanceOf(Outcome.Question.class);
        assertThat(world.names()).containsExactly("/entries/e1 a");
        assertThat(undo()).startsWith("Taken back: ").endsWith(": Log a");
        assertThat(world.names()).isEmpty();
        assertThat(list())
                .contains("| Take back ")
                .contains("| Log a [taken back already, by " + id(0) + "]");
    }

    @Test
    void what_was_deleted_is_made_again_and_its_new_id_is_told() {
        made("log", Scene.named("a"));
        made("delete", Scene.args().put("id", "e1"));

        Outcome.Answer answer = (Outcome.Answer) call("clockify_undo", Scene.args());

        assertThat(told(answer)).endsWith(": Delete e1\nNew id e2 instead of e1");
        assertThat(answer.notes().toString()).contains("made again with a new id", "approval");
        assertThat(world.names()).containsExactly("/entries/e2 a");
    }

    @Test
    void an_older_change_finds_the_record_under_its_new_id() {
        made("log", Scene.named("a"));
        made("delete", Scene.args().put("id", "e1"));
        assertThat(undo()).contains("New id e2");

        assertThat(undo()).endsWith(": Log a");

        assertThat(world.names()).isEmpty();
    }

    @Test
    void an_update_is_taken_back_without_asking() {
        made("log", Scene.named("a"));
        made("rename", rename("e1", "b"));

        Outcome outcome = scene.call("clockify_undo", Scene.args());

        assertThat(outcome).isInstanceOf(Outcome.Answer.class);
        assertThat(world.names()).containsExactly("/entries/e1 a");
    }

    @Test
    void the_last_undoes_go_on_to_earlier_changes_and_a_batch_takes_several() {
        made("log", Scene.named("a"));
        made("rename", rename("e1", "b"));
        made("rename", rename("e1", "c"));
        made("log_two", Scene.args().put("first", "x").put("second", "y"));
        assertThat(undo()).endsWith("Log x and y");

        String all = told(call("clockify_undo", Scene.args().put("last", 3)));

        assertThat(all.lines()).hasSize(3);
        assertThat(world.names()).isEmpty();
        assertThat(undo()).startsWith("There is no change of yours");
    }

    @Test
    void a_record_that_has_moved_on_is_left_alone() {
        made("log", Scene.named("a"));
        world.at("/entries/e1").put("name", "hers");

        String told = undo();

        assertThat(told)
                .contains("cannot be taken back: it has moved on since:")
                .contains("name: then ‹a›, now ‹hers›");
        assertThat(world.names()).containsExactly("/entries/e1 hers");
    }

    @Test
    void within_a_batch_too_what_came_between_is_seen() {
        made("log", Scene.named("a"));
        world.at("/entries/e1").put("name", "hers");
        made("rename", rename("e1", "b"));

        String told = told(call("clockify_undo", Scene.args().put("last", 2)));

        assertThat(told).contains("name: then ‹a›, now ‹hers›");
        assertThat(world.names()).containsExactly("/entries/e1 b");
    }

    @Test
    void a_record_that_is_gone_or_there_again_is_left_alone() {
        made("log", Scene.named("a"));
        world.gone("/entries/e1");
        assertThat(undo()).contains("its record is gone (/entries/e1)");

        made("log", Scene.named("b"));
        ObjectNode was = world.at("/entries/e2");
        made("delete", Scene.args().put("id", "e2"));
        scene.records = (request, call) -> new Records.Found.There(request.path(), was.deepCopy());
        assertThat(undo()).contains("what was deleted is there");
    }

    @Test
    void what_has_no_way_back_is_refused_and_not_passed_over() {
        made("log", Scene.named("a"));
        made("delete_for_good", Scene.args().put("id", "e1"));

        assertThat(undo()).contains("Delete e1", "nothing takes it back");
        assertThat(list()).contains("[nothing takes it back]");
    }

    @Test
    void deleting_what_others_use_says_what_goes_with_it() {
        made("log", Scene.named("a"));
        assertThat(planned(1).notes().toString()).doesNotContain("goes with it");

        made("tag", Scene.named("b"));
        assertThat(planned(1).notes().toString()).contains("goes with it");
        assertThat(planned(2).notes().toString()).contains("goes with it");
    }

    @Test
    void what_others_have_counted_on_since_is_not_deleted() throws IOException {
        made("found", Scene.named("a"));
        knowMore("duration");
        world.at("/projects/e1").put("duration", "more");

        assertThat(undo()).contains("has moved on since: duration: then ‹was›, now ‹more›");
        assertThat(world.names()).containsExactly("/projects/e1 a");
    }

    @Test
    void what_is_only_deleted_when_archived_is_archived_first() {
        made("found", Scene.named("a"));

        assertThat(undo()).endsWith(": Found a");

        assertThat(world.names()).isEmpty();
        assertThat(list()).contains("| Found a [taken back already, by " + id(0) + "]");
    }

    @Test
    void it_can_be_made_again_and_taken_back_again() {
        made("found", Scene.named("a"));
        undo();

        assertThat(undo(id(0))).contains("New id e2 instead of e1");
        assertThat(world.names()).containsExactly("/projects/e2 a");

        assertThat(undo(id(0))).startsWith("Taken back: ");
        assertThat(world.names()).isEmpty();

        assertThat(undo(id(0))).contains("New id e3 instead of e2");
    }

    @Test
    void what_was_only_archived_is_deleted_the_next_time() {
        made("found", Scene.named("a"));
        world.refuses("DELETE");

        assertThat(undo()).contains("Refused.");
        assertThat(world.names()).containsExactly("/projects/e1 a");
        assertThat(list()).contains("[nothing takes it back]");

        world.refuses(null);
        assertThat(undo()).endsWith(": Found a");
        assertThat(world.names()).isEmpty();
    }

    @Test
    void what_moved_on_after_it_was_only_archived_is_left_alone() {
        made("found", Scene.named("a"));
        world.refuses("DELETE");
        undo();
        world.refuses(null);
        world.at("/projects/e1").put("name", "hers");

        assertThat(undo()).contains("has moved on since: name: then ‹a›, now ‹hers›");
    }

    @Test
    void steps_that_worked_on_what_was_made_go_with_it() {
        made("found_marked", Scene.named("a"));
        assertThat(preview("found_marked", Scene.named("b")))
                .contains("clockify_undo takes it back.");

        assertThat(undo()).endsWith(": Found a");

        assertThat(world.names()).isEmpty();
        assertThat(list()).contains("| Found a [taken back already, by " + id(0) + "]");
        // Making the project again would leave out what was done with it.
        assertThat(undo(id(0))).contains("nothing takes it back");
    }

    @Test
    void what_the_last_step_left_is_what_must_be_there() {
        made("found_marked", Scene.named("a"));
        world.at("/projects/e1").put("marked", false);

        assertThat(undo()).contains("has moved on since: marked: then ‹true›, now ‹false›");
    }

    @Test
    void what_one_request_deleted_is_made_again_one_by_one() {
        made("log_two", Scene.args().put("first", "a").put("second", "b"));
        made("delete_many", ids("e1", "e2"));

        assertThat(undo()).contains("New id e3 instead of e1", "New id e4 instead of e2");
        assertThat(world.names()).containsExactly("/entries/e3 a", "/entries/e4 b");

        assertThat(undo()).endsWith(": Log a and b");
        assertThat(world.names()).isEmpty();
    }

    @Test
    void what_was_made_again_in_part_is_made_again_to_its_end() {
        made("log_two", Scene.args().put("first", "a").put("second", "b"));
        made("delete_many", ids("e1", "e2"));
        world.refusesAfter(1);
        assertThat(undo()).contains("Refused.");
        assertThat(world.names()).containsExactly("/entries/e3 a");
        world.refuses(null);

        assertThat(undo()).contains("New id e4 instead of e2").doesNotContain("e1");

        assertThat(world.names()).containsExactly("/entries/e3 a", "/entries/e4 b");
        assertThat(undo()).endsWith(": Log a and b");
    }

    @Test
    void deleting_what_was_made_again_is_taken_back_by_deleting_each() {
        made("log_two", Scene.args().put("first", "a").put("second", "b"));
        made("delete_many", ids("e1", "e2"));
        undo();

        assertThat(undo(id(0))).startsWith("Taken back: ");

        assertThat(world.names()).isEmpty();
    }

    @Test
    void in_the_modes_for_own_work_several_requests_are_the_journals_too() {
        scene.policy = new Policy(Mode.TIME_TRACKING_SAFE);
        made("found", Scene.named("a"));

        assertThat(undo()).endsWith(": Found a");

        assertThat(world.names()).isEmpty();
    }

    private static ObjectNode ids(String... ids) {
        ObjectNode arguments = Scene.args();
        var list = arguments.putArray("ids");
        List.of(ids).forEach(list::add);
        return arguments;
    }

    @Test
    void nothing_is_taken_back_twice() {
        made("log", Scene.named("a"));
        String change = id(0);
        assertThat(undo()).startsWith("Taken back");

        assertThat(undo(change)).contains("taken back already, by " + id(0));
        assertThat(undo()).startsWith("There is no change of yours");
        assertThat(undo("zzzzz")).contains("There is no change ‹zzzzz›");
    }

    @Test
    void taking_back_is_taken_back_by_its_id_again_and_again() {
        made("log", Scene.named("a"));
        String log = id(0);
        assertThat(undo(log)).startsWith("Taken back");

        assertThat(undo(id(0))).contains("Take back " + log);
        assertThat(world.names()).containsExactly("/entries/e2 a");
        assertThat(undo(log)).startsWith("Taken back: " + log);
        assertThat(world.names()).isEmpty();
        assertThat(undo(id(0))).startsWith("Taken back");
        assertThat(world.names()).containsExactly("/entries/e3 a");
    }

    @Test
    void of_a_batch_that_was_taken_back_in_part_the_rest_can_be() {
        made("log_two", Scene.args().put("first", "x").put("second", "y"));
        scene.sender.answers(request -> {
            if (request.path().endsWith("e1")) {
                throw new Sender.SendException(
                        Problem.of(Problem.Code.INVALID, "Locked."), Sent.Fate.REFUSED);
            }
            return world.answer(request);
        });
        assertThat(undo()).contains("Locked.");
        assertThat(world.names()).containsExactly("/entries/e1 x");
        scene.sender.answers(world::answer);

        assertThat(undo()).startsWith("Taken back");

        assertThat(world.names()).isEmpty();
    }

    @Test
    void where_nobody_knows_what_was_done_nothing_is_taken_back() {
        world.fails("/entries");
        var ignored = call("log", Scene.named("a"));
        world.fails(null);

        assertThat(undo()).contains("it is unknown whether all of it was done");
    }

    @Test
    void a_change_whose_process_died_stands_in_the_way_of_the_last() throws IOException {
        made("log", Scene.named("a"));
        JournalEntry done = scene.journal.of(scene.owner(scene.call())).getFirst();
        scene.journal.put(
                new JournalEntry(
                        "dead2",
                        done.at(),
                        done.owner(),
                        "log",
                        "Log b",
                        Set.of(Risk.WRITE),
                        done.reach(),
                        false,
                        List.of(),
                        List.of()));

        assertThat(undo()).contains("dead2 (Log b)", "was interrupted");
        assertThat(undo(done.id())).startsWith("Taken back: " + done.id());
    }

    @Test
    void a_change_that_is_not_in_the_journal_is_made_and_says_so() {
        scene.journal =
                new Journal() {
                    @Override
                    public void put(JournalEntry entry) throws IOException {
                        throw new IOException("full");
                    }

                    @Override
                    public List<JournalEntry> of(Owner owner) {
                        return List.of();
                    }
                };

        Outcome.Answer answer = (Outcome.Answer) call("log", Scene.named("a"));

        assertThat(answer.notes()).containsExactly(Journaling.NOT_KEPT);
        assertThat(world.names()).containsExactly("/entries/e1 a");
    }

    @Test
    void what_cannot_be_read_again_is_for_a_person_to_decide() {
        made("hide", Scene.named("a"));

        Outcome asked = scene.call("clockify_undo", Scene.args());

        assertThat(((Outcome.Question) asked).asks().toString())
                .contains("cannot be seen", "deletes something");
    }

    @Test
    void nobody_sees_the_changes_of_others_or_of_other_workspaces() {
        made("log", Scene.named("a"));
        String change = id(0);

        scene.principal = new Principal("acme", "ben", Set.of());
        assertThat(list()).startsWith("You have changed nothing");
        assertThat(undo(change)).contains("There is no change");
        scene.principal = Scene.ANNA;
        scene.workspace = "w2";
        assertThat(list()).startsWith("You have changed nothing");
        scene.workspace = "w1";
        assertThat(list()).contains("Log a");
    }

    @Test
    void in_mode_time_tracking_safe_ones_own_changes_are_taken_back_after_asking() {
        scene.policy = new Policy(Mode.TIME_TRACKING_SAFE);
        made("log", Scene.named("a"));
        assertThat(call("delete", Scene.args().put("id", "e1")))
                .isInstanceOf(Outcome.Refused.class);

        Outcome asked = scene.call("clockify_undo", Scene.args());

        assertThat(asked).isInstanceOf(Outcome.Question.class);
        assertThat(undo()).startsWith("Taken back");
        assertThat(world.names()).isEmpty();
    }

    @Test
    void the_narrow_modes_take_back_nothing_but_own_work() {
        scene.policy = new Policy(Mode.SAFE_CORE);
        made("tag", Scene.named("a"));
        assertThat(undo()).contains("mode safe_core", "Mode standard would allow this");

        scene.policy = new Policy(Mode.READ_ONLY);
        assertThat(undo()).contains("mode read_only");
        assertThat(world.names()).containsExactly("/tags/e1 a");
    }

    @Test
    void the_exemption_is_for_requests_of_the_callers_journal_only() {
        scene.policy = new Policy(Mode.TIME_TRACKING_SAFE);
        made("log", Scene.named("a"));
        Undo undo = scene.undo();
        var planned = undo.last(1, scene.call()).change();
        var step = planned.steps().getFirst();
        var other = new Request("core", "DELETE", "/entries/e9", null);
        var forged =
                new Change(
                        planned.summary(),
                        planned.notes(),
                        planned.risks(),
                        planned.reach(),
                        List.of(step, new Step(step.name() + "x", other)),
                        List.of());

        assertThat(undo.covers(planned, scene.call())).isTrue();
        var underItsName =
                new Change(
                        planned.summary(),
                        planned.notes(),
                        planned.risks(),
                        planned.reach(),
                        List.of(new Step(step.name(), other)),
                        List.of());
        assertThat(undo.covers(underItsName, scene.call())).isFalse();
        assertThat(undo.covers(forged, scene.call())).isFalse();
        scene.principal = new Principal("acme", "ben", Set.of());
        assertThat(undo.covers(planned, scene.call())).isFalse();
        scene.principal = Scene.ANNA;
        scene.workspace = "w2";
        assertThat(undo.covers(planned, scene.call())).isFalse();
    }

    @Test
    void what_moved_on_after_it_was_shown_is_not_done() {
        made("log", Scene.named("a"));
        Guard guard = scene.guard();
        Call first = scene.call();
        var question = (Outcome.Question) Scene.call(guard, "clockify_undo", Scene.args(), first);
        world.at("/entries/e1").put("name", "hers");

        Outcome outcome =
                Scene.call(
                        guard,
                        "clockify_undo",
                        Scene.args(),
                        scene.answered(first, question, Scene.yes()));

        assertThat(told(outcome)).contains("has moved on since");
        assertThat(world.names()).containsExactly("/entries/e1 hers");
    }

    @Test
    void what_is_shown_says_whether_it_can_be_taken_back() {
        made("log", Scene.named("a"));

        assertThat(preview("log", Scene.named("b"))).contains("clockify_undo takes it back.");
        assertThat(preview("delete", Scene.args().put("id", "e1")))
                .contains("Taking it back: clockify_undo makes it again, with a new id.");
        assertThat(preview("delete_for_good", Scene.args().put("id", "e1")))
                .contains("It cannot be taken back.");
    }

    private List<String> preview(String tool, ObjectNode arguments) {
        Outcome outcome = call(tool, arguments.put("dry_run", true));
        return ((Outcome.Preview) outcome).change().notes();
    }

    @Test
    void old_changes_are_forgotten() {
        made("log", Scene.named("a"));
        scene.clock.passes(Duration.ofDays(31));

        made("log", Scene.named("b"));

        assertThat(list().lines()).hasSize(1);
    }

    private Change planned(int last) {
        return scene.undo().last(last, scene.call()).change();
    }

    private JournalEntry last() throws IOException {
        return scene.journal.of(scene.owner(scene.call())).getFirst();
    }

    @Test
    void taking_back_is_as_grave_as_what_is_taken_back_and_a_deletion_where_it_deletes()
            throws IOException {
        made("log", Scene.named("a"));
        assertThat(planned(1).risks()).containsExactlyInAnyOrder(Risk.WRITE, Risk.DESTRUCTIVE);

        made("rename", rename("e1", "b"));
        assertThat(planned(1).risks()).containsExactly(Risk.WRITE);
        keep(last().steps(), Set.of(Risk.WRITE, Risk.BILLING), last().before());
        assertThat(planned(1).risks()).containsExactlyInAnyOrder(Risk.WRITE, Risk.BILLING);

        made("delete", Scene.args().put("id", "e1"));
        assertThat(planned(1).risks()).containsExactly(Risk.WRITE);
    }

    @Test
    void several_changes_are_told_one_by_one_and_a_single_one_in_the_summary() {
        made("log", Scene.named("a"));
        made("rename", rename("e1", "b"));

        assertThat(planned(1).details()).isEmpty();
        assertThat(planned(1).summary()).endsWith(": Rename to b");
        assertThat(planned(2).summary()).isEqualTo("Take back 2 changes");
        assertThat(planned(2).details())
                .containsExactly(id(0) + ": Rename to b", id(1) + ": Log a");
    }

    @Test
    void what_has_to_be_made_again_first_is_taken_back_on_its_own() {
        made("log", Scene.named("a"));
        made("rename", rename("e1", "b"));
        made("delete", Scene.args().put("id", "e1"));

        assertThat(told(call("clockify_undo", Scene.args().put("last", 2))))
                .contains("is about a record that has to be made again first");
        assertThat(world.names()).isEmpty();
    }

    @Test
    void what_is_made_again_is_no_obstacle_to_other_records() {
        made("log", Scene.named("a"));
        made("log", Scene.named("b"));
        made("rename", rename("e2", "c"));
        made("delete", Scene.args().put("id", "e1"));

        assertThat(told(call("clockify_undo", Scene.args().put("last", 2))))
                .startsWith("Taken back");

        assertThat(world.names()).containsExactly("/entries/e2 b", "/entries/e3 a");
    }

    @Test
    void what_was_made_again_is_deleted_again() {
        made("log", Scene.named("a"));
        made("delete", Scene.args().put("id", "e1"));
        assertThat(undo()).contains("New id e2");

        assertThat(undo(id(0))).startsWith("Taken back");

        assertThat(world.names()).isEmpty();
    }

    @Test
    void where_there_is_no_record_of_what_was_deleted_its_deletion_is_not_done_again()
            throws IOException {
        made("log", Scene.named("a"));
        made("delete", Scene.args().put("id", "e1"));
        keep(last().steps(), last().risks(), List.of());

        assertThat(planned(1).steps().getFirst().inverse()).isNull();
    }

    @Test
    void of_many_differences_three_are_told_and_the_rest_counted() throws IOException {
        made("log", Scene.named("a"));
        knowMore("f1", "f2", "f3", "f4");
        ObjectNode now = world.at("/entries/e1").put("f1", "x").put("f2", "x").put("f3", "x");
        assertThat(undo()).contains("f3: then ‹was›, now ‹x›.").doesNotContain("more");

        now.put("f4", "x").put("name", "x");

        assertThat(undo()).contains("f2: then ‹was›, now ‹x›; and 2 more");
    }

    /// Lets the journal know more fields of the first record.
    private void knowMore(String... fields) throws IOException {
        JournalEntry.Done done = last().steps().getFirst();
        ObjectNode after = Scene.args().put("id", "e1").put("name", "a");
        for (String field : fields) {
            after.put(field, "was");
        }
        keep(
                List.of(
                        new JournalEntry.Done(
                                done.step(),
                                done.request(),
                                done.fate(),
                                after,
                                done.back(),
                                done.goesWith())),
                last().risks(),
                last().before());
    }

    /// Changes what the journal has of the last change.
    private void keep(List<JournalEntry.Done> steps, Set<Risk> risks, List<Image> before)
            throws IOException {
        JournalEntry entry = last();
        scene.journal.put(
                new JournalEntry(
                        entry.id(),
                        entry.at(),
                        entry.owner(),
                        entry.tool(),
                        entry.summary(),
                        risks,
                        entry.reach(),
                        true,
                        steps,
                        before));
    }

    @Test
    void a_record_that_is_not_the_one_that_was_kept_shows_nothing() {
        made("log", Scene.named("a"));
        scene.records =
                (request, call) ->
                        new Records.Found.There(
                                "/entries", Scene.args().put("id", "list").put("name", "a"));

        assertThat(planned(1).notes().toString()).contains("cannot be seen");
        scene.records = world::read;
        assertThat(planned(1).notes()).isEmpty();
    }

    @Test
    void where_the_journal_does_not_know_how_a_record_was_left_nobody_can_see_what_changed() {
        scene.records = (request, call) -> new Records.Found.Unreadable();
        scene.sender.answers(request -> {
            var ignored = world.answer(request);
            return JsonNodeFactory.instance.objectNode();
        });
        world.has("/entries/e1", "a");
        made("rename", rename("e1", "b"));
        scene.records = world::read;

        Change change = planned(1);

        assertThat(change.notes().toString()).contains("cannot be seen");
        assertThat(change.risks()).contains(Risk.DESTRUCTIVE);
    }

    @Test
    void in_a_batch_each_record_is_compared_with_its_own_image() throws IOException {
        made("log", Scene.named("a"));
        made("log", Scene.named("x"));
        made("rename", rename("e1", "b"));
        made("rename", rename("e1", "c"));
        Image other = new Image("entry", "e2", world.at("/entries/e2").deepCopy());
        keep(last().steps(), last().risks(), List.of(other, last().before().getFirst()));

        assertThat(planned(2).notes()).isEmpty();
    }
}
