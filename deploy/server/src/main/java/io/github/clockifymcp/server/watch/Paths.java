package io.github.clockifymcp.server.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes few words of many paths.
final class Paths {
    private static final int MOST_ENDPOINTS = 300;
    private static final int LONGEST_WORD = 40;
    private static final String OTHER = "other";
    private static final String GROUPS = "/mcp/x/";
    private static final String KEY = "/key";
    private static final String KNOWN = "/.well-known/";

    /// What HTTP requests of callers are about.
    static final List<String> HTTP =
            List.of(
                    "/mcp",
                    "/mcp/x",
                    "/health",
                    "/livez",
                    "/ready",
                    "/readyz",
                    "/.well-known",
                    KEY,
                    OTHER);

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Set<String> endpoints = ConcurrentHashMap.newKeySet();

    /// What a caller asked for.
    static String http(String path) {
        if (path.startsWith(GROUPS)) {
            return "/mcp/x";
        }
        if (path.startsWith(KNOWN)) {
            return "/.well-known";
        }
        if (path.startsWith(KEY + "/")) {
            return KEY;
        }
        return HTTP.contains(path) ? path : OTHER;
    }

    static String method(String method) {
        return METHODS.contains(method) ? method : OTHER;
    }

    /// What Clockify was asked: the path without what is different in each request.
    String endpoint(String path) {
        StringBuilder template = new StringBuilder();
        for (String part : path.substring(1).split("/", -1)) {
            template.append('/').append(isWord(part) ? part : "{id}");
        }
        String found = template.toString();
        if (!endpoints.contains(found)
                && (endpoints.size() >= MOST_ENDPOINTS || !endpoints.add(found))) {
            return endpoints.contains(found) ? found : OTHER;
        }
        return found;
    }

    /// Ids have digits, words of the API have none, but for the version in front of some.
    private static boolean isWord(String part) {
        return part.equals("v1")
                || (!part.isEmpty()
                        && part.length() <= LONGEST_WORD
                        && part.chars()
                                .allMatch(c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || c == '-'
                                                || c == '_'));
    }
}
