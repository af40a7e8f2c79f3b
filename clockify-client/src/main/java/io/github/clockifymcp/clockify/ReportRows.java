package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What reports answer. Durations are in seconds, amounts in minor units.
public final class ReportRows {

    private ReportRows() {}

    /// Time summed up by group.
    public record Summary(List<Totals> totals, List<Row> groupOne) {
        public Summary {
            totals = Json.list(totals);
            groupOne = Json.list(groupOne);
        }

        /// The sums over everything.
        public Totals total() {
            return Totals.of(totals);
        }
    }

    /// Entries, and the sums over all that fit, not only these.
    public record Detailed(List<Totals> totals, @JsonAlias("timeEntries") List<Entry> timeentries) {
        public Detailed {
            totals = Json.list(totals);
            timeentries = Json.list(timeentries);
        }

        /// The sums over everything.
        public Totals total() {
            return Totals.of(totals);
        }
    }

    /// A week by day.
    public record Weekly(List<Totals> totals, List<Day> totalsByDay, List<Row> groupOne) {
        public Weekly {
            totals = Json.list(totals);
            totalsByDay = Json.list(totalsByDay);
            groupOne = Json.list(groupOne);
        }

        /// The sums over everything.
        public Totals total() {
            return Totals.of(totals);
        }
    }

    /// Sums over a report.
    ///
    /// @param entriesCount how many entries they are of
    public record Totals(
            @JsonProperty("totalTime") long seconds,
            @JsonProperty("totalBillableTime") long billableSeconds,
            int entriesCount,
            List<Amount> amounts) {

        private static final Totals NOTHING = new Totals(0, 0, 0, List.of());

        public Totals {
            amounts = Json.list(amounts);
        }

        // A report about nothing has no totals, or a null in their place.
        private static Totals of(List<Totals> totals) {
            return totals.isEmpty() ? NOTHING : totals.getFirst();
        }
    }

    /// A group of a report.
    ///
    /// @param id null for time without such a thing
    /// @param name what it is called; of a day, the date
    /// @param days of a weekly report
    /// @param children the next groups in it
    public record Row(
            @JsonProperty("_id") @JsonAlias("id") @Nullable String id,
            String name,
            @Nullable String clientName,
            @JsonProperty("duration") long seconds,
            List<Amount> amounts,
            List<Day> days,
            List<Row> children) {
        public Row {
            id = id == null || id.isEmpty() ? null : id;
            name = Objects.requireNonNullElse(name, "");
            clientName = clientName == null || clientName.isEmpty() ? null : clientName;
            amounts = Json.list(amounts);
            days = Json.list(days);
            children = Json.list(children);
        }
    }

    /// A day's part of a week.
    ///
    /// @param date begins with `yyyy-MM-dd`
    public record Day(String date, @JsonProperty("duration") long seconds) {
        public Day {
            Objects.requireNonNull(date, "date");
        }
    }

    /// Money of one kind.
    ///
    /// @param type an [Reports.AmountShown], or what Clockify thinks of next
    /// @param minorUnits cents, pence and the like, and parts of them; null where it is hidden
    /// @param byCurrency its parts, where projects are paid in several currencies
    public record Amount(
            @Nullable String type,
            @JsonProperty("value") @Nullable BigDecimal minorUnits,
            @JsonProperty("amountByCurrency") List<InCurrency> byCurrency) {
        public Amount {
            byCurrency = Json.list(byCurrency);
        }
    }

    /// The part of an amount that is in one currency.
    public record InCurrency(
            @JsonProperty("amount") @Nullable BigDecimal minorUnits, @Nullable String currency) {}

    /// An entry as a detailed report shows it.
    ///
    /// @param earnedAmount in minor units; null where it is hidden
    public record Entry(
            @JsonProperty("_id") @JsonAlias("id") String id,
            String description,
            @Nullable String userId,
            @Nullable String userName,
            @JsonProperty("timeInterval") Interval interval,
            @Nullable String projectId,
            @Nullable String projectName,
            @Nullable String clientName,
            @Nullable String taskId,
            @Nullable String taskName,
            List<Label> tags,
            boolean billable,
            @Nullable BigDecimal earnedAmount,
            @Nullable String currency) {
        public Entry {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(interval, "timeInterval");
            description = Objects.requireNonNullElse(description, "");
            tags = Json.list(tags);
        }
    }

    /// When an entry was. Clockify writes it with the offset of the zone that was asked for.
    public record Interval(
            Instant start, @Nullable Instant end, @JsonProperty("duration") long seconds) {
        public Interval {
            Objects.requireNonNull(start, "start");
        }
    }

    /// A tag of an entry.
    public record Label(@JsonAlias("_id") @Nullable String id, @Nullable String name) {}

    /// One person's day.
    ///
    /// @param date begins with `yyyy-MM-dd`
    /// @param startTime when the first entry began, as Clockify writes it
    /// @param endTime when the last one ended
    /// @param workSeconds the time worked
    /// @param capacitySeconds how long a working day is
    public record Attendance(
            @Nullable String userId,
            @Nullable String userName,
            String date,
            @Nullable String startTime,
            @Nullable String endTime,
            @JsonProperty("break") long breakSeconds,
            @JsonProperty("totalDuration") long workSeconds,
            @JsonProperty("capacity") long capacitySeconds,
            @JsonProperty("overtime") long overtimeSeconds,
            @JsonProperty("timeOff") long timeOffSeconds,
            boolean hasRunningEntry) {
        public Attendance {
            Objects.requireNonNull(date, "date");
        }
    }
}
