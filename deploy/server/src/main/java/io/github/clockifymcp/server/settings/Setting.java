package io.github.clockifymcp.server.settings;

import org.jspecify.annotations.Nullable;

/// One thing an operator can set, as an environment variable.
///
/// @param name the variable
/// @param standard what holds when nothing is set, as it would be written; null for nothing
/// @param meaning what it does, as sentences of the reference page
public record Setting<T>(String name, Kind<T> kind, @Nullable String standard, String meaning) {

    @Override
    public String toString() {
        return name;
    }
}
