package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.mcp.tool.Request;
import java.util.List;
import java.util.Set;

/// Which resources read differently after a request of a change. What may have changed counts:
/// whoever is told reads again.
public final class ResourceNews {
    private ResourceNews() {}

    /// The URIs of resources that the request may have changed; one with a slash at its end means
    /// all that begin like it.
    public static Set<String> of(Request request) {
        String path = request.path().split("\\?", 2)[0];
        List<String> parts = List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        if (parts.size() < 2 || !parts.getFirst().equals("workspaces")) {
            return Set.of();
        }
        String workspace = "clockify://workspace/" + parts.get(1);
        if (parts.size() == 2) {
            return Set.of(workspace);
        }
        String id = parts.size() > 3 ? parts.get(3) : "";
        return switch (parts.get(2)) {
            case "time-entries" -> entry(workspace, id);
            // …/user/{userId}/time-entries: a timer that stops, or many entries at once.
            case "user" -> entry(workspace, "");
            case "projects" -> Set.of(workspace + "/project/" + id);
            case "user-groups" -> Set.of(workspace + "/group/" + id);
            case "users", "member-profile" ->
                    Set.copyOf(List.of(workspace + "/user/" + id, workspace + "/user/current"));
            case "hourly-rate", "cost-rate" -> Set.of(workspace);
            default -> Set.of();
        };
    }

    /// @param id empty for any
    private static Set<String> entry(String workspace, String id) {
        return Set.of(workspace + "/entry/" + id, workspace + "/report/weekly/");
    }
}
