package io.github.clockifymcp.clockify;

import java.time.Duration;
import java.util.Optional;

/// Keeps what was looked up for a while, such as the ids of names, so that it need not be asked
/// again. Its keys must name whose view it is: two people may see different projects.
public interface NameStore {

    /// The value of a key, unless it is unknown or too old.
    Optional<String> get(String key);

    /// Keeps a value for a time.
    void put(String key, String value, Duration keep);

    /// Forgets every key that begins like this.
    void forget(String prefix);
}
