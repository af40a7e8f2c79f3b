package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts every change into the journal: before its first request, and again when it is known what
/// was sent. A change that cannot be put in is made all the same, and its answer says that it
/// cannot be undone.
///
/// Of a change that nothing takes back, the journal has no bodies and no records: they would serve
/// nobody, and may hold what need not be kept.
public final class Journaling {
    static final String NOT_KEPT =
            "It was done, but could not be written into the journal, so clockify_undo cannot take"
                    + " it back.";

    private static final Logger LOG = LoggerFactory.getLogger(Journaling.class);
    // Without letters and digits that look alike. Records have ids and handles in hexadecimal; the
    // first letter of ours tells them apart.
    private static final String FIRST = "ghjkmnpqrstuvwxyz";
    private static final String LETTERS = "abcdef23456789" + FIRST;
    private static final int LENGTH = 5;
    private static final int LONGEST_SUMMARY = 500;

    private final Journal journal;
    private final Records records;
    private final Function<Call, Journal.Owner> owner;

    /// @param owner whose change a call's is; must be known without asking far away once the call
    ///   has planned it
    public Journaling(Journal journal, Records records, Function<Call, Journal.Owner> owner) {
        this.journal = journal;
        this.records = records;
        this.owner = owner;
    }

    /// A change is about to be made.
    void begins(Walk walk) {
        Change change = walk.change();
        JournalEntry entry = null;
        try {
            entry =
                    new JournalEntry(
                            newId(),
                            walk.call().now(),
                            owner.apply(walk.call()),
                            walk.target().rights(),
                            PlainText.line(change.summary(), LONGEST_SUMMARY),
                            change.risks(),
                            change.reach(),
                            false,
                            List.of(),
                            List.of());
            walk.trace().journaled(entry);
            journal.put(entry);
        } catch (IOException | RuntimeException e) {
            missing(walk, e);
        }
    }

    /// The call has ended, and all that was sent is known.
    ///
    /// @return the outcome, with a note when its change is not in the journal
    Outcome ended(Walk walk, Outcome outcome) {
        JournalEntry begun = walk.trace().journaled();
        Change change = walk.trace().change();
        if (change == null || (begun == null && walk.trace().sent().isEmpty())) {
            return outcome;
        }
        return begun != null && kept(begun, change, walk) ? outcome : noting(outcome);
    }

    /// The call was cancelled, and nothing was sent.
    void cancelled(Walk walk) {
        JournalEntry begun = walk.trace().journaled();
        Change change = walk.trace().change();
        if (begun != null && change != null) {
            var ignored = kept(begun, change, walk);
        }
    }

    private boolean kept(JournalEntry begun, Change change, Walk walk) {
        try {
            journal.put(entry(begun, change, walk));
            return true;
        } catch (IOException | RuntimeException e) {
            missing(walk, e);
            return false;
        }
    }

    private static void missing(Walk walk, Exception e) {
        LOG.error(
                "A change is missing in the journal; call={} failure={}",
                walk.call().id(),
                e.getClass().getName());
    }

    private static Outcome noting(Outcome outcome) {
        if (!(outcome instanceof Outcome.Answer(Object value, var sent, List<String> notes))) {
            return outcome;
        }
        List<String> all = new ArrayList<>(notes);
        all.add(NOT_KEPT);
        return new Outcome.Answer(value, sent, all);
    }

    private JournalEntry entry(JournalEntry begun, Change change, Walk walk) {
        boolean back = History.isUndo(begun) || change.steps().stream().anyMatch(Step::reversible);
        Map<String, Step> planned = new HashMap<>();
        change.steps().forEach(step -> planned.put(step.name(), step));
        Map<String, JsonNode> answers = new HashMap<>();
        List<Sent> sent = walk.trace().sent();
        for (Sent one : sent) {
            JsonNode answer = one.answer();
            if (answer != null) {
                answers.put(one.step(), answer);
            }
        }
        List<JournalEntry.Done> steps = new ArrayList<>();
        for (Sent one : sent) {
            Step step = planned.get(one.step());
            List<JournalEntry.Back> inverse =
                    step == null ? List.of() : inverse(step, one, answers);
            steps.add(
                    new JournalEntry.Done(
                            one.step(),
                            back ? withoutFiles(one.request()) : withoutBody(one.request()),
                            one.fate(),
                            back ? after(one, inverse, walk.call()) : null,
                            inverse,
                            step == null ? null : step.goesWith()));
        }
        List<Image> before = back ? change.before() : List.of();
        return new JournalEntry(
                begun.id(),
                begun.at(),
                begun.owner(),
                begun.tool(),
                begun.summary(),
                begun.risks(),
                begun.reach(),
                true,
                steps,
                before);
    }

    private static List<JournalEntry.Back> inverse(
            Step step, Sent sent, Map<String, JsonNode> answers) {
        Step.Inverse inverse = step.inverse();
        if (inverse == null || sent.fate() != Sent.Fate.DONE) {
            return List.of();
        }
        List<JournalEntry.Back> back = new ArrayList<>();
        try {
            for (Step.Inverse one : inverse.all()) {
                Request filled = Blanks.fill(one.request(), one.blanks(), answers);
                if (hasFiles(filled.body())) {
                    return List.of();
                }
                back.add(new JournalEntry.Back(filled, one.renews()));
            }
            return back;
        } catch (Blanks.UnfilledException | RuntimeException e) {
            LOG.warn("A step was not answered as its way back needs it; step={}", step.name());
            return List.of();
        }
    }

    /// The record as the step left it: what the step was answered, or else what is read.
    private @Nullable JsonNode after(Sent sent, List<JournalEntry.Back> inverse, Call call) {
        if (sent.fate() != Sent.Fate.DONE || sent.request().method().equals("DELETE")) {
            return null;
        }
        JsonNode answer = sent.answer();
        if (answer != null && answer.isObject() && answer.path("id").isTextual()) {
            return answer;
        }
        if (inverse.isEmpty()) {
            return null;
        }
        try {
            return records.at(inverse.getFirst().request(), call)
                            instanceof Records.Found.There there
                    ? there.record()
                    : null;
        } catch (RuntimeException e) {
            LOG.warn("A changed record could not be read; step={}", sent.step());
            return null;
        }
    }

    private static Request withoutBody(Request request) {
        return new Request(request.service(), request.method(), request.path(), null);
    }

    /// A file is not kept, so its request cannot be sent once more.
    private static Request withoutFiles(Request request) {
        return hasFiles(request.body())
                ? new Request(
                        request.service(),
                        request.method(),
                        request.path(),
                        TextNode.valueOf("(a file)"))
                : request;
    }

    private static boolean hasFiles(@Nullable JsonNode body) {
        if (body == null || body.isValueNode()) {
            return body != null && body.isBinary();
        }
        for (JsonNode child : body) {
            if (hasFiles(child)) {
                return true;
            }
        }
        return false;
    }

    private static String newId() {
        StringBuilder id = new StringBuilder(LENGTH).append(oneOf(FIRST));
        while (id.length() < LENGTH) {
            id.append(oneOf(LETTERS));
        }
        return id.toString();
    }

    private static char oneOf(String letters) {
        return letters.charAt(Randomness.SOURCE.nextInt(letters.length()));
    }

    /// Made when the first change is: it costs time that a start has not.
    private static final class Randomness {
        static final SecureRandom SOURCE = new SecureRandom();
    }
}
