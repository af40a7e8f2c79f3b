package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The time and money of one group, put together from the rows that are about it.
public final class Tally {
    private final @Nullable String id;
    private final String name;
    private final @Nullable String client;
    private final Earned.Sum earned = new Earned.Sum();
    private long seconds;

    private Tally(@Nullable String id, String name, @Nullable String client) {
        this.id = id;
        this.name = name;
        this.client = client;
    }

    /// One for each thing, the longest first.
    ///
    /// @param none what time without such a thing is called
    public static List<Tally> of(Collection<Row> rows, String none) {
        Map<String, Tally> all = new LinkedHashMap<>();
        for (Row row : rows) {
            all.computeIfAbsent(
                            row.id() == null ? "" : row.id(),
                            id -> new Tally(row.id(), name(row, none), row.clientName()))
                    .add(row);
        }
        List<Tally> sorted = new ArrayList<>(all.values());
        sorted.sort(
                Comparator.comparingLong((Tally tally) -> -tally.seconds)
                        .thenComparing(tally -> tally.name));
        return sorted;
    }

    private static String name(Row row, String none) {
        if (row.id() == null) {
            return none;
        }
        return Lines.one(row.name().isBlank() ? row.id() : row.name());
    }

    private void add(Row row) {
        seconds += row.seconds();
        earned.add(row.amounts());
    }

    public @Nullable String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /// The name, with the client's where several things share it.
    public String name(Lines.Shared shared) {
        return shared.has(name) && client != null ? name + " for " + Lines.one(client) : name;
    }

    public long seconds() {
        return seconds;
    }

    public List<Earned> earned() {
        return earned.all();
    }

    public static Lines.Shared shared(List<Tally> all) {
        return Lines.shared(all.stream().map(Tally::name).toList());
    }

    public static int percent(long part, long whole) {
        return whole == 0 ? 0 : Math.toIntExact(Math.round(100.0 * part / whole));
    }
}
