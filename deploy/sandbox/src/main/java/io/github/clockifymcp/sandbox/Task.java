package io.github.clockifymcp.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A piece of a project's work.
///
/// @param status ACTIVE or DONE
/// @param estimate an ISO duration such as `PT40H`
/// @param budget in minor units; null when there is none
record Task(
        String id,
        String projectId,
        String name,
        String status,
        boolean billable,
        List<String> assigneeIds,
        List<String> userGroupIds,
        String estimate,
        @Nullable Long budget,
        @Nullable Rate hourlyRate,
        @Nullable Rate costRate)
        implements Row {

    Task {
        assigneeIds = List.copyOf(assigneeIds);
        userGroupIds = List.copyOf(userGroupIds);
    }
}
