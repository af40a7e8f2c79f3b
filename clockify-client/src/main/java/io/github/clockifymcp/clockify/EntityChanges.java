package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was made, changed and deleted in a workspace. Clockify calls it experimental, and says who
/// did it nowhere.
///
/// What was made and changed in the same window is only among what was made, and what was made and
/// deleted in it is nowhere. A deletion shows about a minute later.
public final class EntityChanges {

    private final Connection connection;
    private final String workspace;

    EntityChanges(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of what happened. Clockify counts nothing here, so a full page may be the last.
    ///
    /// @param kinds of what; at least one
    /// @param from the first instant; Clockify itself would look back 30 days from `to`
    /// @param to the last instant
    /// @throws IllegalArgumentException if there is no kind
    public Page<EntityChange> list(
            Deed deed, Set<Kind> kinds, Instant from, Instant to, Paging paging) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("At least one kind has to be asked for.");
        }
        Query query =
                Query.none()
                        .with("type", kinds.stream().map(Kind::name).sorted().toList())
                        .with("start", Json.text(from))
                        .with("end", Json.text(to))
                        // Unlike the rest of the core: from 0, and `limit`.
                        .with("page", paging.page() - 1)
                        .with("limit", paging.size());
        String path =
                Paths.of("workspaces", workspace, "entities", deed.name().toLowerCase(Locale.ROOT));
        JsonNode answer = connection.send(ApiRequest.get(path, query, JsonNode.class));
        // Clockify's document wraps the rows; what it sends is a bare array.
        JsonNode rows = answer.isObject() ? answer.path("response") : answer;
        List<EntityChange> found =
                Json.readList(rows, JsonNode.class).stream().map(EntityChange::of).toList();
        return new Page<>(found, found.size() >= paging.size());
    }

    /// What happened.
    public enum Deed {
        CREATED,
        UPDATED,
        DELETED
    }

    /// What it happened to, in Clockify's spelling.
    public enum Kind {
        TIME_ENTRY,
        PROJECTS,
        TASKS,
        CLIENTS,
        TAGS,
        SCHEDULED_ASSIGNMENT,
        TIME_ENTRY_RATE,
        TIME_ENTRY_CUSTOM_FIELD_VALUE,
        APPROVAL_REQUESTS,
        BALANCE,
        CUSTOM_FIELDS,
        HOLIDAYS,
        INVOICES,
        PTO_POLICY,
        TIME_OFF_REQUEST,
        USER,
        USER_GROUPS
    }

    /// Something that happened to one thing.
    ///
    /// @param kind as Clockify spells it; null where it did not say
    /// @param at when; null where it did not say
    /// @param document the thing itself, as far as Clockify shows it; its fields vary by kind
    public record EntityChange(
            String id, @Nullable String kind, @Nullable Instant at, JsonNode document) {

        static EntityChange of(JsonNode row) {
            JsonNode audit = row.path("auditMetadata");
            JsonNode inner = row.path("document");
            return new EntityChange(
                    inner.path("id").asText(row.path("id").asText("")),
                    text(row, "documentCode", "documentType", "type"),
                    firstInstant(
                            row.path("deletedAt"),
                            audit.path("updatedAt"),
                            audit.path("createdAt")),
                    inner.isObject() ? inner : row);
        }

        private static @Nullable String text(JsonNode row, String... names) {
            for (String name : names) {
                if (row.path(name).isTextual()) {
                    return row.path(name).asText();
                }
            }
            return null;
        }

        private static @Nullable Instant firstInstant(JsonNode... candidates) {
            for (JsonNode candidate : candidates) {
                if (candidate.isTextual()) {
                    try {
                        return Json.instant(candidate.asText());
                    } catch (DateTimeException e) {
                        return null;
                    }
                }
            }
            return null;
        }
    }
}
