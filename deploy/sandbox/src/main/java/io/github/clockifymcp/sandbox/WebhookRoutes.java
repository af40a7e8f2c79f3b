package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// Webhooks, which owners and admins keep. Their list is not paged; what was sent is, from page 0.
/// For a moment a new one is in the list and not to be found by its id.
final class WebhookRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/webhooks";
    private static final String ONE = ALL + "/{webhook}";
    private static final String OF_ADDON = "/workspaces/{ws}/addons/{addon}/webhooks";

    private static final Duration SETTLING = Duration.ofSeconds(1);
    private static final int MOST = 300;
    private static final int MOST_OF_ONE = 100;

    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Set<String> SOURCES =
            Set.of(
                    "PROJECT_ID",
                    "USER_ID",
                    "TAG_ID",
                    "TASK_ID",
                    "WORKSPACE_ID",
                    "ASSIGNMENT_ID",
                    "EXPENSE_ID");

    private static final Set<String> ABOUT_ONE = Set.of("USER_EMAIL_CHANGED", "USER_UPDATED");

    static final Set<String> EVENTS =
            Set.of(
                    ("NEW_PROJECT NEW_TASK NEW_CLIENT NEW_TIMER_STARTED TIMER_STOPPED"
                                    + " TIME_ENTRY_UPDATED TIME_ENTRY_DELETED TIME_ENTRY_SPLIT"
                                    + " NEW_TIME_ENTRY TIME_ENTRY_RESTORED NEW_TAG"
                                    + " USER_DELETED_FROM_WORKSPACE USER_JOINED_WORKSPACE"
                                    + " USER_DEACTIVATED_ON_WORKSPACE USER_ACTIVATED_ON_WORKSPACE"
                                    + " USER_EMAIL_CHANGED USER_UPDATED NEW_INVOICE INVOICE_UPDATED"
                                    + " NEW_APPROVAL_REQUEST APPROVAL_REQUEST_STATUS_UPDATED"
                                    + " TIME_OFF_REQUESTED TIME_OFF_REQUEST_UPDATED"
                                    + " TIME_OFF_REQUEST_APPROVED TIME_OFF_REQUEST_REJECTED"
                                    + " TIME_OFF_REQUEST_STARTED TIME_OFF_REQUEST_WITHDRAWN"
                                    + " BALANCE_UPDATED TAG_UPDATED TAG_DELETED TASK_UPDATED"
                                    + " CLIENT_UPDATED TASK_DELETED CLIENT_DELETED EXPENSE_RESTORED"
                                    + " ASSIGNMENT_CREATED ASSIGNMENT_DELETED ASSIGNMENT_PUBLISHED"
                                    + " ASSIGNMENT_UPDATED EXPENSE_CREATED EXPENSE_DELETED"
                                    + " EXPENSE_UPDATED PROJECT_UPDATED PROJECT_DELETED"
                                    + " USER_GROUP_CREATED USER_GROUP_UPDATED USER_GROUP_DELETED"
                                    + " USERS_INVITED_TO_WORKSPACE LIMITED_USERS_ADDED_TO_WORKSPACE"
                                    + " COST_RATE_UPDATED BILLABLE_RATE_UPDATED")
                            .split(" "));

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, WebhookRoutes::list);
        router.add("POST", ALL, WebhookRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(json(call, settled(call, 400))));
        router.add("PUT", ONE, WebhookRoutes::update);
        router.add("DELETE", ONE, WebhookRoutes::delete);
        router.add("PATCH", ONE + "/token", WebhookRoutes::renew);
        router.add("POST", ONE + "/logs", WebhookRoutes::logs);
        router.add("GET", ONE + "/statuses", WebhookRoutes::statuses);
        router.add("GET", OF_ADDON, WebhookRoutes::ofAddon);
    }

    private static Answer list(Call call) {
        allowed(call);
        if (call.query().word("type", Set.of("USER_CREATED", "SYSTEM", "ADDON")).stream()
                .anyMatch("SYSTEM"::equals)) {
            throw new ApiError(500, ApiError.RULE, "Internal server error");
        }
        boolean others = call.query().text("type").filter("ADDON"::equals).isPresent();
        return envelope(call, others ? List.of() : all(call).all());
    }

    private static Answer ofAddon(Call call) {
        allowed(call);
        return envelope(call, List.of());
    }

    private static Answer envelope(Call call, List<Webhook> webhooks) {
        ObjectNode envelope = Json.object();
        envelope.set("webhooks", Pages.array(webhooks, webhook -> json(call, webhook)));
        envelope.put("workspaceWebhookCount", all(call).all().size());
        return Answer.ok(envelope);
    }

    private static Answer create(Call call) {
        allowed(call);
        String owner = call.account().id();
        boolean full =
                all(call).all().size() >= MOST
                        || all(call).where(webhook -> webhook.userId().equals(owner)).size()
                                >= MOST_OF_ONE;
        if (full) {
            throw ApiError.rule("Webhook limit reached");
        }
        String id = call.company().newId();
        Webhook webhook = read(call, id, owner, newToken(call), call.now());
        return Answer.created(json(call, all(call).put(webhook)));
    }

    private static Answer update(Call call) {
        Webhook old = settled(call, 404);
        Webhook webhook = read(call, old.id(), old.userId(), old.token(), old.made());
        return Answer.ok(json(call, all(call).put(webhook)));
    }

    private static Answer delete(Call call) {
        Webhook webhook = webhook(call);
        all(call).remove(webhook.id());
        return Answer.empty(200);
    }

    private static Answer renew(Call call) {
        Webhook webhook = webhook(call).withToken(newToken(call));
        return Answer.ok(json(call, all(call).put(webhook)));
    }

    /// 32 characters, as Clockify's are.
    private static String newToken(Call call) {
        return (call.company().newId() + call.company().newId()).substring(8, 40);
    }

    private static Webhook read(Call call, String id, String owner, String token, Instant made) {
        Body body = call.body();
        String name = body.text("name").orElse("");
        if (name.length() < 2 || name.length() > 30) {
            // Whatever is wrong with the name, this is what Clockify says.
            throw ApiError.rule("Webhook already exists");
        }
        String url = body.required("url");
        if (!isAddress(url)) {
            throw ApiError.field("url", "");
        }
        String event = body.word("webhookEvent", EVENTS).orElseThrow(WebhookRoutes::missing);
        String type = body.word("triggerSourceType", SOURCES).orElseThrow(WebhookRoutes::missing);
        if (!body.has("triggerSource")) {
            throw missing();
        }
        List<String> sources = body.texts("triggerSource");
        if (ABOUT_ONE.contains(event) && (!type.equals("USER_ID") || sources.isEmpty())) {
            throw ApiError.field("triggerSource", "");
        }
        return new Webhook(id, name, owner, url, event, type, sources, token, true, made);
    }

    private static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ApiError missing() {
        return ApiError.rule("must not be null");
    }

    private static Answer logs(Call call) {
        Webhook webhook = webhook(call);
        Body body = call.body();
        String status = body.word("status", Set.of("ALL", "SUCCEEDED", "FAILED")).orElse("ALL");
        Instant from = body.instant("from").orElse(Instant.MIN);
        Instant to = body.instant("to").orElse(Instant.MAX);
        Comparator<Line> order = Comparator.comparing(line -> line.attempt().at());
        boolean newest = body.flag("sortByNewest").orElse(false);
        List<Line> lines =
                deliveries(call, webhook).stream()
                        .flatMap(one -> one.attempts().stream().map(a -> new Line(one, a)))
                        .filter(line ->
                                status.equals("ALL")
                                        || line.attempt().succeeded() == status.equals("SUCCEEDED"))
                        .filter(line -> line.attempt().at().isAfter(from))
                        .filter(line -> line.attempt().at().isBefore(to))
                        .sorted(newest ? order.reversed() : order)
                        .toList();
        return page(call.query(), lines, WebhookRoutes::json);
    }

    private record Line(Delivery delivery, Delivery.Attempt attempt) {}

    private static Answer statuses(Call call) {
        Webhook webhook = webhook(call);
        List<String> wanted = call.query().list("statuses");
        call.query().word("statuses", Set.of("SUCCEEDED", "RETRYING", "FAILED"));
        List<Delivery> deliveries =
                deliveries(call, webhook).reversed().stream()
                        .filter(one -> wanted.isEmpty() || wanted.contains(one.status()))
                        .toList();
        return page(call.query(), deliveries, WebhookRoutes::json);
    }

    private static <T> Answer page(Query query, List<T> all, Function<T, JsonNode> row) {
        int size = query.number("size", 50, 1);
        long skipped = (long) query.number("page", 0, 0) * size;
        return Answer.ok(Pages.array(all.stream().skip(skipped).limit(size).toList(), row));
    }

    private static void allowed(Call call) {
        if (call.caller().addon()) {
            throw new ApiError(401, 4017, "API is not accessible");
        }
        call.needsAdmin();
    }

    private static Table<Webhook> all(Call call) {
        return call.workspace().table(Webhook.class);
    }

    private static Webhook webhook(Call call) {
        allowed(call);
        return call.workspace().get(Webhook.class, call.path("webhook"));
    }

    /// One that was not made just now.
    ///
    /// @param status what is answered for one that was
    private static Webhook settled(Call call, int status) {
        Webhook webhook = webhook(call);
        if (call.now().isBefore(webhook.made().plus(SETTLING))) {
            throw new ApiError(status, ApiError.RULE, ApiError.foreign("Webhook").message());
        }
        return webhook;
    }

    private static List<Delivery> deliveries(Call call, Webhook webhook) {
        return call.workspace()
                .table(Delivery.class)
                .where(delivery -> delivery.webhookId().equals(webhook.id()));
    }

    private static ObjectNode json(Call call, Webhook webhook) {
        ObjectNode json =
                Json.object()
                        .put("id", webhook.id())
                        .put("name", webhook.name())
                        .put("userId", webhook.userId())
                        .put("workspaceId", call.workspace().id())
                        .put("url", webhook.url())
                        .put("webhookEvent", webhook.event())
                        .put("triggerSourceType", webhook.sourceType())
                        .put("authToken", webhook.token())
                        .put("enabled", true)
                        .put("deliveryEnabled", webhook.delivers())
                        .put("planEnabled", true);
        json.set("triggerSource", Json.texts(webhook.sources()));
        return json;
    }

    private static JsonNode json(Line line) {
        return Json.object()
                .put("id", line.attempt().id())
                .put("webhookId", line.delivery().webhookId())
                .put("webhookEventStatusId", line.delivery().id())
                .put("statusCode", line.attempt().code())
                .put("requestBody", line.delivery().body())
                .put("responseBody", line.attempt().answer())
                .put("respondedAt", MILLIS.format(line.attempt().at()));
    }

    private static JsonNode json(Delivery delivery) {
        ObjectNode json =
                Json.object()
                        .put("id", delivery.id())
                        .put("webhookId", delivery.webhookId())
                        .put("status", delivery.status())
                        .put("retryCount", Math.max(0, delivery.attempts().size() - 1))
                        .put("requestBody", delivery.body());
        if (!delivery.attempts().isEmpty()) {
            Delivery.Attempt latest = delivery.attempts().getLast();
            json.put("webhookLogId", latest.id())
                    .put("statusCode", latest.code())
                    .put("responseBody", latest.answer())
                    .put("respondedAt", SPACED.format(latest.at()));
        }
        return json;
    }
}
