package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.RequestObserver;
import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.GuardObserver;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.HttpObserver;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Incoming;
import io.github.clockifymcp.mcp.server.Observer;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from every layer what it does, puts together what belongs together, and tells those who
/// watch. A watcher that fails is none of a caller's business.
public final class Watch implements Observer, GuardObserver, RequestObserver, HttpObserver {
    /// What the thread's call has come to so far.
    private static final ThreadLocal<Work> WORK = new ThreadLocal<>();

    private final List<Watcher> watchers;

    public Watch(List<Watcher> watchers) {
        this.watchers = List.copyOf(watchers);
    }

    private static final class Work {
        private @Nullable Call call;
        private @Nullable Passed passed;
        private @Nullable CallEnd last;
    }

    /// Finding a logger takes long, and usually nobody fails.
    private static final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    }

    private void tell(Consumer<Watcher> news) {
        for (Watcher watcher : watchers) {
            try {
                news.accept(watcher);
            } catch (RuntimeException e) {
                Log.LOG.warn("Somebody who watches failed", e);
            }
        }
    }

    @Override
    public Request begins(Incoming request) {
        Work own = new Work();
        WORK.set(own);
        tell(watcher -> watcher.requestBegan(request));
        return (error, cancelled) -> {
            Duration took = since(request.since());
            tell(watcher -> watcher.requestEnded(request, error, cancelled, own.last, took));
            WORK.remove();
        };
    }

    @Override
    public Observer.Passage passes(Target target, Call call) {
        long began = System.nanoTime();
        Work found = WORK.get();
        // What goes on in the background belongs to no request.
        Work own = found == null ? new Work() : found;
        own.call = call;
        own.passed = null;
        WORK.set(own);
        tell(watcher -> watcher.callBegan(call));
        return outcome -> {
            CallEnd end = end(target, call, own.passed, outcome, since(began));
            own.last = end;
            tell(watcher -> watcher.callEnded(end));
            own.call = null;
            if (found == null) {
                WORK.remove();
            }
        };
    }

    private static CallEnd end(
            Target target,
            Call call,
            @Nullable Passed passed,
            @Nullable Outcome outcome,
            Duration took) {
        // The engine has the last word: what the guard takes for cancelled may have run out of
        // time.
        return passed == null
                ? new CallEnd(
                        call,
                        target,
                        "unknown",
                        outcome,
                        CallEnding.of(outcome, null),
                        null,
                        null,
                        false,
                        took)
                : new CallEnd(
                        call,
                        target,
                        passed.label(),
                        outcome,
                        CallEnding.of(outcome, passed.rule()),
                        passed.rule(),
                        passed.scope(),
                        passed.agreed(),
                        took);
    }

    @Override
    public void ended(Passed passed) {
        Work own = WORK.get();
        if (own != null) {
            own.passed = passed;
        }
    }

    @Override
    public void refused(RpcError error) {
        tell(watcher -> watcher.refused(error));
    }

    @Override
    public Sending sending(ApiRequest<?> request) {
        long began = System.nanoTime();
        tell(watcher -> watcher.sendingBegan(request));
        Map<String, String> headers = headers(trace());
        return new Sending() {
            @Override
            public Map<String, String> headers() {
                return headers;
            }

            @Override
            public void ended(int status) {
                Duration took = since(began);
                tell(watcher -> watcher.sendingEnded(request, status, took));
            }
        };
    }

    /// The trace of what this thread does: ours where we keep one, or else the caller's.
    private TraceContext trace() {
        for (Watcher watcher : watchers) {
            TraceContext own = watcher.trace();
            if (!own.equals(TraceContext.NONE)) {
                return own;
            }
        }
        Work own = WORK.get();
        Call call = own == null ? null : own.call;
        return call == null ? TraceContext.NONE : call.trace();
    }

    private static Map<String, String> headers(TraceContext trace) {
        if (trace.parent().isEmpty()) {
            return Map.of();
        }
        return trace.state().isEmpty()
                ? Map.of("traceparent", trace.parent())
                : Map.of("traceparent", trace.parent(), "tracestate", trace.state());
    }

    @Override
    public void repeating(ApiRequest<?> request, Category reason) {
        tell(watcher -> watcher.repeating(request, reason));
    }

    @Override
    public void answered(String path, String method, int status, Duration took) {
        tell(watcher -> watcher.answered(path, method, status, took));
    }

    /// The same authenticator, whose refusals are heard.
    public Authenticator over(Authenticator authenticator) {
        return new Authenticator() {
            @Override
            public Identity identify(Presented presented) {
                Identity identity = authenticator.identify(presented);
                switch (identity) {
                    case Identity.Authenticated ignored -> {}
                    case Identity.Unauthenticated unknown ->
                            tell(watcher -> watcher.turnedAway(unknown.category()));
                    case Identity.Forbidden forbidden ->
                            tell(watcher -> watcher.turnedAway(forbidden.category()));
                    case Identity.Unavailable ignored ->
                            tell(watcher -> watcher.turnedAway("unavailable"));
                }
                return identity;
            }

            @Override
            public Identity again(Principal principal) {
                return authenticator.again(principal);
            }

            @Override
            public Optional<String> challenge(String scope) {
                return authenticator.challenge(scope);
            }

            @Override
            public boolean open() {
                return authenticator.open();
            }
        };
    }

    /// The same audit log, whose rows are counted.
    public Audit over(Audit audit) {
        return new Audit() {
            @Override
            public void intent(AuditRow row) throws IOException {
                write(AuditRow.Phase.INTENT, () -> audit.intent(row));
            }

            @Override
            public void outcome(AuditRow row) throws IOException {
                write(AuditRow.Phase.OUTCOME, () -> audit.outcome(row));
            }
        };
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private void write(AuditRow.Phase phase, Writing writing) throws IOException {
        boolean written = false;
        try {
            writing.run();
            written = true;
        } finally {
            boolean there = written;
            tell(watcher -> watcher.audited(phase, there));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
