package io.github.clockifymcp.tools.time;

import static io.github.clockifymcp.tools.time.Direction.PAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The grammar under inputs that a generator thought of.
class TimesNobodyThoughtOfTest {
    private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");
    private static final long FROM = Instant.parse("2000-01-02T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2099-12-30T00:00:00Z").getEpochSecond();
    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    private static final List<String> PIECES =
            List.of(
                    "today",
                    "yesterday",
                    "last",
                    "next",
                    "this",
                    "friday",
                    "mon",
                    "week",
                    "month",
                    "9:00",
                    "17:30",
                    "25:00",
                    "9",
                    "30",
                    "2026",
                    "11",
                    "17",
                    "-",
                    "–",
                    ":",
                    ".",
                    "..",
                    "/",
                    ",",
                    "+",
                    "+02:00",
                    "utc",
                    "z",
                    "t",
                    "T09:00",
                    "nov",
                    "feb",
                    "29",
                    "30",
                    "at",
                    "on",
                    "of",
                    "the",
                    "and",
                    "to",
                    "from",
                    "for",
                    "until",
                    "since",
                    "ago",
                    "in",
                    "now",
                    "h",
                    "m",
                    "2h30m",
                    "1.5h",
                    "pt",
                    "days",
                    "am",
                    "pm",
                    "noon",
                    "midnight",
                    "24:00",
                    "next day",
                    "ending",
                    "first",
                    "second",
                    "CET",
                    "cest",
                    "[Europe/Vienna]",
                    "[",
                    "]",
                    "europe/paris",
                    "2026-11-17",
                    "2026-10-25",
                    "02:30",
                    "2026-03-29",
                    "99999999999",
                    "999999h",
                    "w47",
                    "quarter",
                    "year",
                    "9999",
                    "\u0000",
                    "İ",
                    "ı",
                    "９",
                    "٣",
                    "\uD83D\uDE00",
                    "\uD83D",
                    "\u202E");

    @Test
    void whatever_is_typed_is_understood_or_refused_in_words() {
        TimeWords words = new TimeWords(ZoneId.of("Europe/Vienna"), NOW, DayOfWeek.MONDAY);

        seeds(
                Boolean.getBoolean("soak") ? 400_000 : 20_000,
                random -> {
                    String text = garbage(random);
                    attempt(() -> words.moment(text, direction(random)));
                    attempt(() -> words.day(text, direction(random)));
                    attempt(() -> words.duration(text));
                    attempt(() -> words.span(text, direction(random)));
                    attempt(() -> words.span("yesterday 9:00", text, null, PAST));
                    attempt(() -> words.range(text, direction(random)));
                });
    }

    @Test
    void what_is_shown_is_understood_again_in_every_zone() {
        seeds(
                3_000,
                random -> {
                    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                    TimeWords words = new TimeWords(zone, NOW, DayOfWeek.MONDAY);
                    Instant instant = instant(random, zone);

                    String shown = words.text().moment(instant);

                    assertThat(words.moment(shown, PAST))
                            .as("%s in %s", shown, zone)
                            .isEqualTo(minuteOf(instant, zone));
                });
    }

    @Test
    void a_span_that_is_shown_is_understood_again_in_every_zone() {
        seeds(
                3_000,
                random -> {
                    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                    TimeWords words = new TimeWords(zone, NOW, DayOfWeek.MONDAY);
                    Instant start = minuteOf(instant(random, zone), zone);
                    Span span = new Span(start, start.plusSeconds(60L * (1 + random.nextInt(900))));

                    String shown = words.text().span(span);
                    String written = shown.substring(0, shown.lastIndexOf(" ("));

                    assertThat(words.span(written, PAST))
                            .as("%s in %s", shown, zone)
                            .isEqualTo(span);
                });
    }

    @Test
    void the_machines_form_of_an_instant_is_that_instant() {
        seeds(
                3_000,
                random -> {
                    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
                    TimeWords words = new TimeWords(zone, NOW, DayOfWeek.MONDAY);
                    Instant instant = instant(random, zone);
                    String local = instant.atZone(zone).toOffsetDateTime().toString();

                    assertThat(words.moment(instant.toString(), PAST)).isEqualTo(instant);
                    assertThat(words.moment(local, PAST)).as(local).isEqualTo(instant);
                    assertThat(words.moment(instant.atZone(zone).toString(), PAST))
                            .isEqualTo(instant);
                });
    }

    @Test
    void a_duration_that_is_shown_is_understood_again() {
        TimeWords words = new TimeWords(ZoneId.of("UTC"), NOW, DayOfWeek.MONDAY);
        seeds(
                2_000,
                random -> {
                    Duration duration = Duration.ofMinutes(1 + random.nextInt(100_000));

                    assertThat(words.duration(words.text().duration(duration))).isEqualTo(duration);
                    assertThat(words.duration(duration.toString())).isEqualTo(duration);
                });
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (ToolException refusal) {
            assertThat(refusal.problem().message()).isNotBlank();
            assertThat(refusal.problem().hint()).isNotBlank();
        }
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(7);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(20) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES.get(random.nextInt(PIECES.size())));
            text.append(random.nextInt(3) == 0 ? "" : " ");
        }
        return text.toString();
    }

    /// Any instant, and often one beside a change of the zone's clocks.
    private static Instant instant(Random random, ZoneId zone) {
        Instant any = Instant.ofEpochSecond(random.nextLong(FROM, TO));
        var change = zone.getRules().nextTransition(any);
        return change == null || random.nextBoolean() || change.getInstant().getEpochSecond() > TO
                ? any
                : change.getInstant().plusSeconds(random.nextInt(-7_200, 7_200));
    }

    private static Instant minuteOf(Instant instant, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return local.truncatedTo(ChronoUnit.MINUTES).toInstant(zone.getRules().getOffset(instant));
    }

    private static Direction direction(Random random) {
        return random.nextBoolean() ? PAST : Direction.FUTURE;
    }

    private static void seeds(int count, Consumer<Random> property) {
        for (long seed = 0; seed < count; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException broken) {
                fail("It does not hold for seed " + seed, broken);
            }
        }
    }
}
