package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.mcp.tool.Request;
import java.util.List;
import java.util.function.Predicate;

/// Which resources read differently after a request of a change. What may have changed counts:
/// whoever is told reads again.
public final class ResourceNews {
    private ResourceNews() {}

    /// Whether the resource of a URI may have been changed by the request.
    public static Predicate<String> of(Request request) {
        String path = request.path().split("\\?", 2)[0];
        List<String> parts = List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        if (parts.size() < 2 || !parts.getFirst().equals("workspaces")) {
            return uri -> false;
        }
        String workspace = "clockify://workspace/" + parts.get(1);
        if (parts.size() == 2) {
            return uri -> uri.equals(workspace);
        }
        String id = parts.size() > 3 ? parts.get(3) : "";
        return switch (parts.get(2)) {
            case "time-entries" -> entry(workspace, id);
            // …/user/{userId}/time-entries: a timer that stops, or many entries at once.
            case "user" -> entry(workspace, "");
            case "projects" -> one(workspace + "/project/", id);
            case "user-groups" -> one(workspace + "/group/", id);
            case "users", "member-profile" -> person(workspace, id);
            case "hourly-rate", "cost-rate" -> uri -> uri.equals(workspace);
            default -> uri -> false;
        };
    }

    /// @param id empty for any
    private static Predicate<String> entry(String workspace, String id) {
        Predicate<String> entry = one(workspace + "/entry/", id);
        String weeks = workspace + "/report/weekly/";
        return uri -> entry.test(uri) || uri.startsWith(weeks);
    }

    private static Predicate<String> person(String workspace, String id) {
        Predicate<String> person = one(workspace + "/user/", id);
        String current = workspace + "/user/current";
        return uri -> person.test(uri) || uri.equals(current);
    }

    private static Predicate<String> one(String before, String id) {
        return id.isEmpty() ? uri -> uri.startsWith(before) : uri -> uri.equals(before + id);
    }
}
