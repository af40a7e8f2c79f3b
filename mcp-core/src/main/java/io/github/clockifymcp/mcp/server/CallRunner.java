package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/// Takes a call through the guard until it has ended: again after each answer of the client, and
/// each time under the time limit.
final class CallRunner {
    private static final String TASKS = "io.modelcontextprotocol/tasks";

    private final Attempts attempts;
    private final ServerSettings settings;
    private final Clock clock;
    private final Alarm alarm = new Alarm();

    CallRunner(Attempts attempts, ServerSettings settings, Clock clock) {
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
    }

    /// How a call ended, as far as this request goes.
    sealed interface End {
        /// It is over.
        record Over(Outcome outcome) implements End {}

        /// The client has been given a question as the result.
        record Suspended(Asked.Returned question) implements End {}
    }

    /// Runs the call to its end.
    ///
    /// @throws CancellationException when the client cancelled it
    /// @throws RpcError when the request itself is wrong
    End run(Target target, ObjectNode arguments, RunningCall running, Dialogue dialogue) {
        Round round = dialogue.open(running);
        while (true) {
            Outcome outcome = inline(attempt(target, arguments, round, running), running, dialogue);
            if (!(outcome instanceof Outcome.Question question)) {
                return new End.Over(outcome);
            }
            if (round.number() >= settings.maxRounds()) {
                return new End.Over(tooManyRounds());
            }
            switch (dialogue.ask(question, round, running)) {
                case Asked.Heard(Round next) -> round = next;
                case Asked.Returned returned -> {
                    return new End.Suspended(returned);
                }
                case Asked.Impossible(Outcome instead) -> {
                    return new End.Over(instead);
                }
                case Asked.Unanswered(Round next, Problem problem) -> {
                    Outcome last = attempt(target, arguments, next, running);
                    return new End.Over(last(last, problem));
                }
            }
        }
    }

    /// What is said when a question got no answer: what the guard made of it, unless it only knows
    /// that nobody agreed. Why nobody did is known here.
    private static Outcome last(Outcome outcome, Problem problem) {
        return switch (outcome) {
            case Outcome.Question question -> new Outcome.Refused(problem);
            case Outcome.Later later -> new Outcome.Refused(problem);
            case Outcome.Refused refused -> new Outcome.Refused(problem);
            case Outcome.Answer answer -> answer;
            case Outcome.Preview preview -> preview;
            case Outcome.Failed failed -> failed;
        };
    }

    private Outcome attempt(Target target, ObjectNode arguments, Round round, RunningCall running) {
        Call call =
                new Call(
                        round.call(),
                        round.number(),
                        running.caller().principal(),
                        running.caller().client(),
                        clock.instant(),
                        round.replies(),
                        round.state(),
                        running.line());
        return limited(() -> attempts.attempt(new Attempt(target, arguments, call)), running);
    }

    /// Work that could go on in the background is done at once, for clients cannot follow it yet.
    private Outcome inline(Outcome outcome, RunningCall running, Dialogue dialogue) {
        if (!(outcome instanceof Outcome.Later(Callable<Outcome> work, boolean required))) {
            return outcome;
        }
        if (required) {
            ObjectNode needed = Json.object();
            needed.putObject("extensions").putObject(TASKS);
            return dialogue.lacking(
                    needed, "This takes long and needs a client that can follow tasks.");
        }
        Outcome done = limited(work, running);
        return done instanceof Outcome.Later ? new Outcome.Failed(fault(running), List.of()) : done;
    }

    private Outcome limited(Callable<Outcome> work, RunningCall running) {
        running.startTimer();
        Future<?> bell = alarm.in(settings.callTimeout(), running::expire);
        Outcome outcome;
        try {
            outcome = work.call();
        } catch (Throwable e) { // the guard does not throw; if it does, the call still has an end
            bell.cancel(false);
            if (running.stopTimer()) {
                return tooLong();
            }
            running.check();
            Faults.unexpected(running.request().method(), e);
            return new Outcome.Failed(fault(running), List.of());
        }
        bell.cancel(false);
        boolean late = running.stopTimer();
        running.checkUnlessCommitted();
        return late && !useful(outcome) ? tooLong() : outcome;
    }

    /// Whether it was done in spite of the interrupt.
    private static boolean useful(Outcome outcome) {
        return outcome instanceof Outcome.Answer
                || outcome instanceof Outcome.Preview
                || outcome instanceof Outcome.Question;
    }

    private Outcome tooLong() {
        return new Outcome.Refused(
                new Problem(
                        Code.TIMED_OUT,
                        "The call took longer than %s seconds and was stopped; nothing was changed."
                                .formatted(seconds(settings.callTimeout())),
                        "Ask for less at once, or try again later."));
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }

    private static Outcome tooManyRounds() {
        return new Outcome.Refused(
                Problem.of(
                        Code.BAD_CONFIRMATION,
                        "The call asked its client too often and was ended; nothing was sent."));
    }

    private static Problem fault(RunningCall running) {
        return running.committed()
                ? new Problem(
                        Code.INTERNAL,
                        "Internal error. A change may have been made.",
                        "Look before you repeat it.")
                : Problem.of(Code.INTERNAL, "Internal error. Nothing was changed.");
    }
}
