package io.github.clockifymcp.tools.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes a change down, step by step:
///
/// ```java
/// return ws.plan("Delete tag ‹%s›".formatted(tag.name()), "deleted", ws.api().tags().delete(id))
///         .risk(DESTRUCTIVE)
///         .touching(Reach.WORKSPACE)
///         .replacing("tag", id, tag.raw())
///         .note("Entries keep their time and lose this tag.")
///         .answering(answers -> new Deleted(id));
/// ```
///
/// Without more being said a change is an ordinary WRITE of one's own work.
public final class Plan {
    private final String summary;
    private final List<String> details = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Risk> risks = EnumSet.noneOf(Risk.class);
    private Reach reach = Reach.OWN_WORK;
    private final List<Step> steps = new ArrayList<>();
    private final List<Image> before = new ArrayList<>();

    Plan(String summary) {
        this.summary = summary;
    }

    /// One more request. A `{step}` in its path is the id that this earlier step's answer has.
    ///
    /// @param step what later steps and the result call its answer
    public Plan send(String step, ApiRequest<?> request, String... idsOf) {
        steps.add(new Step(step, request(request), blanks(idsOf), null));
        return this;
    }

    /// A place in the last request's body, such as `/taskId`, that is the id of an earlier step's
    /// answer.
    public Plan filling(String at, String step) {
        Step last = steps.removeLast();
        List<Blank> blanks =
                Stream.concat(last.blanks().stream(), Stream.of(new Blank(at, step, "/id")))
                        .toList();
        steps.add(new Step(last.name(), last.request(), blanks, last.inverse(), last.goesWith()));
        return this;
    }

    /// What takes the last request back. A `{step}` in its path is the id that this step's answer
    /// has.
    public Plan undoneBy(ApiRequest<?> request, String... idsOf) {
        Step last = steps.removeLast();
        Step.Inverse inverse = new Step.Inverse(request(request), blanks(idsOf));
        steps.add(new Step(last.name(), last.request(), last.blanks(), inverse));
        return this;
    }

    /// What is sent after that to take the last request back, such as the deletion of what had to
    /// be archived first.
    public Plan then(ApiRequest<?> request, String... idsOf) {
        return undoneAlsoBy(new Step.Inverse(request(request), blanks(idsOf)));
    }

    /// What makes one of the records again that the last request deletes together.
    ///
    /// @param gone the request that would delete it alone
    public Plan undoneByMaking(ApiRequest<?> again, ApiRequest<?> gone) {
        return undoneAlsoBy(
                new Step.Inverse(request(again), List.of(), request(gone).path(), null));
    }

    private Plan undoneAlsoBy(Step.Inverse more) {
        Step last = steps.removeLast();
        Step.Inverse before = last.inverse();
        Step.Inverse all = before == null ? more : before.followedBy(more);
        steps.add(new Step(last.name(), last.request(), last.blanks(), all));
        return this;
    }

    /// The last request only works on what this earlier step made: taking that back is enough.
    public Plan goesWith(String step) {
        Step last = steps.removeLast();
        steps.add(new Step(last.name(), last.request(), last.blanks(), null, step));
        return this;
    }

    /// What takes the last request back, where its answer is a list: `{step}` is the id of the
    /// list's first.
    public Plan undoneByFirstOf(String step, ApiRequest<?> request) {
        Step last = steps.removeLast();
        Step.Inverse inverse =
                new Step.Inverse(request(request), List.of(new Blank("", step, "/0/id")));
        steps.add(new Step(last.name(), last.request(), last.blanks(), inverse));
        return this;
    }

    private static List<Blank> blanks(String... idsOf) {
        return Stream.of(idsOf).map(step -> new Blank("", step, "/id")).toList();
    }

    /// A class this change has.
    public Plan risk(Risk risk) {
        risks.add(risk);
        return this;
    }

    /// Whose things it touches, where that is more than one's own work.
    public Plan touching(Reach reach) {
        this.reach = reach;
        return this;
    }

    /// A record that it replaces or deletes, as it is now.
    ///
    /// @param kind such as `time_entry`
    public Plan replacing(String kind, String id, JsonNode record) {
        before.add(new Image(kind, id, record));
        return this;
    }

    /// What it consists of, where the summary only counts: the result says the same.
    public Plan details(List<String> lines) {
        details.addAll(lines);
        return this;
    }

    /// What a careful colleague would mention before pressing the button.
    public Plan note(String note) {
        notes.add(note);
        return this;
    }

    /// Several such.
    public Plan notes(List<String> more) {
        notes.addAll(more);
        return this;
    }

    /// Says how to read the answers once it was done.
    public <O> Planned<O> answering(Function<Answers, O> result) {
        Set<Risk> classes = risks.isEmpty() ? Set.of(Risk.WRITE) : risks;
        return new Planned<>(
                new Change(summary, details, notes, classes, reach, steps, before), result);
    }

    /// Reads a step's answer as one of the client's records.
    public static <T> T read(Answers answers, String step, Class<T> type) {
        return Json.read(answers.of(step), type);
    }

    private static Request request(ApiRequest<?> request) {
        return new Request(
                request.service().name(), request.method(), request.target(), request.body());
    }
}
