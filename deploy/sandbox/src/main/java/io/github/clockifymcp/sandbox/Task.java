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

    /// The same, done.
    Task done() {
        return with("DONE", hourlyRate, costRate);
    }

    /// The same with what an hour of it brings in.
    Task bringingIn(Rate rate) {
        return with(status, rate, costRate);
    }

    /// The same with what an hour of it costs.
    Task costing(Rate rate) {
        return with(status, hourlyRate, rate);
    }

    private Task with(String now, @Nullable Rate hourly, @Nullable Rate cost) {
        return new Task(
                id,
                projectId,
                name,
                now,
                billable,
                assigneeIds,
                userGroupIds,
                estimate,
                budget,
                hourly,
                cost);
    }
}
