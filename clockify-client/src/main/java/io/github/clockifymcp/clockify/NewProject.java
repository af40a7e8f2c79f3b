package io.github.clockifymcp.clockify;

import org.jspecify.annotations.Nullable;

/// A project to be made. What is null is left to Clockify.
///
/// @param name 2 to 250 characters
/// @param color `#RRGGBB`
public record NewProject(
        String name,
        @Nullable String clientId,
        @Nullable Boolean isPublic,
        @Nullable Boolean billable,
        @Nullable String color,
        @Nullable String note,
        @Nullable Rate hourlyRate,
        @Nullable Rate costRate) {

    public NewProject(String name) {
        this(name, null, null, null, null, null, null, null);
    }

    public NewProject(String name, @Nullable String clientId) {
        this(name, clientId, null, null, null, null, null, null);
    }
}
