package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.Quota;
import io.github.clockifymcp.enforcement.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every metric of ours. The reference page is made from here, and a test holds what a server shows
/// against it. Names that the reference server has mean what they mean there.
///
/// No label has a value that a caller chose: there are as many series as the catalogue, the
/// protocol and these lists allow, however many strangers come.
public enum Metric {
    TOOL_CALLS(
            "clockify_mcp_tool_calls_total",
            Type.COUNTER,
            "Calls, by tool and ending. A call whose client is asked something in between has an"
                    + " ending each time.",
            Label.TOOL,
            new Label("outcome", CallEnding.values(), ending -> ((CallEnding) ending).id())),
    TOOL_CALL_DURATION(
            "clockify_mcp_tool_call_duration_seconds",
            Type.HISTOGRAM,
            "How long they took, without the time for which a person was asked.",
            Label.TOOL),
    INFLIGHT("clockify_mcp_inflight_tool_calls", Type.GAUGE, "Calls that are worked on right now."),
    DENIALS(
            "clockify_mcp_policy_denials_total",
            Type.COUNTER,
            "Calls that a rule of this server refused, by rule.",
            new Label("rule", Rule.values(), rule -> ((Rule) rule).id())),
    RATE_LIMITS(
            "clockify_mcp_rate_limit_rejections_total",
            Type.COUNTER,
            "Calls that a limit refused, and whose limit it was.",
            Label.of("kind", "window", "concurrency"),
            Label.small("scope", Quota.Scope.values())),
    CANCELLATIONS(
            "clockify_mcp_cancellations_total",
            Type.COUNTER,
            "Calls that were ended before they were done.",
            Label.of("reason", "client_requested", "timeout")),
    CONFIRMATIONS(
            "clockify_mcp_confirmations_total",
            Type.COUNTER,
            "Changes that had to be agreed to: the person was asked, a token was given because"
                    + " nobody can be asked, it was agreed to, refused, or the confirmation was no"
                    + " good.",
            Label.of("event", "asked", "token", "agreed", "declined", "no_good")),
    RUNNING_REQUESTS(
            "clockify_mcp_running_requests",
            Type.GAUGE,
            "MCP requests over HTTP that are worked on right now."),
    REQUESTS(
            "clockify_mcp_requests_total",
            Type.COUNTER,
            "MCP requests, by method and revision of the protocol.",
            new Label("method", "a method of the protocol, or `other`", List.of()),
            new Label("revision", "a revision of the protocol", List.of())),
    PROTOCOL_ERRORS(
            "clockify_mcp_protocol_errors_total",
            Type.COUNTER,
            "Messages that were answered with a JSON-RPC error, by its code.",
            new Label(
                    "code", "a code of JSON-RPC or MCP, such as `-32602`, or `other`", List.of())),
    AUDIT_EVENTS(
            "clockify_mcp_audit_events_total",
            Type.COUNTER,
            "Rows that were written to the audit log.",
            Label.small("phase", AuditRow.Phase.values())),
    AUDIT_FAILURES(
            "clockify_mcp_audit_failures_total",
            Type.COUNTER,
            "Rows that could not be written to it.",
            Label.small("phase", AuditRow.Phase.values())),
    HTTP_REQUESTS(
            "clockify_mcp_http_requests_total",
            Type.COUNTER,
            "HTTP requests that were answered to the end.",
            Label.PATH,
            Label.METHOD,
            new Label("status", "the status", List.of())),
    HTTP_DURATION(
            "clockify_mcp_http_request_duration_seconds",
            Type.HISTOGRAM,
            "How long they took, but for those by `GET`: a stream is open for as long as somebody"
                    + " listens.",
            Label.PATH,
            Label.METHOD),
    AUTH_FAILURES(
            "clockify_mcp_auth_failures_total",
            Type.COUNTER,
            "Requests that were not let in because of who sent them.",
            Label.of("category", Turned.CATEGORIES)),
    SESSIONS(
            "clockify_mcp_sessions",
            Type.GAUGE,
            "Sessions of older revisions that are in use at this replica."),
    STREAMS("clockify_mcp_streams", Type.GAUGE, "Open streams of listeners at this replica."),
    READY(
            "clockify_mcp_ready_state",
            Type.GAUGE,
            "1 when `/ready` says so, 0 while the server starts or ends."),
    LIMIT_BUCKETS(
            "clockify_mcp_limit_buckets",
            Type.GAUGE,
            "Callers, tenants and workspaces whose calls are being counted, each in a bucket of"
                    + " its own."),
    POOL_CONNECTIONS(
            "clockify_mcp_pool_connections",
            Type.GAUGE,
            "Connections to Postgres, by what they do; 0 where there is no Postgres.",
            Label.of("state", "active", "idle")),
    POOL_WAITING("clockify_mcp_pool_waiting", Type.GAUGE, "How many wait for such a connection."),
    BUILD("clockify_mcp_build_info", Type.GAUGE, "Always 1.", Label.VERSION, Label.JAVA),
    UPSTREAM_REQUESTS(
            "clockify_upstream_requests_total",
            Type.COUNTER,
            "Requests to Clockify, repeated ones as well.",
            Label.ENDPOINT,
            Label.METHOD,
            Label.of("status", "1xx", "2xx", "3xx", "4xx", "5xx", "429", "none")),
    UPSTREAM_DURATION(
            "clockify_upstream_request_duration_seconds",
            Type.HISTOGRAM,
            "How long Clockify took to answer them.",
            Label.ENDPOINT,
            Label.METHOD),
    UPSTREAM_RETRIES(
            "clockify_upstream_retries_total",
            Type.COUNTER,
            "Reads that were sent once more.",
            Label.small("reason", Category.values())),
    BUDGET_USED(
            "clockify_upstream_budget_used",
            Type.GAUGE,
            "Requests to Clockify within the last hour, up to 120, with the key that asked most. New"
                    + " Free workspaces have 30."),
    BUDGET_REMAINING(
            "clockify_upstream_budget_remaining",
            Type.GAUGE,
            "How many more Clockify said that it allows, with the key that has fewest; `NaN` where it"
                    + " does not say.");

    private final String metric;
    private final Type type;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Label> labels;

    Metric(String metric, Type type, String meaning, Label... labels) {
        this.metric = metric;
        this.type = type;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /// What Prometheus calls it.
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /// A label.
    ///
    /// @param values what it can be, in words
    /// @param each its values where there are few, so that a series is there before it counts
    public record Label(String name, String values, List<String> each) {
        static final Label TOOL =
                new Label(
                        "tool",
                        "a tool of the catalogue, `resources/read`, `prompts/get`,"
                                + " `completion/complete`, `resources/subscribe`, or `unknown`",
                        List.of());
        static final Label PATH = of("path", Paths.HTTP);
        static final Label METHOD =
                of("method", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other");
        static final Label ENDPOINT =
                new Label(
                        "endpoint",
                        "the path with `{id}` for each id; `other` beyond 300 of them",
                        List.of());
        static final Label VERSION = new Label("version", "of this server", List.of());
        static final Label JAVA = new Label("java", "of the Java that it runs on", List.of());

        private Label(String name, Object[] each, java.util.function.Function<Object, String> id) {
            this(name, Stream.of(each).map(id).toList());
        }

        private Label(String name, List<String> each) {
            this(name, "`" + String.join("`, `", each) + "`", each);
        }

        static Label of(String name, String... each) {
            return new Label(name, List.of(each));
        }

        static Label of(String name, List<String> each) {
            return new Label(name, each);
        }

        static Label small(String name, Enum<?>[] each) {
            return new Label(name, Arrays.stream(each).map(Label::small).toList());
        }

        static String small(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }

    /// As Prometheus sees it.
    public String metric() {
        return metric;
    }

    /// As Micrometer wants it, which adds what its type ends with.
    String meter() {
        return switch (type) {
            case COUNTER -> metric.substring(0, metric.length() - "_total".length());
            case HISTOGRAM -> metric.substring(0, metric.length() - "_seconds".length());
            case GAUGE -> metric;
        };
    }

    /// What it is to Prometheus.
    public Type type() {
        return type;
    }

    String meaning() {
        return meaning;
    }

    /// In the order in which their values are given.
    public List<Label> labels() {
        return labels;
    }
}
