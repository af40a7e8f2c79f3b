package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.List;
import java.util.Objects;

/// What a change would send, as lines that tests state.
public final class RequestLines {

    private RequestLines() {}

    /// Method, path and body.
    public static String line(Request request) {
        return "%s %s %s".formatted(request.method(), request.path(), request.body());
    }

    /// What would be sent, in order.
    public static List<String> requests(Change change) {
        return change.steps().stream().map(step -> line(step.request())).toList();
    }

    /// What would take it back, of those steps that can be taken back.
    public static List<String> inverses(Change change) {
        return change.steps().stream()
                .map(Step::inverse)
                .filter(Objects::nonNull)
                .map(inverse -> line(inverse.request()))
                .toList();
    }
}
