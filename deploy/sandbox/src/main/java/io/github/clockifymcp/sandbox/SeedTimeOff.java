package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is away from the studio, and when. Weeks count from the Monday after the clock's now.
final class SeedTimeOff {

    private final State state;
    private final Instant now;
    private final LocalDate monday;

    private SeedTimeOff(State state, Instant now) {
        this.state = state;
        this.now = now;
        this.monday =
                LocalDate.ofInstant(now, ZoneId.of("Europe/Vienna"))
                        .with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    static void fill(State state, Instant now) {
        SeedTimeOff seed = new SeedTimeOff(state, now);
        seed.holidays();
        seed.policies();
        seed.requests();
    }

    private void holidays() {
        int year = monday.getYear();
        holiday("New Year", LocalDate.of(year, 1, 1), 1, true, new Audience(true, List.of()));
        holiday("Christmas", LocalDate.of(year, 12, 25), 2, true, new Audience(true, List.of()));
        holiday(
                "National Day (Austria)",
                LocalDate.of(year, 10, 26),
                1,
                true,
                new Audience(false, List.of(id("ada"), id("mina"))));
        // Three weeks ahead, so that a plan for that week has to reckon with it.
        holiday(
                "Studio outing",
                monday.plusWeeks(3).plusDays(2),
                1,
                false,
                new Audience(true, List.of()));
    }

    private void holiday(
            String name, LocalDate first, int days, boolean annual, Audience audience) {
        state.table(Holiday.class)
                .put(
                        new Holiday(
                                Ids.of("holiday", name),
                                name,
                                first,
                                first.plusDays(days - 1L),
                                annual,
                                audience,
                                "#8BC34A",
                                null));
    }

    private void policies() {
        Audience everyone = new Audience(true, List.of());
        ObjectNode yearly = amount(25, "DAYS");
        policy("Vacation", "DAYS", true, true, null, yearly, everyone, "UMBRELLA");
        policy(
                "Sick leave",
                "DAYS",
                false,
                true,
                amount(30, "DAYS"),
                null,
                everyone,
                "STETHOSCOPE");
        policy(
                "Time in lieu",
                "HOURS",
                true,
                false,
                null,
                null,
                new Audience(false, List.of(id("mina"), id("elif"), id("grace"))),
                "CALENDAR");
        policy("Study leave", "DAYS", true, false, null, null, everyone, "LUGGAGE");
        Policy study = state.get(Policy.class, Ids.of("policy", "Study leave"));
        state.table(Policy.class).put(study.archived(true));
        give("Time in lieu", "mina", "12.5");
        give("Time in lieu", "elif", "4");
        give("Vacation", "mina", "3");
    }

    private static ObjectNode amount(int amount, String unit) {
        return Json.object().put("amount", amount).put("period", "YEAR").put("timeUnit", unit);
    }

    private void policy(
            String name,
            String unit,
            boolean approved,
            boolean halfDays,
            @Nullable ObjectNode negative,
            @Nullable ObjectNode accrual,
            Audience audience,
            String icon) {
        List<String> approvers = approved ? List.of(id("chiara")) : List.<String>of();
        state.table(Policy.class)
                .put(
                        new Policy(
                                Ids.of("policy", name),
                                name,
                                unit,
                                false,
                                new Policy.Approval(approved, approved, approvers),
                                halfDays,
                                negative != null,
                                negative == null ? null : negative.put("shouldReset", false),
                                accrual,
                                null,
                                audience,
                                "#4CAF50",
                                icon));
    }

    private void give(String policy, String who, String amount) {
        state.table(Assignment.class)
                .put(
                        new Assignment(
                                Ids.of("assignment", policy + who),
                                Ids.of("policy", policy),
                                id(who),
                                new BigDecimal(amount)));
    }

    private void requests() {
        Leave.Decision approved = decided("APPROVED", "chiara", 70, "Have fun");
        put("autumn", "Vacation", "mina", monday.minusWeeks(8), 5, "Sardinia", 75, approved);
        put("flu", "Sick leave", "hana", monday.minusWeeks(3), 2, "Flu", 18, nobody());
        Leave.Decision rejected = decided("REJECTED", "chiara", 8, "The report is due that week");
        put("fair", "Vacation", "grace", monday.plusWeeks(1), 3, "A long weekend", 10, rejected);
        put("skiing", "Vacation", "mina", monday.plusWeeks(4), 4, "Skiing", 6, Leave.PENDING);
        put("winter", "Vacation", "elif", monday.plusWeeks(7), 12, "Family", 3, Leave.PENDING);
        Instant start =
                monday.plusWeeks(1).plusDays(2).atTime(14, 0).atZone(zone("mina")).toInstant();
        state.table(Leave.class)
                .put(
                        new Leave(
                                Ids.of("leave", "dentist"),
                                Ids.of("policy", "Time in lieu"),
                                id("mina"),
                                id("mina"),
                                start,
                                start.plus(Duration.ofHours(3)),
                                null,
                                BigDecimal.valueOf(3),
                                "Dentist",
                                ago(2),
                                Leave.PENDING));
    }

    private void put(
            String id,
            String policy,
            String who,
            LocalDate first,
            int days,
            String note,
            int askedAgo,
            Leave.Decision decision) {
        LocalDate last = first.plusDays(days - 1L);
        state.table(Leave.class)
                .put(
                        new Leave(
                                Ids.of("leave", id),
                                Ids.of("policy", policy),
                                id(who),
                                id(who),
                                first.atStartOfDay(zone(who)).toInstant(),
                                last.plusDays(1)
                                        .atStartOfDay(zone(who))
                                        .toInstant()
                                        .minusSeconds(1),
                                null,
                                Leave.workingDays(state, id(who), first, last),
                                note,
                                ago(askedAgo),
                                decision));
    }

    private Leave.Decision decided(String status, String by, int daysAgo, String note) {
        return new Leave.Decision(status, id(by), ago(daysAgo), note);
    }

    private static Leave.Decision nobody() {
        return new Leave.Decision("APPROVED", null, null, null);
    }

    private Instant ago(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private static String id(String who) {
        return Seed.person(who).id();
    }

    private static ZoneId zone(String who) {
        return Seed.person(who).zone();
    }
}
