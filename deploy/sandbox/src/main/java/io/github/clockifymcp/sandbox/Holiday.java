package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days on which those it is for do not work.
///
/// @param last its last day
/// @param entries the project and task of the entries made of it; null when none are made
record Holiday(
        String id,
        String name,
        LocalDate first,
        LocalDate last,
        boolean annual,
        Audience audience,
        @Nullable String color,
        @Nullable JsonNode entries)
        implements Row {

    /// Whether somebody has a holiday on a day.
    static boolean is(State workspace, String userId, LocalDate day) {
        return workspace
                .table(Holiday.class)
                .any(holiday -> holiday.audience.has(userId) && holiday.isOn(day));
    }

    boolean touches(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).anyMatch(this::isOn);
    }

    private boolean isOn(LocalDate day) {
        return annual
                ? isOn(day, day.getYear()) || isOn(day, day.getYear() - 1)
                : isOn(day, first.getYear());
    }

    private boolean isOn(LocalDate day, int year) {
        int shift = year - first.getYear();
        return shift >= 0
                && !day.isBefore(first.plusYears(shift))
                && !day.isAfter(last.plusYears(shift));
    }

    /// As lists and writes show it: without its colour, and with its entries' project beside it.
    ObjectNode json(State workspace) {
        ObjectNode json = Json.object();
        json.put("id", id).put("workspaceId", workspace.id()).put("name", name);
        json.putObject("datePeriod")
                .put("startDate", first.toString())
                .put("endDate", last.toString());
        json.put("occursAnnually", annual);
        audience.addTo(json);
        json.put("automaticTimeEntryCreation", entries != null);
        json.put("projectId", entries == null ? "" : entries.path("projectId").asText());
        json.put("taskId", entries == null ? "" : entries.path("taskId").asText());
        return json;
    }
}
