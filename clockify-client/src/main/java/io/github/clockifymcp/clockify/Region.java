package io.github.clockifymcp.clockify;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where a workspace's data lives. Source: Clockify's API documentation, section on regions; only
/// `GLOBAL` was ever tried against the real service.
public enum Region {
    GLOBAL("api"),
    EU("euc1"),
    US("use2"),
    UK("euw2"),
    AU("apse2"),
    DEVELOPER("developer");

    private final String label;

    Region(String label) {
        this.label = label;
    }

    /// The first label of the region's host name, such as `euc1`.
    String label() {
        return label;
    }

    /// The region of this name, in any case.
    ///
    /// @throws IllegalArgumentException naming the regions there are
    public static Region named(String name) {
        return Arrays.stream(values())
                .filter(region -> region.name().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no region of this name. Use one of: " + names() + "."));
    }

    private static String names() {
        return Arrays.stream(values())
                .map(region -> region.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
