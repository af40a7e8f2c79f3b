package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/// URIs of what is in a workspace. They name the workspace, and nothing is read by one that names
/// another than the account's.
public final class WorkspaceUris {
    /// What all of them begin with.
    public static final String WORKSPACE = "clockify://workspace/{workspaceId}";

    private WorkspaceUris() {}

    /// The URI of this form in the account's workspace.
    ///
    /// @param form begins with [#WORKSPACE]
    /// @param values what stands for its other names
    public static String of(Workplace ws, String form, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("workspaceId", ws.account().workspace().id());
        return ResourceTemplate.expand(form, all);
    }

    /// Reads only what is in the account's workspace.
    ///
    /// @param read takes what stands in the URI, by its names
    public static <T> BiFunction<Map<String, String>, Workplace, T> within(
            BiFunction<Map<String, String>, Workplace, T> read) {
        return (values, ws) -> {
            String own = ws.account().workspace().id();
            if (!own.equals(values.get("workspaceId"))) {
                throw new ToolException(
                        Code.NOT_FOUND,
                        "The URI names a workspace that is not served here.",
                        "URIs here begin with clockify://workspace/%s.".formatted(own));
            }
            return read.apply(values, ws);
        };
    }

    /// What stands in a URI under a name of its form.
    public static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the form has no " + name);
        }
        return value;
    }
}
