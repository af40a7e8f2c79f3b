package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A workspace's rows as Clockify's change tracking and audit log know them: under the names of
/// their kinds, as documents whose fields vary by kind.
record Documents(Company company, State workspace) {

    private static final Map<Class<? extends Row>, String> KINDS =
            Map.ofEntries(
                    Map.entry(TimeEntry.class, "TIME_ENTRY"),
                    Map.entry(Project.class, "PROJECTS"),
                    Map.entry(Task.class, "TASKS"),
                    Map.entry(Client.class, "CLIENTS"),
                    Map.entry(Tag.class, "TAGS"),
                    Map.entry(ApprovalRequest.class, "APPROVAL_REQUESTS"),
                    Map.entry(Assignment.class, "BALANCE"),
                    Map.entry(CustomField.class, "CUSTOM_FIELDS"),
                    Map.entry(Holiday.class, "HOLIDAYS"),
                    Map.entry(Invoice.class, "INVOICES"),
                    Map.entry(Policy.class, "PTO_POLICY"),
                    Map.entry(Leave.class, "TIME_OFF_REQUEST"),
                    Map.entry(Member.class, "USER"),
                    Map.entry(UserGroup.class, "USER_GROUPS"));

    /// Kinds that Clockify tracks and the sandbox has no rows for.
    private static final List<String> EMPTY =
            List.of("SCHEDULED_ASSIGNMENT", "TIME_ENTRY_RATE", "TIME_ENTRY_CUSTOM_FIELD_VALUE");

    /// What the audit log calls a kind.
    private static final Map<String, String> LOGGED =
            Map.of(
                    "TIME_ENTRY", "TIME",
                    "PROJECTS", "PROJECT",
                    "TASKS", "TASK",
                    "CLIENTS", "CLIENT",
                    "TAGS", "TAG");

    /// The kinds that can be asked for.
    static List<String> kinds() {
        return Stream.concat(KINDS.values().stream(), EMPTY.stream()).sorted().toList();
    }

    /// The kind of a row, unless it is of none that is tracked.
    static Optional<String> kind(Row row) {
        return Optional.ofNullable(KINDS.get(row.getClass()));
    }

    /// The rows of these kinds that there are.
    List<Row> rows(List<String> kinds) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Class<? extends Row>, String> kind : KINDS.entrySet()) {
            if (!kinds.contains(kind.getValue())) {
                continue;
            }
            if (kind.getKey() == TimeEntry.class) {
                rows.addAll(workspace.entries().all());
            } else if (kind.getKey() == Member.class) {
                rows.addAll(workspace.members().all());
            } else {
                rows.addAll(workspace.table(kind.getKey()).all());
            }
        }
        return rows;
    }

    /// A row as a document.
    ObjectNode of(Row row) {
        return switch (row) {
            case TimeEntry entry ->
                    new TimeEntryJson(company, workspace, false, false).write(entry);
            case Project project -> ProjectRoutes.json(workspace, project, false);
            case Task task -> TaskRoutes.json(workspace, task);
            case Tag tag -> TagRoutes.json(workspace, tag);
            case Client client -> named(client.id(), client.name());
            case CustomField field -> named(field.id(), field.name());
            case Holiday holiday -> named(holiday.id(), holiday.name());
            case Policy policy -> named(policy.id(), policy.name());
            case UserGroup group -> named(group.id(), group.name());
            case Invoice invoice -> named(invoice.id(), "").put("number", invoice.head().number());
            case Member member ->
                    named(member.id(), company.account(member.id()).name())
                            .put("status", member.status());
            default -> named(row.id(), "");
        };
    }

    private ObjectNode named(String id, String name) {
        ObjectNode json = Json.object().put("id", id).put("workspaceId", workspace.id());
        return name.isEmpty() ? json : json.put("name", name);
    }

    /// What the audit log calls what became of a row, unless it keeps none of it.
    static Optional<String> action(@Nullable Row before, @Nullable Row after, String userId) {
        Row row = after == null ? before : after;
        if (row == null) {
            return Optional.empty();
        }
        String deed = after == null ? "DELETE" : before == null ? "CREATE" : "UPDATE";
        return kind(row)
                .map(LOGGED::get)
                .map(thing ->
                        Stream.of(deed, thing, manner(row, deed, userId))
                                .filter(word -> !word.isEmpty())
                                .collect(Collectors.joining("_")));
    }

    /// How a time entry came to be, and whose it is.
    private static String manner(Row row, String deed, String userId) {
        if (!(row instanceof TimeEntry entry)) {
            return "";
        }
        if (!entry.userId().equals(userId)) {
            return "FOR_OTHER";
        }
        if (!deed.equals("CREATE")) {
            return "PERSONAL";
        }
        return entry.isRunning() ? "PERSONAL_TIMER" : "PERSONAL_MANUAL";
    }
}
