package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Who did what in a workspace. It lives on a host of its own, which is only known for the global
/// Clockify, and is part of its largest plan.
public final class AuditLog {

    /// The longest window that Clockify accepts.
    public static final int MOST_DAYS = 31;

    /// The largest page that Clockify accepts.
    public static final int LARGEST_PAGE = 50;

    private final Connection connection;
    private final String workspace;

    AuditLog(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of what was done. Clockify counts nothing here, so a full page may be the last.
    ///
    /// @param paging at most [#LARGEST_PAGE] on a page
    public Page<Entry> search(Search search, Paging paging) {
        ObjectNode body = (ObjectNode) Json.tree(search);
        // Kebab case inside a body: only here.
        body.put("page", paging.page()).put("page-size", Math.min(LARGEST_PAGE, paging.size()));
        String path = Paths.of("workspaces", workspace, "audit-log");
        JsonNode answer =
                connection.send(ApiRequest.search(Service.AUDIT_LOG, path, body, JsonNode.class));
        List<Entry> entries = Json.readList(answer, Entry.class);
        return new Page<>(entries, entries.size() >= Math.min(LARGEST_PAGE, paging.size()));
    }

    /// What to look for.
    ///
    /// @param actions at least one
    /// @param start the first instant
    /// @param end the last one, at most [#MOST_DAYS] days later
    public record Search(Set<Action> actions, Authors authors, Instant start, Instant end) {
        public Search {
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("At least one action has to be asked for.");
            }
            actions = new TreeSet<>(actions);
        }
    }

    /// Whose deeds. `SYSTEM` stands for what Clockify did by itself.
    ///
    /// @param contains `CONTAINS` or `DOES_NOT_CONTAIN`
    public record Authors(String contains, List<String> authorIds) {
        public Authors {
            authorIds = List.copyOf(authorIds);
        }

        /// Everybody's.
        public static Authors all() {
            return new Authors("DOES_NOT_CONTAIN", List.of());
        }

        /// One person's.
        public static Authors only(String id) {
            return new Authors("CONTAINS", List.of(id));
        }
    }

    /// Something that somebody did.
    ///
    /// @param action as Clockify spells it
    /// @param content what it is since then, in words of Clockify's own choosing
    /// @param previousContent what it was before
    public record Entry(
            @Nullable String action,
            @Nullable Instant timestamp,
            @Nullable String content,
            @Nullable String previousContent,
            @Nullable String userId,
            @Nullable String userName,
            @Nullable String userEmail) {}

    /// All that the log knows of.
    public enum Action {
        CREATE_TIME_PERSONAL_TIMER,
        CREATE_TIME_PERSONAL_MANUAL,
        CREATE_TIME_IMPORT,
        CREATE_TIME_KIOSK,
        CREATE_TIME_FOR_OTHER,
        RESTORE_TIME,
        RESTORE_TIME_FOR_OTHER,
        UPDATE_TIME_PERSONAL,
        UPDATE_TIME_FOR_OTHER,
        DELETE_TIME_PERSONAL,
        DELETE_TIME_FOR_OTHER,
        CREATE_PROJECT,
        CREATE_PROJECT_IMPORT,
        CREATE_PROJECT_QUICKBOOKS,
        UPDATE_PROJECT,
        DELETE_PROJECT,
        CREATE_TASK,
        CREATE_TASK_IMPORT,
        UPDATE_TASK,
        DELETE_TASK,
        CREATE_CLIENT,
        CREATE_CLIENT_IMPORT,
        CREATE_CLIENT_QUICKBOOKS,
        UPDATE_CLIENT,
        DELETE_CLIENT,
        CREATE_TAG,
        CREATE_TAG_IMPORT,
        UPDATE_TAG,
        DELETE_TAG,
        CREATE_EXPENSE,
        CREATE_EXPENSE_FOR_OTHER,
        RESTORE_EXPENSE,
        RESTORE_EXPENSE_FOR_OTHER,
        UPDATE_EXPENSE,
        UPDATE_EXPENSE_FOR_OTHER,
        DELETE_EXPENSE,
        DELETE_EXPENSE_FOR_OTHER
    }
}
