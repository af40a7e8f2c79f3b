package io.github.clockifymcp.mcp.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Everybody who listens here, of both eras, and what they want to hear of.
public final class Audience implements Topics.Ear {
    private final int seats;
    private final Topics.Hearing hearing;
    private final Supplier<Set<Topic>> advertised;

    // Guarded by this.
    private final Map<Listener, Set<News>> listeners = new LinkedHashMap<>();
    private final Map<News, Set<Listener>> wanted = new HashMap<>();
    private final Set<Listener> seated = new HashSet<>();

    /// @param seats how many requests may listen at once; sessions are counted where they are kept
    /// @param topics where news comes from
    /// @param advertised the lists that are said to change
    Audience(int seats, Topics topics, Supplier<Set<Topic>> advertised) {
        this.seats = seats;
        this.advertised = advertised;
        this.hearing = topics.hear(this);
    }

    /// From here on the session hears of what it wants.
    public synchronized void join(Listener session) {
        listeners.putIfAbsent(session, Set.of());
        follow(session);
    }

    /// From here on the request hears of what it wants.
    ///
    /// @return whether there was room
    public synchronized boolean sit(Listener request) {
        if (seated.size() >= seats) {
            return false;
        }
        seated.add(request);
        join(request);
        return true;
    }

    /// Goes on with what it wants now, if it listens.
    public synchronized void follow(Listener listener) {
        Set<News> before = listeners.get(listener);
        if (before != null) {
            Set<News> now = listener.wanted();
            listeners.put(listener, now);
            want(listener, before, now);
        }
    }

    public synchronized void leave(Listener listener) {
        Set<News> before = listeners.remove(listener);
        if (before != null) {
            want(listener, before, Set.of());
        }
        seated.remove(listener);
    }

    private void want(Listener listener, Set<News> before, Set<News> now) {
        for (News news : now) {
            if (!before.contains(news)) {
                Set<Listener> others = wanted.computeIfAbsent(news, first -> new HashSet<>());
                if (others.isEmpty()) {
                    hearing.want(news);
                }
                others.add(listener);
            }
        }
        for (News news : before) {
            Set<Listener> others = now.contains(news) ? null : wanted.get(news);
            if (others != null && others.remove(listener) && others.isEmpty()) {
                wanted.remove(news);
                hearing.leave(news);
            }
        }
    }

    /// How many listen.
    public synchronized int size() {
        return listeners.size();
    }

    /// Nobody is told while the map is held: they may come back with something else they want.
    @Override
    public void heard(Set<News> news) {
        Map<Listener, List<News>> told = new LinkedHashMap<>();
        synchronized (this) {
            for (News each : news) {
                for (Listener listener : wanted.getOrDefault(each, Set.of())) {
                    told.computeIfAbsent(listener, first -> new ArrayList<>()).add(each);
                }
            }
        }
        told.forEach(Audience::tell);
    }

    private static void tell(Listener listener, List<News> news) {
        Set<Topic> lists = EnumSet.noneOf(Topic.class);
        List<News> resources = new ArrayList<>();
        for (News each : news) {
            switch (each.kind()) {
                case LIST -> lists.add(each.list());
                case RESOURCE -> resources.add(each);
                case TASK -> listener.progressed(each.name());
            }
        }
        lists.forEach(listener::changed);
        if (!resources.isEmpty()) {
            listener.updated(uri -> resources.stream().anyMatch(each -> each.concerns(uri)));
        }
    }

    @Override
    public void missed() {
        Set<Topic> lists = advertised.get();
        all().forEach(listener -> listener.missed(lists));
    }

    private synchronized List<Listener> all() {
        return List.copyOf(listeners.keySet());
    }

    void end() {
        all().forEach(Listener::end);
    }
}
