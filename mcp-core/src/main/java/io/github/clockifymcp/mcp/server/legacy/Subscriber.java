package io.github.clockifymcp.mcp.server.legacy;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.Listener;
import io.github.clockifymcp.mcp.server.Outlet;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.HashSet;
import java.util.Set;

/// A session that hears of changes: of its lists always, of resources when it subscribed.
final class Subscriber implements Listener {
    /// How many resources a session may watch.
    static final int MAX_WATCHED = 1_000;

    private final Caller caller;
    private final Outlet outlet;
    private final Set<String> watched = new HashSet<>();

    Subscriber(Caller caller, Outlet outlet) {
        this.caller = caller;
        this.outlet = outlet;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    synchronized void watch(String uri) {
        if (watched.size() >= MAX_WATCHED && !watched.contains(uri)) {
            throw new RpcError(
                    RpcError.INTERNAL,
                    "Busy: a session may watch at most %d resources.".formatted(MAX_WATCHED));
        }
        watched.add(uri);
    }

    synchronized void forget(String uri) {
        watched.remove(uri);
    }

    private synchronized boolean watches(String uri) {
        return watched.contains(uri);
    }

    @Override
    public void changed(Topic topic) {
        outlet.push(RpcCodec.notification(topic.notification(), Json.object()));
    }

    @Override
    public void updated(String uri) {
        if (watches(uri)) {
            outlet.push(
                    RpcCodec.notification(
                            "notifications/resources/updated",
                            Json.object().put("uri", SafeText.clean(uri))));
        }
    }
}
