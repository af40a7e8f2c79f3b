package io.github.clockifymcp.mcp.server.modern;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.Listener;
import io.github.clockifymcp.mcp.server.News;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.server.Topic;
import io.github.clockifymcp.mcp.tool.Principal;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A request that listens for changes (`subscriptions/listen`).
///
/// Only its own thread speaks for it. Whoever changes something leaves a note and goes on, so that
/// a client that reads slowly keeps nobody waiting; and a note that lies there already need not be
/// left twice, so that what waits for a client is never more than what it asked for. The thread
/// says first that it listens and then what it finds, and it finds what happened before it spoke
/// too: so nothing is lost, and nothing overtakes the acknowledgement.
final class Listening implements Listener {
    private final RunningCall call;
    private final Filter filter;

    // Guarded by this.
    private final Set<Topic> topics = EnumSet.noneOf(Topic.class);
    private final Set<String> uris = new LinkedHashSet<>();
    private final Set<String> tasks = new LinkedHashSet<>();
    private boolean over;

    /// What the client hears of.
    record Filter(Set<Topic> topics, Set<String> uris, Set<String> tasks) {
        Filter {
            topics = Set.copyOf(topics);
            uris = Set.copyOf(uris);
            tasks = Set.copyOf(tasks);
        }
    }

    Listening(RunningCall call, Filter filter) {
        this.call = call;
        this.filter = filter;
    }

    @Override
    public Caller caller() {
        return call.caller();
    }

    @Override
    public Set<News> wanted() {
        Principal whose = caller().principal();
        Set<News> wanted = new LinkedHashSet<>();
        for (Topic list : filter.topics()) {
            wanted.add(News.of(list, whose.tenant()));
            wanted.add(News.of(list, whose));
        }
        filter.uris().forEach(uri -> wanted.addAll(News.about(whose.tenant(), uri)));
        filter.tasks().forEach(id -> wanted.add(News.ofTask(whose.tenant(), id)));
        return wanted;
    }

    @Override
    public void missed(Set<Topic> lists) {
        Listener.super.missed(lists);
        filter.tasks().forEach(this::progressed);
    }

    @Override
    public void changed(Topic topic) {
        if (filter.topics().contains(topic)) {
            note(topics, topic);
        }
    }

    @Override
    public void updated(Predicate<String> which) {
        filter.uris().stream().filter(which).forEach(uri -> note(uris, uri));
    }

    @Override
    public void progressed(String task) {
        if (filter.tasks().contains(task)) {
            note(tasks, task);
        }
    }

    private synchronized <T> void note(Set<T> notes, T news) {
        notes.add(news);
        notifyAll();
    }

    @Override
    public synchronized void end() {
        over = true;
        notifyAll();
    }

    /// Speaks until it is ended.
    ///
    /// @param honoured what the client is told that it hears of
    /// @param open whether there is a resource of this URI for the client at the moment: what it
    ///   may read can have become less since it asked
    /// @param task the task of this id as it stands; null when there is none any more
    /// @throws CancellationException when the client wants to hear no more
    void speak(
            ObjectNode honoured,
            Predicate<String> open,
            Function<String, @Nullable ObjectNode> task) {
        ObjectNode params = Json.object();
        params.set("notifications", honoured);
        say("notifications/subscriptions/acknowledged", params);
        try {
            for (Filter news = await(); news != null; news = await()) {
                for (Topic topic : news.topics()) {
                    say(topic.notification(), Json.object());
                }
                for (String uri : news.uris()) {
                    if (open.test(uri)) {
                        say(
                                "notifications/resources/updated",
                                Json.object().put("uri", SafeText.clean(uri)));
                    }
                }
                for (String id : news.tasks()) {
                    ObjectNode state = task.apply(id);
                    if (state != null) {
                        say("notifications/tasks", state);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new CancellationException("the client listens no more");
        }
        if (call.shared()) {
            // Where the end of the stream cannot say it (the pipe stays open), this does.
            ObjectNode ended = Json.object();
            ended.set("requestId", call.id().json());
            call.send(RpcCodec.notification("notifications/cancelled", ended));
        }
    }

    /// What there is to say; null when that was all.
    private synchronized @Nullable Filter await() throws InterruptedException {
        while (topics.isEmpty() && uris.isEmpty() && tasks.isEmpty()) {
            if (over) {
                return null;
            }
            wait();
        }
        Filter news = new Filter(topics, uris, tasks);
        topics.clear();
        uris.clear();
        tasks.clear();
        return news;
    }

    private void say(String method, ObjectNode params) {
        call.check();
        params.set("_meta", meta(call.id()));
        call.send(RpcCodec.notification(method, params));
    }

    /// Says which request a message belongs to.
    static ObjectNode meta(RequestId id) {
        ObjectNode meta = Json.object();
        meta.set(ModernEra.META + "subscriptionId", id.json());
        return meta;
    }
}
