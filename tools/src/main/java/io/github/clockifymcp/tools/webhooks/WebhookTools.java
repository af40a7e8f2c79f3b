package io.github.clockifymcp.tools.webhooks;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Webhooks.Log;
import io.github.clockifymcp.clockify.Webhooks.LogSearch;
import io.github.clockifymcp.clockify.Webhooks.Status;
import io.github.clockifymcp.clockify.Webhooks.Webhook;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What webhooks there are, what they are for, and whether what they send arrives.
public final class WebhookTools implements ToolGroup<Workplace> {
    private static final int BODY = 160;

    @Override
    public String id() {
        return "webhooks";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_webhooks", ListWebhooks.class, WebhookList.class)
                .title("List webhooks")
                .describe(
                        "Lists the webhooks: which event calls which host, and whether it is on."
                                + " For admins.")
                .by(WebhookTools::list);

        tools.read("clockify_get_webhook", GetWebhook.class, WebhookDetail.class)
                .title("Get webhook")
                .describe(
                        "Shows a webhook with its address. Its token is a secret and never shown"
                                + " here.")
                .by(WebhookTools::get);

        tools.read("clockify_list_webhook_events", ListEvents.class, EventList.class)
                .title("List webhook events")
                .describe("Lists the events a webhook can be called for, by what they are about.")
                .by((in, ws) -> EventList.all());

        tools.read("clockify_list_webhook_logs", ListLogs.class, LogPage.class)
                .title("List webhook logs")
                .describe(
                        "Lists what a webhook sent and what the receiver answered, newest first;"
                                + " each attempt is a line. Use it to find out why nothing arrives.")
                .by(WebhookTools::logs);

        tools.read("clockify_test_webhook", GetWebhook.class, Diagnosis.class)
                .title("Test webhook")
                .describe(
                        "Says whether a webhook can work: whether it is on, its address is public"
                                + " and its last deliveries arrived. Sends nothing: Clockify has no"
                                + " test delivery.")
                .by(WebhookTools::test);
    }

    record ListWebhooks(@Doc("Only those of the add-on with this id.") @Nullable String addon) {}

    record WebhookList(@Columns List<WebhookRow> webhooks) implements Told {
        WebhookList {
            webhooks = List.copyOf(webhooks);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(webhooks.stream().map(WebhookRow::name).toList());
            int count = webhooks.size();
            return Stream.concat(
                            webhooks.stream().map(row -> row.line(shared)),
                            Stream.of(
                                    count == 0
                                            ? "No webhooks."
                                            : count == 1
                                                    ? "1 webhook in all."
                                                    : count + " webhooks in all."))
                    .collect(Collectors.joining("\n"));
        }
    }

    /// @param host of its address, whose rest is often a secret
    /// @param scope whose events, where not all of the workspace
    record WebhookRow(
            String id, String name, String event, String host, String state, String scope) {
        static WebhookRow of(Webhook webhook) {
            return new WebhookRow(
                    webhook.id(),
                    webhook.name(),
                    webhook.event(),
                    Found.host(webhook.url()),
                    Found.state(webhook),
                    Found.scope(webhook.triggerSourceType(), webhook.triggerSource()));
        }

        String line(Lines.Shared shared) {
            boolean known = !name.isBlank() && !shared.has(name);
            return Lines.line(name, known, id, event, "to " + host, state, scope);
        }
    }

    static WebhookList list(ListWebhooks in, Workplace ws) {
        List<Webhook> found =
                in.addon() == null
                        ? ws.api().webhooks().list()
                        : ws.api().webhooks().ofAddon(addon(in.addon()));
        return new WebhookList(found.stream().map(WebhookRow::of).toList());
    }

    private static String addon(String id) {
        if (!Names.isId(id.strip())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is not the id of an add-on.".formatted(Lines.one(id)),
                    "It has 24 hexadecimal digits; leave it out for all webhooks.");
        }
        return id.strip().toLowerCase(Locale.ROOT);
    }

    record GetWebhook(@Doc("Its name or id.") String webhook) {}

    /// @param sources the ids of those whose events count; empty for all of the workspace
    record WebhookDetail(
            WebhookRow webhook, String url, List<String> sources, @Nullable String madeBy)
            implements Told {
        WebhookDetail {
            sources = List.copyOf(sources);
        }

        @Override
        public String told() {
            return Lines.line(
                    webhook.name(),
                    false,
                    webhook.id(),
                    webhook.event(),
                    "to " + url,
                    webhook.state(),
                    webhook.scope(),
                    String.join(", ", sources),
                    madeBy == null ? "" : "made by " + madeBy);
        }
    }

    static WebhookDetail get(GetWebhook in, Workplace ws) {
        Webhook found = Found.webhook(in.webhook(), ws);
        String maker = found.userId();
        return new WebhookDetail(
                WebhookRow.of(found),
                found.url(),
                found.triggerSource(),
                maker == null ? null : People.of(List.of(maker), ws).name(maker));
    }

    record ListEvents() {}

    record EventList(@Columns List<EventGroup> groups) implements Told {
        EventList {
            groups = List.copyOf(groups);
        }

        static EventList all() {
            return new EventList(
                    Arrays.stream(Events.values())
                            .map(group -> new EventGroup(group.about(), group.names()))
                            .toList());
        }

        @Override
        public String told() {
            return groups.stream()
                            .map(group ->
                                    "%s: %s"
                                            .formatted(
                                                    group.about(),
                                                    String.join(", ", group.events())))
                            .collect(Collectors.joining("\n"))
                    + "\nUSER_EMAIL_CHANGED and USER_UPDATED are for people who are named.";
        }
    }

    record EventGroup(String about, List<String> events) {
        EventGroup {
            events = List.copyOf(events);
        }
    }

    /// Which attempts.
    enum Arrived {
        ALL,
        SUCCEEDED,
        FAILED
    }

    record ListLogs(
            @Doc("Its name or id.") String webhook,
            @Doc("Only those that arrived, or did not.") @Default("\"all\"") Arrived outcome,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Attempts on a page.") @Range(min = 1, max = 200) @Default("20") int pageSize) {}

    record LogPage(@Columns List<LogRow> attempts, Slice part) implements Told {
        LogPage {
            attempts = List.copyOf(attempts);
        }

        @Override
        public String told() {
            return Lines.told(attempts.stream().map(LogRow::line).toList(), part, "attempt");
        }
    }

    /// @param at when the answer came; null when Clockify does not say
    /// @param status of the answer; null when there was none
    /// @param answer its beginning
    /// @param sent the beginning of what was sent
    record LogRow(
            @Nullable String at,
            @Nullable Integer status,
            @Nullable String answer,
            @Nullable String sent) {
        static LogRow of(Log log, Workplace ws) {
            Integer code = log.statusCode();
            return new LogRow(
                    log.respondedAt() == null ? null : ws.text().moment(log.respondedAt()),
                    code == null || code == 0 ? null : code,
                    beginning(log.responseBody()),
                    beginning(log.requestBody()));
        }

        String line() {
            return Lines.line(
                    at == null ? "at an unknown time" : at,
                    true,
                    "",
                    status == null ? "no answer" : Integer.toString(status),
                    answer == null ? "" : "answered ‹%s›".formatted(answer),
                    sent == null ? "" : "sent ‹%s›".formatted(sent));
        }
    }

    static LogPage logs(ListLogs in, Workplace ws) {
        Webhook webhook = Found.webhook(in.webhook(), ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Log> found =
                ws.api()
                        .webhooks()
                        .logs(
                                webhook.id(),
                                new LogSearch(null, null, in.outcome().name(), true),
                                paging);
        return new LogPage(
                found.items().stream().map(log -> LogRow.of(log, ws)).toList(),
                Slice.of(found, paging));
    }

    /// @param target what is wrong with its address; null when nothing is
    /// @param deliveries the latest, each an event with all its attempts
    record Diagnosis(WebhookRow webhook, @Nullable String target, List<String> deliveries)
            implements Told {
        Diagnosis {
            deliveries = List.copyOf(deliveries);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(
                    Lines.sentence(
                            "%s is %s.".formatted(Found.said(webhook.name()), webhook.state())));
            lines.add(target == null ? "Its address is public." : target);
            lines.add(
                    deliveries.isEmpty()
                            ? "Nothing was delivered yet."
                            : "Latest deliveries: %s.".formatted(String.join("; ", deliveries)));
            lines.add(
                    "Nothing was sent. To try it, let %s happen and look here again."
                            .formatted(webhook.event()));
            return String.join("\n", lines);
        }
    }

    static Diagnosis test(GetWebhook in, Workplace ws) {
        Webhook webhook = Found.webhook(in.webhook(), ws);
        List<Status> statuses =
                ws.api().webhooks().statuses(webhook.id(), null, new Paging(1, 5)).items();
        return new Diagnosis(
                WebhookRow.of(webhook),
                fault(webhook.url(), ws),
                statuses.stream().map(status -> said(status, ws)).toList());
    }

    private static @Nullable String fault(String url, Workplace ws) {
        try {
            ws.targets().checked(url);
            return null;
        } catch (ToolException e) {
            return e.problem().message();
        }
    }

    private static String said(Status status, Workplace ws) {
        String outcome =
                status.outcome() == null
                        ? "unknown"
                        : status.outcome().name().toLowerCase(Locale.ROOT);
        Integer code = status.statusCode();
        return "%s%s%s%s"
                .formatted(
                        outcome,
                        code == null || code == 0 ? ", no answer" : " with " + code,
                        status.retries() == 0
                                ? ""
                                : " after %d retries".formatted(status.retries()),
                        status.respondedAt() == null
                                ? ""
                                : ", " + ws.text().moment(status.respondedAt()));
    }

    private static @Nullable String beginning(@Nullable String body) {
        return body == null || body.isBlank() ? null : Lines.beginning(body, BODY);
    }
}
