package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyedStoreTest {
    private static final KeyedStore.Shelf ADA = new KeyedStore.Shelf("acme", "a1b2", "names");
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource
    void what_one_replica_has_looked_up_another_need_not(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database here = Database.open(place.server(), 2);
                Database there = Database.open(place.server(), 2)) {
            KeyedStore one = new KeyedStore(here);
            KeyedStore other = new KeyedStore(there);

            assertThat(one.put(ADA, "project/“Website” 👩‍💻 \0", "p1 Überstunden \0", HOUR))
                    .isTrue();
            assertThat(other.get(ADA, "project/“Website” 👩‍💻 \0")).contains("p1 Überstunden \0");

            other.put(ADA, "project/“Website” 👩‍💻 \0", "p2", HOUR);
            assertThat(one.get(ADA, "project/“Website” 👩‍💻 \0")).contains("p2");
            assertThat(one.get(ADA, "project/")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_reads_or_forgets_what_is_on_another_shelf(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            KeyedStore store = new KeyedStore(database);
            store.put(ADA, "key", "value", HOUR);

            for (KeyedStore.Shelf other :
                    List.of(
                            new KeyedStore.Shelf("other", "a1b2", "names"),
                            new KeyedStore.Shelf("acme", "c3d4", "names"),
                            new KeyedStore.Shelf("acme", "a1b2", "handles"))) {
                assertThat(store.get(other, "key")).isEmpty();
                store.clear(other);
            }

            assertThat(store.get(ADA, "key")).contains("value");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_begins_alike_is_forgotten_and_nothing_else(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            KeyedStore store = new KeyedStore(database);
            for (String key :
                    List.of("tag/a", "tag/b", "tag", "tags/a", "project/tag/a", "t%g/a")) {
                store.put(ADA, key, "value", HOUR);
            }

            store.forget(ADA, "tag/");
            assertThat(store.get(ADA, "tag/a")).isEmpty();
            assertThat(store.get(ADA, "tag/b")).isEmpty();
            for (String key : List.of("tag", "tags/a", "project/tag/a", "t%g/a")) {
                assertThat(store.get(ADA, key)).as(key).contains("value");
            }

            store.clear(ADA);
            assertThat(store.get(ADA, "tags/a")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_old_is_not_given(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            KeyedStore store = new KeyedStore(database);
            store.put(ADA, "key", "value", HOUR);
            Rows.asOwner(place, "acme", "update keyed set until = until - interval '61 minutes'");

            assertThat(store.get(ADA, "key")).isEmpty();

            store.put(ADA, "key", "again", HOUR);
            assertThat(store.get(ADA, "key")).contains("again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_was_put_first_makes_room(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 4)) {
            KeyedStore store = new KeyedStore(database);
            KeyedStore.Shelf other = new KeyedStore.Shelf("acme", "c3d4", "names");
            store.put(other, "theirs", "value", HOUR);
            store.put(ADA, "first", "value", HOUR);
            store.put(ADA, "second", "value", HOUR);
            Rows.asOwner(
                    place,
                    "acme",
                    "insert into keyed (tenant, owner, purpose, key, value, until)"
                            + " select 'acme', 'a1b2', 'names', convert_to('k' || i, 'UTF8'), '', 'infinity'"
                            + " from generate_series(3, "
                            + KeyedStore.MOST
                            + ") i");
            store.put(ADA, "first", "again", HOUR);

            var _ = Together.doing(8, i -> () -> store.put(ADA, "last" + i, "value", HOUR));

            assertThat(store.get(ADA, "second")).isEmpty();
            assertThat(store.get(ADA, "first")).contains("again");
            assertThat(store.get(ADA, "last7")).contains("value");
            assertThat(store.get(ADA, "k9")).isEmpty();
            assertThat(store.get(ADA, "k10")).isPresent();
            assertThat(store.get(other, "theirs")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_too_large_is_not_kept(Postgres version) throws Exception {
        try (Database database = Database.open(version.migrated().server(), 2)) {
            KeyedStore store = new KeyedStore(database);
            String large = "x".repeat(KeyedStore.LARGEST_VALUE);
            String longest = "ü".repeat(KeyedStore.LARGEST_KEY / 2);

            assertThat(store.put(ADA, "key", large, HOUR)).isTrue();
            assertThat(store.put(ADA, "key", large + "x", HOUR)).isFalse();
            assertThat(store.get(ADA, "key")).isEmpty();
            assertThat(store.put(ADA, longest, "value", HOUR)).isTrue();
            assertThat(store.put(ADA, longest + "x", "value", HOUR)).isFalse();
            assertThat(store.get(ADA, longest)).contains("value");
            assertThat(store.get(ADA, longest + "x")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_time_counts_once_whichever_replica_it_happened_at(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database here = Database.open(place.server(), 4);
                Database there = Database.open(place.server(), 4)) {
            RecentCounts one = new RecentCounts(here);
            RecentCounts other = new RecentCounts(there);

            List<Integer> counts =
                    Together.doing(
                            24,
                            i ->
                                    () ->
                                            (i % 2 == 0 ? one : other)
                                                    .happens("acme", HOUR, 100, "requests", "w1"));

            assertThat(counts)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 24).boxed().toList());
            assertThat(one.count("acme", HOUR, "requests", "w1")).isEqualTo(24);
            assertThat(one.count("acme", HOUR, "requests", "w2")).isZero();
            assertThat(one.count("other", HOUR, "requests", "w1")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_happened_before_that_time_does_not_count(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            RecentCounts counts = new RecentCounts(database);
            for (int i = 0; i < 5; i++) {
                counts.happens("acme", HOUR, 100, "requests");
            }
            Rows.asOwner(
                    place,
                    "acme",
                    "update recent set instants = array(select at - interval '59 minutes'"
                            + " from unnest(instants) at)");
            assertThat(counts.happens("acme", HOUR, 100, "requests")).isEqualTo(6);
            assertThat(counts.happens("acme", HOUR, 3, "requests")).isEqualTo(3);
            Rows.asOwner(
                    place,
                    "acme",
                    "update recent set instants = array(select at - interval '61 minutes'"
                            + " from unnest(instants) at)");

            assertThat(counts.count("acme", HOUR, "requests")).isZero();
            assertThat(counts.happens("acme", HOUR, 100, "requests")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_away_is_told_apart_from_nothing(Postgres version) throws Exception {
        try (Database database = Database.open(version.empty().server(), 2)) {
            assertThatThrownBy(() -> new KeyedStore(database).get(ADA, "key"))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> new RecentCounts(database).count("acme", HOUR, "requests"))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }
}
