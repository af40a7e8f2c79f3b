package io.github.clockifymcp.server.watch;

import java.util.Set;

/// The methods of the protocol that are told apart.
final class Methods {
    private static final Set<String> KNOWN =
            Set.of(
                    "initialize",
                    "ping",
                    "server/discover",
                    "tools/list",
                    "tools/call",
                    "resources/list",
                    "resources/templates/list",
                    "resources/read",
                    "resources/subscribe",
                    "resources/unsubscribe",
                    "prompts/list",
                    "prompts/get",
                    "completion/complete",
                    "logging/setLevel",
                    "subscriptions/listen",
                    "tasks/get",
                    "tasks/update",
                    "tasks/cancel");

    private Methods() {}

    static String known(String method) {
        return KNOWN.contains(method) ? method : "other";
    }
}
