package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.Endpoint;
import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.mcp.server.McpServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/mcp`, and `/mcp/x/` with names of groups: there the tools of these groups are listed too.
/// Since 2026-07-28 a list may depend on the address and not on what was called before.
final class GroupPaths implements Endpoints {
    private static final String NAMING = DEFAULT_PATH + "/x/";

    private final Endpoint all;
    private final Supplier<Set<String>> groups;

    GroupPaths(McpServer server, Supplier<Set<String>> groups) {
        this.all = new Endpoint(server, Set.of());
        this.groups = groups;
    }

    @Override
    public @Nullable Endpoint at(String path) {
        if (path.equals(DEFAULT_PATH)) {
            return all;
        }
        Set<String> named = named(path);
        return !named.isEmpty() && groups.get().containsAll(named)
                ? new Endpoint(all.server(), named)
                : null;
    }

    @Override
    public String nothing(String path) {
        return named(path).isEmpty()
                ? Endpoints.super.nothing(path)
                : "There is no such group of tools. The groups are %s."
                        .formatted(
                                groups.get().stream().sorted().collect(Collectors.joining(", ")));
    }

    private static Set<String> named(String path) {
        return path.startsWith(NAMING) && path.length() > NAMING.length()
                ? new TreeSet<>(List.of(path.substring(NAMING.length()).split(",", -1)))
                : Set.of();
    }
}
