package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the journal has of a change, and when.
final class JournalingTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Request BACK = new Request("core", "PUT", "/entries/e1", named("was"));

    private final Scene scene = new Scene();
    private final List<String> read = new ArrayList<>();
    private Records.Found there = new Records.Found.Unreadable();
    private Change change = renaming(named("new"), BACK);

    @BeforeEach
    void declare() {
        scene.records =
                (request, call) -> {
                    read.add(request.path());
                    return there;
                };
        scene.more = new Toolbox<Call>(call -> call).add(new Doing()).tools();
    }

    /// Does what the test says.
    private final class Doing implements ToolGroup<Call> {
        @Override
        public String id() {
            return "doing";
        }

        @Override
        public void declare(Toolbox<Call> tools) {
            tools.write("do", FakeTools.Nothing.class, FakeTools.Done.class)
                    .title("Do")
                    .describe("Does it.")
                    .risk(Risk.WRITE)
                    .touching(Reach.OWN_WORK)
                    .plan((in, call) -> new Planned<>(change, answers -> new FakeTools.Done("it")));
        }
    }

    private static ObjectNode named(String name) {
        return JSON.objectNode().put("name", name);
    }

    private static Change renaming(JsonNode body, @Nullable Request back) {
        Step step =
                new Step(
                        "renamed",
                        new Request("core", "PUT", "/entries/e1", body),
                        List.of(),
                        back == null ? null : new Step.Inverse(back, List.of()));
        return new Change(
                "Rename",
                List.of(),
                Set.of(Risk.WRITE),
                Reach.OWN_WORK,
                List.of(step),
                List.of(new Image("entry", "e1", named("was"))));
    }

    private JournalEntry entry() {
        try {
            return scene.journal.of(scene.owner(scene.call())).getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JournalEntry.Done done() {
        assertThat(scene.call("do", args())).isInstanceOf(Outcome.Answer.class);
        return entry().steps().getFirst();
    }

    @Test
    void a_change_is_in_the_journal_before_its_first_request_and_not_yet_ended() {
        List<Boolean> ended = new ArrayList<>();
        scene.sender.answers(request -> {
            ended.add(entry().ended());
            return FakeSender.id(request);
        });

        assertThat(scene.call("do", args())).isInstanceOf(Outcome.Answer.class);

        assertThat(ended).containsExactly(false);
        assertThat(entry().ended()).isTrue();
    }

    @Test
    void a_change_that_was_cancelled_before_its_first_request_has_ended_without_one() {
        scene.line =
                new Line() {
                    @Override
                    public void progress(double done, @Nullable Double total, String message) {}

                    @Override
                    public void pointOfNoReturn() {
                        throw new CancellationException();
                    }
                };

        assertThatThrownBy(() -> scene.call("do", args()))
                .isInstanceOf(CancellationException.class);

        assertThat(entry().ended()).isTrue();
        assertThat(entry().steps()).isEmpty();
    }

    @Test
    void what_can_be_taken_back_is_kept_with_what_that_takes() {
        JournalEntry.Done done = done();

        assertThat(done.request())
                .isEqualTo(new Request("core", "PUT", "/entries/e1", named("new")));
        assertThat(done.back()).containsExactly(new JournalEntry.Back(BACK, null));
        assertThat(entry().before()).hasSize(1);
    }

    @Test
    void of_what_nothing_takes_back_neither_bodies_nor_records_are_kept() {
        change = renaming(named("new"), null);

        JournalEntry.Done done = done();

        assertThat(done.request()).isEqualTo(new Request("core", "PUT", "/entries/e1", null));
        assertThat(done.after()).isNull();
        assertThat(entry().before()).isEmpty();
        assertThat(read).isEmpty();
    }

    @Test
    void a_file_is_not_kept_however_deep_it_lies() {
        ObjectNode body = named("receipt");
        body.putArray("files").addObject().put("bytes", new byte[] {1, 2, 3});
        change = renaming(body, BACK);

        assertThat(done().request().body()).isEqualTo(JSON.textNode("(a file)"));
    }

    @Test
    void a_way_back_that_needs_a_file_is_none() {
        ObjectNode body = named("receipt").put("bytes", new byte[] {1, 2, 3});
        change = renaming(named("new"), new Request("core", "PUT", "/entries/e1", body));

        assertThat(done().back()).isEmpty();
    }

    @Test
    void an_answer_that_is_a_record_is_how_the_step_left_it() {
        scene.sender.answers(request -> named("new").put("id", "e1"));

        assertThat(done().after()).isEqualTo(named("new").put("id", "e1"));
        assertThat(read).isEmpty();
    }

    @Test
    void where_the_answer_is_no_record_the_record_is_read() {
        there = new Records.Found.There("/entries/e1", named("read").put("id", "e1"));
        for (JsonNode answer :
                List.of(MissingNode.getInstance(), JSON.arrayNode(), named("without id"))) {
            scene.sender.answers(request -> answer);

            assertThat(done().after()).isEqualTo(named("read").put("id", "e1"));
        }

        assertThat(read).hasSize(3);
    }

    @Test
    void a_record_that_cannot_be_read_is_not_known() {
        there = new Records.Found.Gone("/entries/e1");
        scene.sender.answers(request -> MissingNode.getInstance());

        assertThat(done().after()).isNull();
    }

    @Test
    void a_failure_that_is_not_in_the_journal_is_told_as_it_is() {
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
        Problem locked = Problem.of(Problem.Code.INVALID, "Locked.");
        scene.sender.answers(request -> {
            throw new Sender.SendException(locked, Sent.Fate.REFUSED);
        });

        Outcome outcome = scene.call("do", args());

        assertThat(((Outcome.Failed) outcome).problem()).isEqualTo(locked);
    }
}
