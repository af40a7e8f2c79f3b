package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What the owner shares of the studio's numbers.
final class SeedShared {

    private SeedShared() {}

    static void fill(State state, Instant now) {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1);
        ObjectNode filter =
                Json.object()
                        .put("exportType", "JSON")
                        .put("dateRangeStart", first + "T00:00:00.000Z")
                        .put("dateRangeEnd", first.plusMonths(1).minusDays(1) + "T23:59:59.999Z")
                        .put("dateRangeType", "ABSOLUTE");
        filter.putObject("summaryFilter")
                .put("sortColumn", "GROUP")
                .set("groups", Json.texts(List.of("PROJECT", "USER")));
        state.table(SharedReport.class)
                .put(
                        new SharedReport(
                                Ids.of("shared-report", "Hours by project"),
                                "Hours by project",
                                "SUMMARY",
                                filter,
                                false,
                                false,
                                Seed.person("ada").id(),
                                List.of(Seed.main().id()),
                                List.of()));
    }
}
