package io.github.clockifymcp.tools.hatch;

import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.mcp.tool.Risk;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// An operation of Clockify's, or one that is often named and does not exist.
///
/// @param template the path, with parameters in braces
/// @param words what it does, such as `read` or `write,billing`; `none` where it does not exist
/// @param query the names of the query it reads
/// @param tools those that do it; of one that does not exist, those that do what it would
record Operation(
        String method,
        Service service,
        List<String> template,
        List<String> words,
        Set<String> query,
        List<String> tools) {
    static final String WORKSPACE = "{workspaceId}";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Z_]{2,39}");
    private static final Pattern ORDER = Pattern.compile("[0-9]{1,4}");

    Operation {
        template = List.copyOf(template);
        words = List.copyOf(words);
        query = Set.copyOf(query);
        tools = List.copyOf(tools);
    }

    boolean exists() {
        return !words.contains("none");
    }

    boolean reads() {
        return words.contains("read");
    }

    /// Whether what it takes and answers is JSON.
    boolean isJson() {
        return !words.contains("form") && !words.contains("file");
    }

    /// How many of its segments are literal, so that the closest one is taken; -1 where the path is
    /// another's.
    int closeness(List<String> path) {
        if (path.size() != template.size()) {
            return -1;
        }
        int literals = 0;
        for (int i = 0; i < path.size(); i++) {
            String wanted = template.get(i);
            if (!wanted.startsWith("{")) {
                if (!wanted.equals(path.get(i))) {
                    return -1;
                }
                literals++;
            } else if (!form(wanted).matcher(path.get(i)).matches()
                    && !path.get(i).equals(WORKSPACE)) {
                return -1;
            }
        }
        return literals;
    }

    private static Pattern form(String parameter) {
        return switch (parameter) {
            case "{type}" -> TYPE;
            case "{order}" -> ORDER;
            default -> ID;
        };
    }

    /// The classes of a change by it. Whatever else it is, it may only be made where everything
    /// may, and a person agrees each time.
    Set<Risk> risks() {
        Set<Risk> risks = EnumSet.of(Risk.ADMIN);
        for (String word : words) {
            risks.add(
                    switch (word) {
                        case "write" -> Risk.WRITE;
                        case "billing" -> Risk.BILLING;
                        case "external" -> Risk.EXTERNAL_SIDE_EFFECT;
                        case "permission-change" -> Risk.PERMISSION_CHANGE;
                        case "destructive" -> Risk.DESTRUCTIVE;
                        default -> Risk.ADMIN;
                    });
        }
        return risks;
    }

    String said() {
        return method + " /" + String.join("/", template);
    }
}
