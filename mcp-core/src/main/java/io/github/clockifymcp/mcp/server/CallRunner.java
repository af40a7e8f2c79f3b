package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Line;
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
import org.jspecify.annotations.Nullable;

/// Takes a call through the guard until it has ended: again after each answer of the client, and
/// each time under the time limit.
final class CallRunner {
    private final Attempts attempts;
    private final ServerSettings settings;
    private final Clock clock;
    private final Observer observer;
    private final Alarm alarm = new Alarm();

    CallRunner(Attempts attempts, ServerSettings settings, Clock clock, Observer observer) {
        this.attempts = attempts;
        this.settings = settings;
        this.clock = clock;
        this.observer = observer;
    }

    /// How a call ended, as far as this request goes.
    sealed interface End {
        /// It is over.
        record Over(Outcome outcome) implements End {}

        /// This request has its result, and the call goes on: a question that the client comes back
        /// with, or a task that it follows.
        record Suspended(Result soFar) implements End {}
    }

    /// Runs the call to its end, and does what could be done later at once.
    ///
    /// @throws CancellationException when the client cancelled it
    /// @throws RpcError when the request itself is wrong
    End run(Target target, ObjectNode arguments, RunningCall running, Dialogue dialogue) {
        return run(target, arguments, running, dialogue, null);
    }

    /// Runs the call as far as this request goes.
    ///
    /// @param background where work goes that may be done later; null for nowhere
    /// @throws CancellationException when the client cancelled it
    /// @throws RpcError when the request itself is wrong
    End run(
            Target target,
            ObjectNode arguments,
            RunningCall running,
            Dialogue dialogue,
            @Nullable Background background) {
        Round round = dialogue.open(running);
        CallLine line = new CallLine(running, dialogue);
        while (true) {
            Outcome outcome = attempt(target, arguments, round, running, line);
            if (outcome instanceof Outcome.Later later) {
                if (background != null) {
                    return new End.Suspended(background.take(later, round, line));
                }
                outcome = inline(later, running, dialogue);
            }
            if (!(outcome instanceof Outcome.Question question)) {
                return new End.Over(outcome);
            }
            if (round.number() >= settings.maxRounds()) {
                return new End.Over(tooManyRounds());
            }
            switch (dialogue.ask(question, round, running)) {
                case Asked.Heard(Round next) -> round = next;
                case Asked.Returned returned -> {
                    return new End.Suspended(returned.result());
                }
                case Asked.Impossible(Outcome instead) -> {
                    return new End.Over(instead);
                }
                case Asked.Unanswered(Round next, Problem problem) -> {
                    Outcome last = attempt(target, arguments, next, running, line);
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

    /// One passage, of which nothing comes but its outcome.
    Outcome once(Target target, RunningCall running) {
        return attempt(target, Json.object(), Round.first(), running, Line.SILENT);
    }

    /// One passage through the guard.
    Outcome attempt(
            Target target, ObjectNode arguments, Round round, RunningCall running, Line line) {
        Call call =
                new Call(
                        round.call(),
                        round.number(),
                        running.caller().principal(),
                        running.caller().client(),
                        clock.instant(),
                        round.replies(),
                        round.state(),
                        line,
                        running.trace(),
                        running.caller().activations());
        Observer.Passage passage = observer.passes(target, call);
        Outcome outcome = null;
        try {
            outcome =
                    limited(() -> attempts.attempt(new Attempt(target, arguments, call)), running);
            return outcome;
        } finally {
            passage.ended(outcome);
        }
    }

    /// Does work that could go on in the background at once, for a client that cannot follow it.
    private Outcome inline(Outcome.Later later, RunningCall running, Dialogue dialogue) {
        if (later.required()) {
            ObjectNode needed = Json.object();
            needed.putObject("extensions").putObject(Tasks.EXTENSION);
            return dialogue.lacking(
                    needed, "This takes long and needs a client that can follow tasks.");
        }
        Outcome done = limited(later.work(), running);
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

    int maxRounds() {
        return settings.maxRounds();
    }

    static Outcome tooManyRounds() {
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
