package io.github.clockifymcp.sandbox;

import java.util.List;

/// When somebody works.
///
/// @param id the account's id
/// @param weekStart such as MONDAY
/// @param workCapacity an ISO duration a day
/// @param workingDays such as MONDAY
record Profile(String id, String weekStart, String workCapacity, List<String> workingDays)
        implements Row {

    Profile {
        workingDays = List.copyOf(workingDays);
    }
}
