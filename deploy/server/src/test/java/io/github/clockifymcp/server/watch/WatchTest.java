package io.github.clockifymcp.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.RequestObserver;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.GuardObserver;
import io.github.clockifymcp.enforcement.Rule;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Identity;
import io.github.clockifymcp.mcp.http.NoAuthentication;
import io.github.clockifymcp.mcp.http.Presented;
import io.github.clockifymcp.mcp.server.Observer;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Client;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What comes together of what the layers tell.
final class WatchTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Target TARGET = new Target.OfTool("typed by a client");

    private final List<String> heard = new ArrayList<>();
    private @Nullable CallEnd end;

    private final class Ear implements Watcher {
        @Override
        public void callEnded(CallEnd over) {
            end = over;
        }

        @Override
        public void turnedAway(String category) {
            heard.add(category);
        }

        @Override
        public void audited(AuditRow.Phase phase, boolean written) {
            heard.add(phase + " " + written);
        }
    }

    /// Fails at whatever it is told.
    private static final class Broken implements Watcher {
        @Override
        public void callBegan(Call call) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void callEnded(CallEnd over) {
            throw new IllegalStateException("broken");
        }
    }

    private static Call call(TraceContext trace) {
        return new Call(
                "c-1",
                0,
                Principal.LOCAL,
                new Client("test", "1", "2025-11-25", false, false),
                Instant.EPOCH,
                Map.of(),
                null,
                Line.SILENT,
                trace,
                Activations.NONE);
    }

    private CallEnd ended(
            @Nullable Outcome guards, @Nullable Rule rule, @Nullable Outcome engines) {
        Watch watch = new Watch(List.of(new Broken(), new Ear()));
        Call call = call(TraceContext.NONE);
        Observer.Passage passage = watch.passes(TARGET, call);
        watch.ended(
                new GuardObserver.Passed(
                        new Attempt(TARGET, JsonNodeFactory.instance.objectNode(), call),
                        "known",
                        guards,
                        rule,
                        null,
                        false));
        passage.ended(engines);
        assertThat(end).isNotNull();
        return Objects.requireNonNull(end);
    }

    private static Outcome refused(Problem.Code code) {
        return new Outcome.Refused(Problem.of(code, "no"));
    }

    @Test
    void the_guard_gives_name_and_rule_and_whoever_watches_may_fail() {
        Outcome no = refused(Problem.Code.DENIED_BY_POLICY);

        CallEnd over = ended(no, Rule.MODE, no);

        assertThat(over.tool()).isEqualTo("known");
        assertThat(over.rule()).isEqualTo(Rule.MODE);
        assertThat(over.ending()).isEqualTo(CallEnding.POLICY_DENIED);
        assertThat(over.took()).isPositive();
    }

    @Test
    void the_engine_says_whether_it_was_the_client_or_the_time() {
        assertThat(ended(null, null, null).ending()).isEqualTo(CallEnding.CANCELLED);
        assertThat(ended(null, null, refused(Problem.Code.TIMED_OUT)).ending())
                .isEqualTo(CallEnding.TIMEOUT);
    }

    @Test
    void who_said_no_decides_whose_failure_it_is() {
        assertThat(ended(null, null, failed(Problem.Code.NOT_FOUND)).ending())
                .isEqualTo(CallEnding.REJECTED);
        assertThat(ended(null, null, failed(Problem.Code.UNAVAILABLE)).ending())
                .isEqualTo(CallEnding.TOOL_ERROR);
        assertThat(ended(null, null, failed(Problem.Code.INTERNAL)).ending())
                .isEqualTo(CallEnding.TOOL_ERROR);
        assertThat(
                        ended(null, Rule.PERSON_REQUIRED, refused(Problem.Code.DENIED_BY_POLICY))
                                .ending())
                .isEqualTo(CallEnding.UNCONFIRMED);
        assertThat(ended(null, null, new Outcome.Answer("done")).ending())
                .isEqualTo(CallEnding.SUCCESS);
    }

    private static Outcome failed(Problem.Code code) {
        return new Outcome.Failed(Problem.of(code, "no"), List.of());
    }

    @Test
    void the_callers_trace_goes_along_while_its_call_runs() {
        Watch watch = new Watch(List.of());
        ApiRequest<?> request = ApiRequest.of(Service.CORE, "GET", "/user", Query.none(), null);

        assertThat(watch.sending(request).headers()).isEmpty();
        Observer.Passage passage = watch.passes(TARGET, call(TraceContext.of(PARENT, "a=1")));
        RequestObserver.Sending within = watch.sending(request);
        passage.ended(new Outcome.Answer("done"));

        assertThat(within.headers()).isEqualTo(Map.of("traceparent", PARENT, "tracestate", "a=1"));
        assertThat(watch.sending(request).headers()).isEmpty();
    }

    @Test
    void who_is_not_let_in_is_heard_and_stays_out() {
        Watch watch = new Watch(List.of(new Ear()));
        Identity no = new Identity.Unauthenticated(List.of("Bearer"), "expired");
        Presented presented = new Presented("/mcp", name -> List.of(), List.of(), null);

        assertThat(watch.over((Authenticator) shown -> no).identify(presented)).isSameAs(no);
        assertThat(watch.over(new NoAuthentication()).open()).isTrue();
        assertThat(watch.over((Authenticator) shown -> no).open()).isFalse();
        assertThat(heard).containsExactly("expired");
    }

    @Test
    void rows_that_cannot_be_written_are_heard_and_still_refused() throws IOException {
        Watch watch = new Watch(List.of(new Ear()));
        Audit full =
                new Audit() {
                    @Override
                    public void intent(AuditRow row) throws IOException {
                        throw new IOException("full");
                    }

                    @Override
                    public void outcome(AuditRow row) {}
                };
        AuditRow row =
                new AuditRow(
                        Instant.EPOCH,
                        "c",
                        AuditRow.Phase.INTENT,
                        "t",
                        "p",
                        "c",
                        "",
                        "x",
                        null,
                        null,
                        "",
                        0,
                        "",
                        Map.of(),
                        null,
                        0,
                        null);

        assertThatThrownBy(() -> watch.over(full).intent(row)).hasMessage("full");
        watch.over(full).outcome(row);

        assertThat(heard).containsExactly("INTENT false", "OUTCOME true");
    }
}
