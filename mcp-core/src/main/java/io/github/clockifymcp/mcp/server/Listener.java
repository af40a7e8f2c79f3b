package io.github.clockifymcp.mcp.server;

import java.util.Set;
import java.util.function.Predicate;

/// Somebody who wants to hear of changes: a session, or a request that listens. None of these
/// methods waits for the peer.
public interface Listener {

    /// For whom it listens.
    Caller caller();

    /// What it wants to hear of. When that has become something else, [Audience#follow] has to be
    /// told.
    Set<News> wanted();

    /// A list has changed.
    void changed(Topic topic);

    /// Resources have changed.
    ///
    /// @param which whether the resource of this URI is one of them
    void updated(Predicate<String> which);

    /// A task has changed.
    default void progressed(String task) {}

    /// Anything may have changed.
    ///
    /// @param lists those that are said to change
    default void missed(Set<Topic> lists) {
        lists.forEach(this::changed);
        updated(uri -> true);
    }

    /// There is nothing more to hear.
    default void end() {}
}
