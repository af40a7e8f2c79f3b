package io.github.clockifymcp.tools.entries;

import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.tools.desk.Workplace;

/// An entry on a line of its own, with its day and zone.
///
/// @param when such as `Tue 17 Nov 2026 09:00–11:30 CET (2:30)`
public record EntryLine(EntryRow row, String when) {

    /// The line of a row.
    public static EntryLine of(EntryRow row, Workplace ws) {
        return new EntryLine(row, Details.when(row, ws));
    }

    /// The line of an entry that was read with names.
    public static EntryLine of(TimeEntry hydrated, Workplace ws) {
        return of(Details.row(hydrated, ws), ws);
    }

    /// The line of an entry as a write answered it: with ids, and without the names behind them.
    ///
    /// @param names where the names of project, task and tags are taken from
    public static EntryLine of(TimeEntry written, EntryRow names, Workplace ws) {
        EntryRow row = Details.row(written, ws);
        return of(row.named(names.project(), names.task(), names.tags()), ws);
    }

    /// `3f09a Tue 17 Nov 2026 09:00–11:30 CET (2:30) on Website — Fixing the login`
    public String line() {
        return "%s %s on %s".formatted(row.handle(), when, row.about());
    }
}
