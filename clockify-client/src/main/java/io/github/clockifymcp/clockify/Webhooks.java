package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Addresses that Clockify calls when something happens in a workspace.
///
/// Each has a token, which Clockify sends along so that the receiver knows who calls. It is a
/// secret, so the records here leave it out: what is not read is not shown, kept or logged.
public final class Webhooks {
    private final Connection connection;
    private final String workspace;

    Webhooks(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// All of them; Clockify does not page this list.
    public List<Webhook> list() {
        return all(path());
    }

    /// Those that an add-on made.
    public List<Webhook> ofAddon(String addonId) {
        return all(Paths.of("workspaces", workspace, "addons", addonId, "webhooks"));
    }

    public Webhook get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Webhook.class));
    }

    /// Makes a webhook, which gets a token of its own.
    public ApiRequest<Webhook> create(NewWebhook webhook) {
        return ApiRequest.post(path(), Json.tree(webhook), Webhook.class);
    }

    /// Replaces what a webhook is; its token stays.
    public ApiRequest<Webhook> replace(String id, NewWebhook webhook) {
        return ApiRequest.put(path(id), Json.tree(webhook), Webhook.class);
    }

    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    /// Gives a webhook a new token; the old one is no longer sent.
    public ApiRequest<Webhook> renewToken(String id) {
        return new ApiRequest<>(
                Service.CORE, "PATCH", path(id, "token"), Query.none(), null, Webhook.class, false);
    }

    /// A page of what was sent and answered, each attempt apart. Clockify counts these pages from 0
    /// and says nothing about the end, so a full page always says that there may be more.
    public Page<Log> logs(String id, LogSearch search, Paging paging) {
        ApiRequest<JsonNode> request =
                ApiRequest.search(
                        Service.CORE, path(id, "logs"), Json.tree(search), JsonNode.class);
        JsonNode found = connection.send(request.with(fromZero(paging)));
        return page(Json.readList(found, Log.class), paging);
    }

    /// A page of events and what became of each, with the latest attempt. Paged as [#logs].
    ///
    /// @param status only those of this one; null for all
    public Page<Status> statuses(String id, @Nullable Outcome status, Paging paging) {
        Query query = fromZero(paging).with("statuses", status == null ? null : status.name());
        JsonNode found =
                connection.send(ApiRequest.get(path(id, "statuses"), query, JsonNode.class));
        return page(Json.readList(found, Status.class), paging);
    }

    private List<Webhook> all(String path) {
        JsonNode found = connection.send(ApiRequest.get(path, Query.none(), JsonNode.class));
        return Json.readList(found.path("webhooks"), Webhook.class);
    }

    private static Query fromZero(Paging paging) {
        return Query.none().with("page", paging.page() - 1).with("size", paging.size());
    }

    private static <T> Page<T> page(List<T> items, Paging paging) {
        return new Page<>(items, items.size() >= paging.size());
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "webhooks");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    /// A webhook, without its token.
    ///
    /// @param event what it is called for, such as `NEW_TIME_ENTRY`
    /// @param triggerSourceType what its sources are, such as `PROJECT_ID`
    /// @param triggerSource the ids whose events count; empty for those of the whole workspace
    /// @param enabled whether it is on
    /// @param deliveryEnabled whether Clockify still calls; false after too many failures
    /// @param planEnabled whether the plan has room for it
    public record Webhook(
            String id,
            String name,
            String url,
            @JsonProperty("webhookEvent") String event,
            String triggerSourceType,
            List<String> triggerSource,
            @Nullable Boolean enabled,
            @Nullable Boolean deliveryEnabled,
            @Nullable Boolean planEnabled,
            @Nullable String userId) {

        public Webhook {
            Objects.requireNonNull(id, "id");
            name = Objects.requireNonNullElse(name, "");
            url = Objects.requireNonNullElse(url, "");
            event = Objects.requireNonNullElse(event, "");
            triggerSourceType = Objects.requireNonNullElse(triggerSourceType, "");
            triggerSource = Json.list(triggerSource);
        }
    }

    /// A webhook as it is sent.
    ///
    /// @param name 2 to 30 characters
    public record NewWebhook(
            String name,
            String url,
            @JsonProperty("webhookEvent") String event,
            String triggerSourceType,
            List<String> triggerSource) {

        public NewWebhook {
            triggerSource = List.copyOf(triggerSource);
        }

        /// The same as one that there is.
        public static NewWebhook like(Webhook webhook) {
            return new NewWebhook(
                    webhook.name(),
                    webhook.url(),
                    webhook.event(),
                    webhook.triggerSourceType(),
                    webhook.triggerSource());
        }
    }

    /// What became of a delivery.
    public enum Outcome {
        SUCCEEDED,
        RETRYING,
        FAILED
    }

    /// Which attempts.
    ///
    /// @param status `ALL`, `SUCCEEDED` or `FAILED`
    public record LogSearch(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant from,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant to,
            String status,
            boolean sortByNewest) {

        /// All of them, the newest first.
        public static LogSearch newestFirst() {
            return new LogSearch(null, null, "ALL", true);
        }
    }

    /// An attempt to deliver an event.
    ///
    /// @param statusCode what the receiver answered; null or 0 when nothing came back
    /// @param requestBody what it was sent
    public record Log(
            String id,
            @Nullable String webhookEventStatusId,
            @Nullable Integer statusCode,
            @Nullable Instant respondedAt,
            @Nullable String requestBody,
            @Nullable String responseBody) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Log from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Log(
                    fields.required("id"),
                    fields.id("webhookEventStatusId"),
                    code(fields),
                    moment(fields.id("respondedAt")),
                    fields.text("requestBody"),
                    fields.text("responseBody"));
        }
    }

    /// An event and what became of it.
    ///
    /// @param outcome as Clockify says it; one that is none of [Outcome] is null
    /// @param retries how often it was tried again
    public record Status(
            String id,
            @Nullable Outcome outcome,
            int retries,
            @Nullable Integer statusCode,
            @Nullable Instant respondedAt,
            @Nullable String requestBody,
            @Nullable String responseBody) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Status from(JsonNode raw) {
            Fields fields = new Fields(raw);
            Long retries = fields.number("retryCount");
            return new Status(
                    fields.required("id"),
                    outcome(fields.text("status")),
                    retries == null ? 0 : retries.intValue(),
                    code(fields),
                    moment(fields.id("respondedAt")),
                    fields.text("requestBody"),
                    fields.text("responseBody"));
        }

        private static @Nullable Outcome outcome(@Nullable String text) {
            for (Outcome outcome : Outcome.values()) {
                if (outcome.name().equals(text)) {
                    return outcome;
                }
            }
            return null;
        }
    }

    private static @Nullable Integer code(Fields fields) {
        Long code = fields.number("statusCode");
        return code == null ? null : Integer.valueOf(code.intValue());
    }

    // Two of Clockify's examples write the time in two ways, and neither decides anything here.
    private static final DateTimeFormatter SPACED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT);

    private static @Nullable Instant moment(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException otherForm) {
            try {
                return OffsetDateTime.parse(text, SPACED).toInstant();
            } catch (DateTimeException unknownForm) {
                return null;
            }
        }
    }
}
