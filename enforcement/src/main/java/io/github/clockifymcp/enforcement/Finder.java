package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Tool;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where the guard finds tools.
@FunctionalInterface
public interface Finder {

    /// The tool of this name, whether or not the caller may use it.
    Optional<Tool<?, ?>> find(String name);

    /// Finds these tools.
    ///
    /// @throws IllegalStateException when two have one name
    static Finder of(Collection<Tool<?, ?>> tools) {
        Map<String, Tool<?, ?>> byName =
                tools.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        tool -> tool.info().name(), Function.identity()));
        return name -> Optional.ofNullable(byName.get(name));
    }
}
