package io.github.clockifymcp.clockify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The headers of an answer, in the order they came. Names have no case.
public final class Headers {

    private static final Headers NONE = new Headers(List.of());

    /// One line of them.
    public record Header(String name, String value) {}

    private final List<Header> all;

    private Headers(List<Header> all) {
        this.all = all;
    }

    /// No headers at all.
    public static Headers none() {
        return NONE;
    }

    /// These headers.
    public static Headers of(List<Header> all) {
        return new Headers(List.copyOf(all));
    }

    /// These headers, one of each name.
    public static Headers of(Map<String, String> all) {
        List<Header> list = new ArrayList<>();
        all.forEach((name, value) -> list.add(new Header(name, value)));
        return of(list);
    }

    /// The first value of a header.
    public Optional<String> first(String name) {
        for (Header header : all) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
