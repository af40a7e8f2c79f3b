package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever was thrown into an outcome. Nothing of an unforeseen exception but its class and
/// place goes to the log, and nothing of it to the caller: messages may hold arguments.
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /// Lets the next gates answer, and makes an outcome of what they throw.
    ///
    /// @throws CancellationException when the call was cancelled and nothing has been sent
    static Outcome caught(Walk walk, Gate.Next next) {
        try {
            return next.proceed(walk);
        } catch (RuntimeException | Error e) {
            return outcome(e, walk);
        }
    }

    private static Outcome outcome(Throwable thrown, Walk walk) {
        List<Sent> sent = walk.trace().sent();
        if (sent.isEmpty()) {
            if (thrown instanceof CancellationException e) {
                throw e;
            }
            if (Thread.currentThread().isInterrupted()) {
                // Whatever was thrown is how the interrupt showed itself.
                throw new CancellationException("interrupted");
            }
        }
        if (thrown instanceof ToolException e) {
            return of(e.problem(), sent);
        }
        if (thrown instanceof StateException e) {
            LOG.error("The state folder cannot be used; reason={}", e.getMessage());
            return of(
                    new Problem(
                            Problem.Code.NOT_CONFIGURED,
                            "The server cannot use its state folder.",
                            "Whoever runs it finds the reason in its log."),
                    sent);
        }
        LOG.error(
                "A call failed in an unforeseen way and is denied; call={} failure={} at={}",
                walk.call().id(),
                thrown.getClass().getName(),
                place(thrown));
        return new Outcome.Failed(
                Problem.of(
                        Problem.Code.INTERNAL,
                        sent.isEmpty()
                                ? "The server failed on this call. Nothing was sent."
                                : "The server failed after requests were sent."),
                sent);
    }

    private static Outcome of(Problem problem, List<Sent> sent) {
        if (!sent.isEmpty()) {
            return new Outcome.Failed(problem, sent);
        }
        return switch (problem.code().side()) {
            case OURS -> new Outcome.Refused(problem);
            case THEIRS -> new Outcome.Failed(problem, sent);
        };
    }

    private static Object place(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        return stack.length == 0 ? "?" : stack[0];
    }
}
