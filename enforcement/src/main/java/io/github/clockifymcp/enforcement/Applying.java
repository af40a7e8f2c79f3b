package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a change: sends its steps in order, and stops at the first that is not done. Whatever
/// happens, the outcome has every request that was sent and what is known of it.
final class Applying {
    private static final int MOST_NAMED = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);

    private final Sender sender;

    Applying(Sender sender) {
        this.sender = sender;
    }

    /// Makes the change. After the first request is on its way this neither throws nor is
    /// interrupted.
    ///
    /// @throws java.util.concurrent.CancellationException when the call was cancelled before it
    Outcome apply(Walk walk) {
        Change change = walk.change();
        if (change.steps().isEmpty()) {
            return answer(walk.planned(), Map.of(), walk);
        }
        walk.call().line().pointOfNoReturn();
        // An interrupt that came before would make the first request fail as if it had been lost.
        boolean interrupted = Thread.interrupted();
        try {
            return send(walk);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Outcome send(Walk walk) {
        Map<String, JsonNode> answers = new HashMap<>();
        List<Step> all = walk.change().steps();
        int steps = all.size();
        for (int i = 0; i < steps; i++) {
            Step step = all.get(i);
            List<Step> rest = all.subList(i + 1, steps);
            if (!answers.isEmpty()) {
                walk.call().line().progress(answers.size(), (double) steps, step.name());
            }
            Request request;
            try {
                request = Blanks.fill(step.request(), step.blanks(), answers);
            } catch (Blanks.UnfilledException e) {
                return stopped(walk, step, rest, e.why());
            } catch (RuntimeException e) {
                LOG.error("A blank could not be filled; step={}", step.name(), e);
                return stopped(walk, step, rest, "Its request could not be made.");
            }
            try {
                JsonNode answer = sender.send(request, walk.call());
                answers.put(step.name(), present(answer));
                walk.trace().sent(new Sent(step.name(), request, Sent.Fate.DONE, answer));
            } catch (Sender.SendException e) {
                walk.trace().sent(new Sent(step.name(), request, e.fate(), null));
                return new Outcome.Failed(naming(rest, e.problem()), walk.trace().sent());
            } catch (RuntimeException | Error e) {
                // It may have left before it failed, and nobody can tell.
                LOG.error(
                        "Sending failed in an unforeseen way; step={} failure={}",
                        step.name(),
                        e.getClass().getName());
                walk.trace().sent(new Sent(step.name(), request, Sent.Fate.UNKNOWN, null));
                return new Outcome.Failed(naming(rest, unknown(step)), walk.trace().sent());
            }
        }
        return answer(walk.planned(), answers, walk);
    }

    /// The problem, with what was not sent because of it.
    private static Problem naming(List<Step> unsent, Problem problem) {
        if (unsent.isEmpty()) {
            return problem;
        }
        String named =
                unsent.stream()
                        .limit(MOST_NAMED)
                        .map(step ->
                                "%s (%s %s)"
                                        .formatted(
                                                step.name(),
                                                step.request().method(),
                                                step.request().path()))
                        .collect(Collectors.joining(", "));
        int more = unsent.size() - MOST_NAMED;
        return new Problem(
                problem.code(),
                problem.message(),
                "%s Not sent, and so not done: %s%s."
                        .formatted(
                                problem.hint(),
                                named,
                                more > 0 ? " and %d more".formatted(more) : "")
                        .strip());
    }

    private static Outcome stopped(Walk walk, Step step, List<Step> rest, String why) {
        return new Outcome.Failed(
                naming(
                        rest,
                        new Problem(
                                Problem.Code.INTERNAL,
                                "The change stopped before step %s. %s".formatted(step.name(), why),
                                walk.trace().sent().isEmpty()
                                        ? "Nothing was sent."
                                        : "The steps before it were done. Look at what is there before"
                                                + " trying again.")),
                walk.trace().sent());
    }

    private static Problem unknown(Step step) {
        return new Problem(
                Problem.Code.UNKNOWN_OUTCOME,
                "The request of step %s may or may not have been done.".formatted(step.name()),
                "Look at what is there before trying again.");
    }

    private static Outcome answer(Planned<?> planned, Map<String, JsonNode> answers, Walk walk) {
        try {
            Object value = planned.result().apply(new Answers(answers));
            if (value != null) {
                // Whoever agreed to it was shown them.
                List<String> notes = walk.seal() == null ? planned.change().notes() : List.of();
                return new Outcome.Answer(value, walk.trace().sent(), notes);
            }
            LOG.error("A result is null; tool={}", walk.trace().label());
        } catch (RuntimeException e) {
            LOG.error(
                    "A result could not be read; tool={} failure={}",
                    walk.trace().label(),
                    e.getClass().getName());
        }
        boolean nothing = walk.trace().sent().isEmpty();
        return new Outcome.Failed(
                Problem.of(
                        Problem.Code.INTERNAL,
                        nothing
                                ? "There was nothing to change, and that could not be reported."
                                : "The change was made, but its result could not be read back."
                                        + " Do not make it again."),
                walk.trace().sent());
    }

    private static JsonNode present(@Nullable JsonNode answer) {
        return answer == null || answer.isMissingNode() ? NullNode.getInstance() : answer;
    }
}
