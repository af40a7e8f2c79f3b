package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.controlplane.KeyedStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was looked up, for all replicas. Without its database everything is looked up anew.
final class SharedValues implements NameStore {
    private static final Logger LOG = LoggerFactory.getLogger(SharedValues.class);

    private final KeyedStore store;
    private final KeyedStore.Shelf shelf;

    SharedValues(KeyedStore store, KeyedStore.Shelf shelf) {
        this.store = store;
        this.shelf = shelf;
    }

    @Override
    public Optional<String> get(String key) {
        try {
            return store.get(shelf, key);
        } catch (RuntimeException e) {
            lost(e);
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String value, Duration keep) {
        try {
            store.put(shelf, key, value, keep);
        } catch (RuntimeException e) {
            lost(e);
        }
    }

    /// What cannot be forgotten is wrong at the most for as long as it is kept.
    @Override
    public void forget(String prefix) {
        try {
            store.forget(shelf, prefix);
        } catch (RuntimeException e) {
            lost(e);
        }
    }

    private static void lost(RuntimeException e) {
        LOG.warn("What was looked up cannot be shared; type={}", e.getClass().getName());
    }
}
