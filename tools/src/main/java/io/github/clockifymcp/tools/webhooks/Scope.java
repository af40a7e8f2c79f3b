package io.github.clockifymcp.tools.webhooks;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whose events a webhook is for: those of some projects, people or tags, or of the workspace.
///
/// @param type what the ids are, as Clockify says it
record Scope(String type, List<String> ids) {
    static final Scope WORKSPACE = new Scope("WORKSPACE_ID", List.of());

    Scope {
        ids = List.copyOf(ids);
    }

    /// The scope that is wished; null when none is. A webhook has sources of one kind only.
    static @Nullable Scope of(
            @Nullable List<String> projects,
            @Nullable List<String> people,
            @Nullable List<String> tags,
            Workplace ws) {
        List<Scope> wished = new ArrayList<>();
        add(wished, "PROJECT_ID", projects, name -> ws.names().project(name).id());
        add(wished, "USER_ID", people, name -> ws.names().person(name).id());
        add(wished, "TAG_ID", tags, name -> ws.names().tag(name).id());
        if (wished.size() > 1) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A webhook is for projects, for people or for tags, and not for two of them.",
                    "Make one webhook for each.");
        }
        return wished.isEmpty() ? null : wished.getFirst();
    }

    private static void add(
            List<Scope> wished,
            String type,
            @Nullable List<String> names,
            Function<String, String> id) {
        if (names != null && !names.isEmpty()) {
            wished.add(new Scope(type, names.stream().map(id).distinct().toList()));
        }
    }

    /// Refuses an event that has to name people and does not.
    void checkFits(String event) {
        if (Events.needsPeople(event) && (!type.equals("USER_ID") || ids.isEmpty())) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s is told of people who are named, and nobody is.".formatted(event),
                    "Name them in people.");
        }
    }

    /// For a summary, such as `, only 2 projects`.
    String said() {
        String scope = Found.scope(type, ids);
        return scope.isEmpty() ? "" : ", " + scope;
    }
}
