package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Which time becomes items, and how it is put together.
///
/// @param projectIds the projects it was worked on
/// @param within from when to when
public record TimeImport(List<String> projectIds, Window within, Grouping grouping) {

    public TimeImport {
        projectIds = List.copyOf(projectIds);
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("from", within.start());
        body.put("to", within.end());
        body.put("importExpenses", false);
        ObjectNode projects = body.putObject("projectFilter");
        projects.put("contains", "CONTAINS");
        projects.set("ids", Json.tree(projectIds));
        projects.put("status", "ALL");
        grouping.addTo(body);
        return body;
    }

    /// How imported time is put together.
    public enum Grouping {
        /// One item for all.
        SINGLE,
        /// An item for each project.
        PROJECT,
        /// An item for each task of each project.
        TASK,
        /// An item for each person of each project.
        USER,
        /// An item for each entry, with its project, description and day.
        DETAILED;

        private void addTo(ObjectNode body) {
            switch (this) {
                case SINGLE -> body.put("timeEntryGroupType", "SINGLE_ITEM");
                case PROJECT -> grouped(body, "NONE");
                case TASK -> grouped(body, "TASK");
                case USER -> grouped(body, "USER");
                case DETAILED ->
                        body.put("timeEntryGroupType", "DETAILED")
                                .set(
                                        "timeEntryFieldsForDetailedGroup",
                                        Json.tree(List.of("PROJECT", "DESCRIPTION", "DATE")));
            }
        }

        private static void grouped(ObjectNode body, String second) {
            body.put("timeEntryGroupType", "GROUPED")
                    .put("timeEntryPrimaryGroupBy", "PROJECT")
                    .put("timeEntrySecondaryGroupBy", second);
        }
    }
}
