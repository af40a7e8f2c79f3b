package io.github.clockifymcp.tools.desk;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ids that answers have shown by their handles, the latest first to be found and the oldest
/// first to be forgotten. A handle is the shortest ending of an id, of at least five characters,
/// that no other id in its answer shares.
final class Shown {
    private static final int KEPT = 5_000;
    static final int SHORTEST = 5;

    private final Deque<String> order = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();

    /// Gives each id a handle, and remembers them.
    synchronized Map<String, String> handles(Collection<String> ids) {
        ids.forEach(this::remember);
        Map<String, String> handles = new HashMap<>();
        for (String id : ids) {
            handles.put(id, shortest(id, ids));
        }
        return handles;
    }

    private void remember(String id) {
        if (known.add(id)) {
            order.addLast(id);
            if (order.size() > KEPT) {
                known.remove(order.removeFirst());
            }
        }
    }

    private static String shortest(String id, Collection<String> among) {
        for (int length = SHORTEST; length < id.length(); length++) {
            String ending = id.substring(id.length() - length);
            if (among.stream().noneMatch(other -> !other.equals(id) && other.endsWith(ending))) {
                return ending;
            }
        }
        return id;
    }

    /// The ids shown that end like this.
    synchronized List<String> ending(String handle) {
        return order.stream().filter(id -> id.endsWith(handle)).toList();
    }
}
