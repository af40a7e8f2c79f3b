package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The change that takes others back: their inverses, the last step first, after a look at each
/// record. Used for one plan.
final class UndoPlan {
    private static final int MOST_DIFFERENCES = 3;

    private final History history;
    private final Records records;
    private final Call call;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Image> before = new LinkedHashMap<>();
    private final Set<Risk> risks = EnumSet.noneOf(Risk.class);

    /// The records that were read, by their paths, as they will be when what is planned so far is
    /// done; empty where that is not known.
    private final Map<String, Optional<JsonNode>> then = new HashMap<>();

    /// What was read, by the paths of the requests.
    private final Map<String, Records.Found> read = new HashMap<>();

    /// Old ids of what is made anew, by the step that makes it.
    private final Map<String, String> anew = new LinkedHashMap<>();

    private boolean unseen;
    private boolean deletesShared;

    UndoPlan(History history, Records records, Call call) {
        this.history = history;
        this.records = records;
        this.call = call;
    }

    /// @param entries newest first, none of which has an obstacle
    Planned<UndoTools.Undone> of(List<JournalEntry> entries) {
        Reach reach = Reach.OWN_WORK;
        for (JournalEntry entry : entries) {
            take(entry);
            entry.risks().stream().filter(risk -> risk != Risk.DESTRUCTIVE).forEach(risks::add);
            // What was a new name is one that others may use by now.
            reach = entry.reach() == Reach.OWN_WORK ? reach : Reach.WORKSPACE;
        }
        if (risks.isEmpty()) {
            risks.add(Risk.WRITE);
        }
        List<String> said =
                entries.stream().map(entry -> entry.id() + ": " + entry.summary()).toList();
        boolean one = entries.size() == 1;
        Change change =
                new Change(
                        one
                                ? "Take back " + said.getFirst()
                                : "Take back %d changes".formatted(entries.size()),
                        one ? List.of() : said,
                        notes(),
                        risks,
                        reach,
                        steps,
                        List.copyOf(before.values()));
        return new Planned<>(change, answers -> undone(said, answers));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (deletesShared) {
            notes.add(
                    "What others have put into it by now, such as tasks or time, goes with it or"
                            + " loses it.");
        }
        if (!anew.isEmpty()) {
            notes.add(
                    "What was deleted is made again with a new id. An approval, an invoiced mark and"
                            + " whatever else hung on the old one do not come back.");
        }
        if (unseen) {
            notes.add(
                    "Whether somebody has changed it since cannot be seen; such a change would be"
                            + " lost.");
        }
        return notes;
    }

    private UndoTools.Undone undone(List<String> said, Answers answers) {
        List<String> ids =
                anew.entrySet().stream()
                        .map(step ->
                                "New id %s instead of %s"
                                        .formatted(
                                                answers.of(step.getKey()).path("id").asText("?"),
                                                step.getValue()))
                        .toList();
        return new UndoTools.Undone(said, ids);
    }

    private void take(JournalEntry entry) {
        Set<String> looked = new HashSet<>();
        for (JournalEntry.Done done : history.inEffect(entry)) {
            JournalEntry.Done leading = History.leading(entry, done);
            if (leading.back().isEmpty()) {
                throw new IllegalStateException("an obstacle was not seen");
            }
            int sent = history.partsSent(entry, leading);
            List<JournalEntry.Back> left = leading.back().subList(sent, leading.back().size());
            if (left.stream().anyMatch(back -> leading.renewedBy(back) != null)) {
                lookForNone(entry, leading, left.getFirst());
            } else {
                boolean deletes = left.stream().anyMatch(back -> deletes(back.request()));
                // What is taken back before may have been counted in it.
                boolean counted = deletes && steps.isEmpty();
                left.forEach(back -> look(entry, done, back, counted, looked));
                if (deletes) {
                    risks.add(Risk.DESTRUCTIVE);
                    deletesShared |= entry.reach() != Reach.OWN_WORK;
                }
            }
            if (leading.step().equals(done.step())) {
                send(entry, done, sent);
            }
        }
        looked.forEach(path -> then.put(path, state(path, entry)));
    }

    private void send(JournalEntry entry, JournalEntry.Done done, int sent) {
        String whole = History.stepName(entry, done);
        int count = done.back().size();
        for (int part = sent; part < count; part++) {
            String name = History.partName(whole, part, count);
            JournalEntry.Back back = done.back().get(part);
            String old = done.renewedBy(back);
            Request request = history.current(back.request());
            if (old != null) {
                anew.put(name, History.lastSegment(old));
                steps.add(new Step(name, request, List.of(), again(name, entry, done, old)));
            } else if (part == count - 1) {
                steps.add(new Step(name, request, List.of(), again(entry, done)));
            } else {
                // It only prepares the last one, and is of no account when that is taken back.
                steps.add(new Step(name, request, List.of(), null, whole));
            }
        }
    }

    private static boolean deletes(Request request) {
        return request.method().equals("DELETE");
    }

    private Records.Found at(Request request) {
        return read.computeIfAbsent(request.path(), path -> records.at(request, call));
    }

    /// What is made again must not be there. Of several that one request deleted, one is looked
    /// for.
    private void lookForNone(JournalEntry entry, JournalEntry.Done done, JournalEntry.Back back) {
        String old = done.renewedBy(back);
        Request deleted = done.request();
        Request gone =
                history.current(
                        old == null
                                ? deleted
                                : new Request(deleted.service(), deleted.method(), old, null));
        if (at(gone) instanceof Records.Found.There there
                && there.path().equals(History.withoutQuery(gone.path()))) {
            throw conflict(entry, "what was deleted is there.");
        }
    }

    private void look(
            JournalEntry entry,
            JournalEntry.Done done,
            JournalEntry.Back inverse,
            boolean counted,
            Set<String> looked) {
        Request back = history.current(inverse.request());
        for (String old : anew.values()) {
            if (List.of(History.withoutQuery(back.path()).split("/", -1)).contains(old)) {
                throw new ToolException(
                        Problem.Code.CONFLICT,
                        "%s is about a record that has to be made again first."
                                .formatted(entry.id()),
                        "Take the changes back one after the other, the last one first.");
            }
        }
        switch (at(back)) {
            case Records.Found.Unreadable() -> unseen();
            case Records.Found.Gone(String path) ->
                    throw conflict(entry, "its record is gone (%s).".formatted(path));
            case Records.Found.There(String path, JsonNode now) -> {
                if (looked.add(path)) {
                    compare(entry, done, then.getOrDefault(path, Optional.of(now)), counted);
                    String id = now.path("id").asText(path);
                    before.putIfAbsent(path, new Image("record", id, now));
                }
            }
        }
    }

    private void compare(
            JournalEntry entry, JournalEntry.Done done, Optional<JsonNode> now, boolean counted) {
        @Nullable JsonNode after = history.after(entry, done);
        if (after == null || now.isEmpty() || !sameRecord(after, now.get())) {
            unseen();
            return;
        }
        List<String> moved = Moved.between(after, now.get(), counted);
        if (!moved.isEmpty()) {
            List<String> shown = moved.subList(0, Math.min(moved.size(), MOST_DIFFERENCES));
            String more =
                    moved.size() > shown.size()
                            ? "; and %d more".formatted(moved.size() - shown.size())
                            : "";
            throw conflict(
                    entry, "it has moved on since: %s.".formatted(String.join("; ", shown) + more));
        }
    }

    private boolean sameRecord(JsonNode after, JsonNode now) {
        return history.current(after.path("id").asText()).equals(now.path("id").asText());
    }

    /// Later changes that nobody can see may be lost, and that is for a person to decide.
    private void unseen() {
        unseen = true;
        risks.add(Risk.DESTRUCTIVE);
    }

    /// A record as it was before the entry.
    private Optional<JsonNode> state(String path, JournalEntry entry) {
        String id = History.lastSegment(path);
        return entry.before().stream()
                .filter(image -> history.current(image.id()).equals(id))
                .map(Image::record)
                .findFirst();
    }

    /// What takes the taking back back: the request as it was first sent. Where other steps worked
    /// on what it made, that would not be all.
    private Step.@Nullable Inverse again(JournalEntry entry, JournalEntry.Done done) {
        Request first = history.current(done.request());
        JsonNode body = first.body();
        boolean alone =
                entry.steps().stream().noneMatch(other -> done.step().equals(other.goesWith()));
        return !alone || (body != null && body.isValueNode())
                ? null
                : new Step.Inverse(first, List.of());
    }

    /// What takes it back that a record is made again: what deleted it before. The record has
    /// another id by then.
    private Step.@Nullable Inverse again(
            String name, JournalEntry entry, JournalEntry.Done done, String old) {
        String id = History.lastSegment(old);
        if (entry.before(id).isEmpty()) {
            return null;
        }
        List<Request> deleting = new ArrayList<>();
        history.find(done.step()).stream()
                .flatMap(first -> first.back().stream())
                .map(JournalEntry.Back::request)
                .forEach(deleting::add);
        if (deleting.isEmpty()) {
            Request first = done.request();
            deleting.add(
                    History.lastSegment(first.path()).equals(id)
                            ? first
                            : new Request(first.service(), first.method(), old, null));
        }
        Step.Inverse all = null;
        for (Request one : deleting) {
            Step.Inverse next = with(name, history.current(id), history.current(one));
            all = all == null ? next : all.followedBy(next);
        }
        return all;
    }

    /// The request, about the record that the step makes instead of that of an id.
    private static Step.Inverse with(String name, String old, Request request) {
        String way = History.withoutQuery(request.path());
        String path =
                List.of(way.split("/", -1)).stream()
                        .map(segment -> segment.equals(old) ? "{" + name + "}" : segment)
                        .collect(Collectors.joining("/"));
        return new Step.Inverse(
                new Request(
                        request.service(),
                        request.method(),
                        path + request.path().substring(way.length()),
                        request.body()),
                List.of(new Blank("", name, "/id")));
    }

    private static ToolException conflict(JournalEntry entry, String why) {
        return new ToolException(
                Problem.Code.CONFLICT,
                "%s (%s) cannot be taken back: %s".formatted(entry.id(), entry.summary(), why),
                "Look at what is there, and change that where it is still wanted.");
    }
}
