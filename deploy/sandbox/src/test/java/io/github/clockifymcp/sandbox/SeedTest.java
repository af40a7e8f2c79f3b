package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The company one finds.
class SeedTest extends SandboxTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private List<JsonNode> minasEntries() {
        List<JsonNode> entries = new ArrayList<>();
        mina.get(minas + "?page-size=5000").json().forEach(entries::add);
        return entries;
    }

    private static Instant start(JsonNode entry) {
        return Instant.parse(entry.at("/timeInterval/start").asText());
    }

    private static LocalDate day(JsonNode entry) {
        return LocalDate.ofInstant(start(entry), VIENNA);
    }

    @Test
    void two_sandboxes_of_the_same_time_hold_the_same() {
        JsonNode first = mina.get(minas + "?page-size=5000").json();

        try (Sandbox other = Sandbox.start(SandboxOptions.with(SandboxClock.fixedAt(NOW)))) {
            assertThat(Http.as(other, "mina").get(minas + "?page-size=5000").json())
                    .isEqualTo(first);
        }
    }

    @Test
    void nine_people_of_several_roles_and_zones_work_here() {
        Reply people = ada.get(ws + "/users?page-size=100");

        assertThat(people.json()).hasSize(9);
        assertThat(people.each("id")).allMatch(id -> id.matches("[0-9a-f]{24}"));
        assertThat(Seed.people().stream().map(Person::zone).distinct().count()).isGreaterThan(3);
        assertThat(Seed.person("ada").key()).isEqualTo("sandbox-key-ada-owner");
    }

    @Test
    void the_main_person_is_a_regular_member_with_two_months_behind_and_a_free_day_ahead() {
        List<JsonNode> entries = minasEntries();

        assertThat(entries).hasSizeGreaterThan(100);
        assertThat(entries).noneMatch(e -> day(e).equals(LocalDate.of(2026, 11, 20)));
        assertThat(entries).anyMatch(e -> day(e).equals(LocalDate.of(2026, 11, 18)));
        assertThat(day(entries.getLast())).isBefore(LocalDate.of(2026, 9, 30));
        assertThat(entries).noneMatch(e -> e.at("/timeInterval/end").isNull());
    }

    @Test
    void her_timesheet_has_something_to_find() {
        List<JsonNode> entries = minasEntries();

        assertThat(entries).anyMatch(e -> e.path("description").asText().isEmpty());
        assertThat(entries).anyMatch(e -> e.path("projectId").isNull());
        assertThat(entries).anyMatch(e -> !e.path("customFieldValues").isEmpty());
        assertThat(entries).anyMatch(e -> day(e).getDayOfWeek() == DayOfWeek.SATURDAY);
        assertThat(entries)
                .anyMatch(e ->
                        !day(e).equals(
                                        OffsetDateTime.parse(e.at("/timeInterval/end").asText())
                                                .atZoneSameInstant(VIENNA)
                                                .toLocalDate()));
        assertThat(overlaps(entries)).isTrue();
    }

    private static boolean overlaps(List<JsonNode> newestFirst) {
        for (int i = 1; i < newestFirst.size(); i++) {
            Instant end = Instant.parse(newestFirst.get(i).at("/timeInterval/end").asText());
            if (end.isAfter(start(newestFirst.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void an_entry_lies_across_the_change_of_the_clocks() {
        Instant change = Instant.parse("2026-10-25T01:00:00Z");

        assertThat(minasEntries())
                .anyMatch(e ->
                        start(e).isBefore(change)
                                && Instant.parse(e.at("/timeInterval/end").asText())
                                        .isAfter(change));
    }

    @Test
    void one_description_tries_to_give_orders() {
        assertThat(minasEntries())
                .anyMatch(e ->
                        e.path("description").asText().contains("IGNORE ALL PREVIOUS")
                                && e.path("description").asText().contains("\u202e"));
    }

    @Test
    void somebody_else_forgot_a_timer() {
        JsonNode running = mina.get(ws + "/time-entries/status/in-progress").json().get(0);

        assertThat(running.path("userId").asText()).isEqualTo(Seed.person("grace").id());
        assertThat(start(running)).isBefore(NOW.minus(Duration.ofHours(20)));
    }

    @Test
    void some_time_on_a_billable_project_is_not_billable() {
        JsonNode project = mina.get(ws + "/projects/" + Seed.id("project", "Annual Report")).json();

        assertThat(project.path("billable").asBoolean()).isTrue();
        assertThat(minasEntries())
                .filteredOn(e -> e.path("projectId").equals(project.path("id")))
                .anyMatch(e -> !e.path("billable").asBoolean());
    }

    @Test
    void nothing_of_the_seed_lies_in_the_future_at_any_time_of_any_day() {
        for (int hour = 0; hour < 24 * 9; hour += 5) {
            Instant now = Instant.parse("2026-03-25T00:30:00Z").plus(Duration.ofHours(hour));
            Company company = Seed.company(now);

            assertThat(
                            company.workspaces().values().stream()
                                    .flatMap(workspace ->
                                            Seed.people().stream()
                                                    .flatMap(p -> workspace.entries().of(p.id()))))
                    .as("at %s", now)
                    .isNotEmpty()
                    .allMatch(entry -> entry.start().isBefore(now))
                    .allMatch(entry -> entry.end() == null || !entry.end().isAfter(now));
        }
    }
}
