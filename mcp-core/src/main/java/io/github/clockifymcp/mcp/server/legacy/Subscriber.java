package io.github.clockifymcp.mcp.server.legacy;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.Listener;
import io.github.clockifymcp.mcp.server.News;
import io.github.clockifymcp.mcp.server.Outlet;
import io.github.clockifymcp.mcp.server.Topic;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// A session that hears of changes: of its lists always, of resources when it subscribed.
final class Subscriber implements Listener {
    private final Caller caller;
    private final Outlet outlet;
    private final SessionMemory memory;
    private final Set<Topic> lists;
    private final Predicate<String> open;

    /// @param lists those that are said to change
    /// @param open whether there is a resource of a URI for the caller at the moment
    Subscriber(
            Caller caller,
            Outlet outlet,
            SessionMemory memory,
            Set<Topic> lists,
            Predicate<String> open) {
        this.caller = caller;
        this.open = open;
        this.lists = lists;
        this.outlet = outlet;
        this.memory = memory;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Set<News> wanted() {
        Set<News> wanted = new HashSet<>();
        for (Topic list : lists) {
            wanted.add(News.of(list, caller.principal().tenant()));
            wanted.add(News.of(list, caller.principal()));
        }
        for (String uri : memory.watched()) {
            wanted.addAll(News.about(caller.principal().tenant(), uri));
        }
        return wanted;
    }

    @Override
    public void changed(Topic topic) {
        outlet.push(RpcCodec.notification(topic.notification(), Json.object()));
    }

    @Override
    public void updated(Predicate<String> which) {
        // What the caller may read can have become less since it asked.
        memory.watched().stream().filter(which).filter(open).forEach(this::tell);
    }

    private void tell(String uri) {
        outlet.push(
                RpcCodec.notification(
                        "notifications/resources/updated",
                        Json.object().put("uri", SafeText.clean(uri))));
    }
}
