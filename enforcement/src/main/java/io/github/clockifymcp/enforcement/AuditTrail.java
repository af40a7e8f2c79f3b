package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sent;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gates that write the audit log: an outcome around every call, and an intent before the first
/// request of a change. With each of the two a change goes into the journal.
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final int LONGEST_NAME = 200;

    /// Cut off, two callers could look like one.
    private static final int LONGEST_PRINCIPAL = 1_000;

    private static final int LONGEST_SUMMARY = 500;

    private final Audit audit;
    private final Durability durability;
    private final boolean reads;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Journaling journaling;

    /// A trail that ends in this log.
    ///
    /// @param reads whether a read that was answered has a row
    /// @param nanos where nanoseconds come from, such as `System::nanoTime`
    public AuditTrail(
            Audit audit,
            Durability durability,
            boolean reads,
            Clock clock,
            LongSupplier nanos,
            Journaling journaling) {
        this.audit = audit;
        this.durability = durability;
        this.reads = reads;
        this.clock = clock;
        this.nanos = nanos;
        this.journaling = journaling;
    }

    /// What happens when a row cannot be written.
    public enum Durability {
        /// The change is made, and the log of the program says that a row is missing.
        BEST_EFFORT,
        /// A change without its intent is refused.
        FAIL_CLOSED,
        /// That, and whoever called is told of a missing outcome: with what a change came to, and
        /// instead of what was read.
        FAIL_CLOSED_STRICT
    }

    /// Writes one outcome for the call, however it ends. The journal comes first: a process that
    /// dies between the two has written an intent, which says what may have been done.
    Outcome around(Walk walk, Gate.Next next) {
        walk.trace().began(nanos.getAsLong());
        Outcome outcome;
        try {
            outcome = Problems.caught(walk, next);
        } catch (CancellationException e) {
            // Nothing was sent, and that is an end too.
            journaling.cancelled(walk);
            var ignored = ended(walk, AuditRow.Ending.CANCELLED, null);
            throw e;
        }
        Outcome told = journaling.ended(walk, outcome);
        boolean written = ended(walk, told);
        return written || durability != Durability.FAIL_CLOSED_STRICT ? told : unwritten(told);
    }

    private static Outcome unwritten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer done when !done.sent().isEmpty() -> {
                List<String> notes = new ArrayList<>(done.notes());
                notes.add(
                        "This was done, and the audit log could not be told how it ended. Whoever"
                                + " runs the server has to see to it.");
                yield new Outcome.Answer(done.value(), done.sent(), notes);
            }
            case Outcome.Answer ignored -> new Outcome.Refused(notWritten("answers"));
            default -> outcome;
        };
    }

    private static Problem notWritten(String does) {
        return new Problem(
                Problem.Code.NOT_CONFIGURED,
                "The audit log cannot be written, and this server %s nothing without it."
                        .formatted(does),
                "Whoever runs the server has to see to it.");
    }

    /// Writes what is about to be done.
    ///
    /// @return why the change must not be made; empty when it may
    Optional<Problem> intent(Walk walk) {
        Optional<Problem> unwritten = audited(walk);
        if (unwritten.isEmpty()) {
            journaling.begins(walk);
        }
        return unwritten;
    }

    private Optional<Problem> audited(Walk walk) {
        Change change = walk.change();
        List<AuditRow.Effect> effects =
                change.steps().stream()
                        .map(step -> effect(step.name(), step.request(), null, null))
                        .toList();
        List<AuditRow.Before> before =
                change.before().stream()
                        .map(image ->
                                new AuditRow.Before(
                                        image.kind(),
                                        image.id(),
                                        CanonicalJson.digest(image.record())))
                        .toList();
        try {
            audit.intent(
                    row(
                            walk,
                            AuditRow.Phase.INTENT,
                            null,
                            null,
                            "",
                            planned(change, effects, before)));
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "An intent is missing in the audit log; call={} failure={}",
                    walk.call().id(),
                    e.getClass().getName());
        }
        return switch (durability) {
            case BEST_EFFORT -> Optional.empty();
            case FAIL_CLOSED, FAIL_CLOSED_STRICT -> Optional.of(notWritten("changes"));
        };
    }

    /// @return whether its row was written, if it gets one
    private boolean ended(Walk walk, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer ignored -> ended(walk, AuditRow.Ending.ALLOWED, null);
            case Outcome.Preview ignored -> ended(walk, AuditRow.Ending.PREVIEW, null);
            case Outcome.Question ignored -> ended(walk, AuditRow.Ending.QUESTION, null);
            case Outcome.Later ignored -> ended(walk, AuditRow.Ending.LATER, null);
            case Outcome.Refused refused -> ended(walk, AuditRow.Ending.REFUSED, refused.problem());
            case Outcome.Failed failed -> ended(walk, AuditRow.Ending.FAILED, failed.problem());
        };
    }

    private boolean ended(Walk walk, AuditRow.Ending ending, @Nullable Problem problem) {
        boolean answered = ending == AuditRow.Ending.ALLOWED && walk.trace().change() == null;
        if (!walk.trace().recorded() || (answered && !reads)) {
            return true;
        }
        try {
            Change change = walk.trace().change();
            List<AuditRow.Effect> effects =
                    walk.trace().sent().stream()
                            .map(sent ->
                                    effect(sent.step(), sent.request(), sent.fate(), sent.answer()))
                            .toList();
            audit.outcome(
                    row(
                            walk,
                            AuditRow.Phase.OUTCOME,
                            ending,
                            problem == null ? null : problem.code(),
                            problem == null ? "" : rule(problem),
                            change == null ? null : planned(change, effects, List.of())));
            return true;
        } catch (IOException | RuntimeException e) {
            // What was done is done; the answer must still say so.
            LOG.error(
                    "An outcome is missing in the audit log; call={} failure={}",
                    walk.call().id(),
                    e.getClass().getName());
            return false;
        }
    }

    private AuditRow row(
            Walk walk,
            AuditRow.Phase phase,
            AuditRow.@Nullable Ending ending,
            Problem.@Nullable Code code,
            String reason,
            AuditRow.@Nullable Planned change) {
        Principal principal = walk.call().principal();
        Trace trace = walk.trace();
        return new AuditRow(
                clock.instant(),
                walk.call().id(),
                phase,
                PlainText.line(principal.tenant(), LONGEST_PRINCIPAL),
                PlainText.line(principal.id(), LONGEST_PRINCIPAL),
                name(walk.call().client().name()),
                walk.call().client().session(),
                trace.label(),
                ending,
                code,
                reason,
                (nanos.getAsLong() - trace.began()) / 1_000_000,
                trace.arguments(),
                change != null || ending == AuditRow.Ending.ALLOWED ? trace.chosen() : Map.of(),
                trace.confirms(),
                trace.refusedBefore(),
                change);
    }

    /// What a rule of ours says when it says no. What others say, and what is wrong with arguments,
    /// repeats what was typed, and has no place in the log.
    private static String rule(Problem problem) {
        return switch (problem.code()) {
            case DENIED_BY_POLICY,
                    INSUFFICIENT_SCOPE,
                    BAD_CONFIRMATION,
                    DECLINED,
                    TOO_MANY_CALLS,
                    TIMED_OUT,
                    NOT_CONFIGURED ->
                    PlainText.line(problem.message(), LONGEST_SUMMARY);
            default -> "";
        };
    }

    private static String name(String given) {
        return PlainText.line(given, LONGEST_NAME);
    }

    private static AuditRow.Planned planned(
            Change change, List<AuditRow.Effect> effects, List<AuditRow.Before> before) {
        return new AuditRow.Planned(
                change.risks(),
                change.reach(),
                PlainText.line(change.summary(), LONGEST_SUMMARY),
                effects,
                before);
    }

    private static AuditRow.Effect effect(
            String step, Request request, Sent.@Nullable Fate fate, @Nullable JsonNode answer) {
        JsonNode body = request.body();
        return new AuditRow.Effect(
                step,
                request.method(),
                request.service(),
                request.path(),
                body == null ? "" : CanonicalJson.digest(body),
                fate,
                answer instanceof ObjectNode record ? CanonicalJson.digest(record) : "");
    }
}
