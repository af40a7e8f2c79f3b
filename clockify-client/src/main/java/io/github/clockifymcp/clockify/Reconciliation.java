package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.Users.User;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out by reading what became of a write whose answer did not come. It knows entries, and
/// projects, clients, tags and tasks that were to be made, whose names are given once; of all else,
/// and where two things would fit, it says nothing.
///
/// That something is not there proves nothing: the request may still be on its way.
final class Reconciliation {
    private static final Set<String> NAMED = Set.of("projects", "clients", "tags", "tasks");
    private static final String ENTRIES = "time-entries";
    private static final Duration AROUND = Duration.ofMinutes(1);
    private static final int WORKSPACE = 2;

    private final Connection connection;

    Reconciliation(Connection connection) {
        this.connection = connection;
    }

    /// The record as the write would have left it, if it is there; a missing node for what was to
    /// be deleted and is gone. Empty where it cannot be told.
    Optional<JsonNode> of(ApiRequest<?> write) {
        if (!knows(write)) {
            return Optional.empty();
        }
        List<String> path = path(write);
        try {
            return switch (write.method()) {
                case "POST" -> made(write, path);
                case "PUT" -> changed(write, path);
                case "DELETE" -> deleted(path);
                default -> Optional.empty();
            };
        } catch (ClockifyException | DateTimeException e) {
            return Optional.empty(); // it cannot be read now
        }
    }

    /// Whether what became of such a write can be told by looking.
    static boolean knows(ApiRequest<?> write) {
        List<String> path = path(write);
        if (write.service() != Service.CORE || path.size() <= WORKSPACE + 1) {
            return false;
        }
        return switch (write.method()) {
            case "POST" ->
                    write.body() != null && (isEntries(path) || NAMED.contains(path.getLast()));
            case "PUT" -> write.body() != null && isEntry(path);
            case "DELETE" -> isEntry(path);
            default -> false;
        };
    }

    /// `["", "workspaces", W, …]`
    private static List<String> path(ApiRequest<?> write) {
        return List.of(write.path().split("/", -1));
    }

    private static boolean isEntries(List<String> path) {
        return path.size() == WORKSPACE + 2 && path.getLast().equals(ENTRIES);
    }

    private Optional<JsonNode> made(ApiRequest<?> write, List<String> path) {
        JsonNode body = write.body();
        if (body == null) {
            return Optional.empty();
        }
        return isEntries(path) ? entry(body, path.get(WORKSPACE)) : named(write.path(), body);
    }

    private Optional<JsonNode> named(String path, JsonNode body) {
        String name = body.path("name").asText("");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Page<JsonNode> like =
                connection.page(
                        path,
                        Query.none().with("name", name),
                        new Paging(1, Paging.LARGEST),
                        JsonNode.class);
        return only(
                like,
                like.items().stream()
                        .filter(one -> one.path("name").asText("").equals(name))
                        .toList());
    }

    private Optional<JsonNode> entry(JsonNode body, String workspace) {
        Fields wanted = new Fields(body);
        Instant start = wanted.instant("start");
        User me = new Users(connection).current();
        Optional<ZoneId> zone = me.zone();
        if (start == null || zone.isEmpty()) {
            return Optional.empty();
        }
        Window window = new Window(start.minus(AROUND), start.plus(AROUND), zone.get());
        Page<TimeEntry> there =
                new TimeEntries(connection, workspace)
                        .list(
                                me.id(),
                                TimeEntries.Filter.all().within(window),
                                new Paging(1, Paging.LARGEST));
        return only(
                new Page<>(there.items().stream().map(TimeEntry::raw).toList(), there.more()),
                there.items().stream()
                        .filter(entry -> isAsSent(wanted, entry))
                        .map(TimeEntry::raw)
                        .toList());
    }

    private Optional<JsonNode> changed(ApiRequest<?> write, List<String> path) {
        JsonNode body = write.body();
        if (body == null) {
            return Optional.empty();
        }
        TimeEntry now = new TimeEntries(connection, path.get(WORKSPACE)).get(path.getLast());
        return isAsSent(new Fields(body), now) ? Optional.of(now.raw()) : Optional.empty();
    }

    private Optional<JsonNode> deleted(List<String> path) {
        try {
            var _ = new TimeEntries(connection, path.get(WORKSPACE)).get(path.getLast());
            return Optional.empty();
        } catch (ClockifyException e) {
            return e.category() == Category.NOT_FOUND
                    ? Optional.of(Json.missing())
                    : Optional.empty();
        }
    }

    private static boolean isEntry(List<String> path) {
        return path.size() == WORKSPACE + 3 && path.get(WORKSPACE + 1).equals(ENTRIES);
    }

    /// Whether an entry has all that was sent. What was left out Clockify may have filled in.
    private static boolean isAsSent(Fields wanted, TimeEntry entry) {
        return entry.start().equals(wanted.instant("start"))
                && same(wanted.instant("end"), entry.end())
                && entry.description().equals(text(wanted, "description"))
                && same(wanted.id("projectId"), entry.projectId())
                && same(wanted.id("taskId"), entry.taskId())
                && new HashSet<>(wanted.texts("tagIds")).equals(new HashSet<>(entry.tagIds()))
                && (!wanted.node().has("billable") || wanted.flag("billable") == entry.billable());
    }

    private static String text(Fields wanted, String name) {
        String text = wanted.text(name);
        return text == null ? "" : text;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return one == null ? other == null : one.equals(other);
    }

    private static Optional<JsonNode> only(Page<?> read, List<JsonNode> found) {
        return found.size() == 1 && !read.more() ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
