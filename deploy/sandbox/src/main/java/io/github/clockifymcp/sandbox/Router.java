package io.github.clockifymcp.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the handler for a method and a path. A literal segment goes before a parameter, so that
/// `/time-entries/batch` is not read as an entry's id where a route of that name exists; where it
/// has no such method, it is, as Clockify does it.
final class Router {

    private final Node root = new Node();

    /// A handler and the values that stood in the place of its parameters.
    ///
    /// @param route method and template, as in `GET /workspaces/{ws}/tags`
    record Match(String route, Handler handler, Map<String, String> parameters) {
        Match {
            parameters = Map.copyOf(parameters);
        }
    }

    /// Adds a route; parameters stand in braces, as in `/workspaces/{ws}/tags/{tag}`.
    Router add(String method, String template, Handler handler) {
        Node node = root;
        for (String segment : segments(template)) {
            node = node.child(segment);
        }
        if (node.handlers.putIfAbsent(method, new Route(handler, template)) != null) {
            throw new IllegalStateException("Two routes for " + method + " " + template);
        }
        return this;
    }

    /// The handler, or an [ApiError]: 404 with code 3000 when no route has this path, 405 with the
    /// header `Allow` when one has, with other methods.
    Match find(String method, String path) {
        List<String> segments = segments(path);
        Set<String> allowed = new TreeSet<>();
        Route route = search(root, segments, 0, method, allowed);
        if (route != null) {
            return new Match(
                    method + " " + route.template,
                    route.handler,
                    parameters(route.template, segments));
        }
        if (allowed.isEmpty()) {
            throw new ApiError(404, ApiError.ROUTE, "No static resource v1" + path + ".");
        }
        throw new ApiError(
                405,
                ApiError.ROUTE,
                "Request method '%s' is not supported".formatted(method),
                Map.of("Allow", String.join(",", allowed)));
    }

    /// Every route as method and template, for checking that none is forgotten.
    List<String> routes() {
        List<String> routes = new ArrayList<>();
        root.collect(routes);
        return routes;
    }

    private static @Nullable Route search(
            Node node, List<String> segments, int at, String method, Set<String> allowed) {
        if (at == segments.size()) {
            allowed.addAll(node.handlers.keySet());
            return node.handlers.get(method);
        }
        Node literal = node.literals.get(segments.get(at));
        Route found = literal == null ? null : search(literal, segments, at + 1, method, allowed);
        if (found == null && node.parameter != null) {
            found = search(node.parameter, segments, at + 1, method, allowed);
        }
        return found;
    }

    private static Map<String, String> parameters(String template, List<String> segments) {
        Map<String, String> values = new HashMap<>();
        List<String> names = segments(template);
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.startsWith("{")) {
                values.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return values;
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private record Route(Handler handler, String template) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> handlers = new TreeMap<>();
        private @Nullable Node parameter;

        private void collect(List<String> routes) {
            handlers.forEach((method, route) -> routes.add(method + " " + route.template));
            literals.values().forEach(child -> child.collect(routes));
            if (parameter != null) {
                parameter.collect(routes);
            }
        }

        private Node child(String segment) {
            if (!segment.startsWith("{")) {
                return literals.computeIfAbsent(segment, s -> new Node());
            }
            Node child = parameter == null ? new Node() : parameter;
            parameter = child;
            return child;
        }
    }
}
