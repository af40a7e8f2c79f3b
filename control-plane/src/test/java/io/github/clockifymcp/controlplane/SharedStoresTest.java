package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.JournalBounds;
import io.github.clockifymcp.enforcement.JournalEntry;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds between processes, wherever they keep what they share.
final class SharedStoresTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Journal.Owner ADA = new Journal.Owner("acme", "ada", "u1", "w1");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void of_all_who_use_a_confirmation_one_is_told_that_it_was_not_used(Shared kind)
            throws Exception {
        Shared.Place place = kind.place(folder);
        try (Shared.Stores one = place.opened(CLOCK);
                Shared.Stores other = place.opened(CLOCK);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String nonce = "n" + round;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Boolean>> tries = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    Shared.Stores mine = i % 2 == 0 ? one : other;
                    tries.add(
                            threads.submit(() -> {
                                start.await();
                                return mine.redeemed().redeem("acme", nonce, NOW.plusSeconds(300));
                            }));
                }
                start.countDown();
                int firsts = 0;
                for (Future<Boolean> tried : tries) {
                    firsts += tried.get() ? 1 : 0;
                }
                assertThat(firsts).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_tenant_does_not_use_up_what_is_another_s(Shared kind) throws Exception {
        try (Shared.Stores stores = kind.place(folder).opened(CLOCK)) {
            assertThat(stores.redeemed().redeem("acme", "n", NOW.plusSeconds(300))).isTrue();
            assertThat(stores.redeemed().redeem("other", "n", NOW.plusSeconds(300))).isTrue();
            assertThat(stores.redeemed().redeem("acme", "n", NOW.plusSeconds(300))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_entry_that_has_ended_takes_the_place_of_the_one_that_was_begun(Shared kind)
            throws Exception {
        Shared.Place place = kind.place(folder);
        try (Shared.Stores one = place.opened(CLOCK);
                Shared.Stores other = place.opened(CLOCK)) {
            one.journal().put(entry(ADA, "c1", NOW, false));
            one.journal().put(entry(ADA, "c2", NOW.plusSeconds(1), false));
            other.journal().put(entry(ADA, "c1", NOW, true));

            List<JournalEntry> entries = one.journal().of(ADA);

            assertThat(entries).extracting(JournalEntry::id).containsExactly("c2", "c1");
            assertThat(entries.get(1)).isEqualTo(entry(ADA, "c1", NOW, true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_is_given_anybody_else_s_entries(Shared kind) throws Exception {
        try (Shared.Stores stores = kind.place(folder).opened(CLOCK)) {
            stores.journal().put(entry(ADA, "c1", NOW, true));

            for (Journal.Owner other :
                    List.of(
                            new Journal.Owner("other", "ada", "u1", "w1"),
                            new Journal.Owner("acme", "eve", "u1", "w1"),
                            new Journal.Owner("acme", "ada", "u2", "w1"),
                            new Journal.Owner("acme", "ada", "u1", "w2"))) {
                assertThat(stores.journal().of(other)).isEmpty();
            }
            assertThat(stores.journal().of(ADA)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_last_entries_of_an_owner_are_kept_and_no_more(Shared kind) throws Exception {
        Journal.Owner other = new Journal.Owner("acme", "eve", "u2", "w1");
        try (Shared.Stores stores = kind.place(folder).opened(CLOCK)) {
            stores.journal().put(entry(other, "theirs", NOW, true));
            for (int i = 1; i <= JournalBounds.MOST + 5; i++) {
                stores.journal().put(entry(ADA, "c" + i, NOW.plusMillis(i), true));
            }

            assertThat(stores.journal().of(ADA))
                    .hasSize(JournalBounds.MOST)
                    .first()
                    .extracting(JournalEntry::id)
                    .isEqualTo("c" + (JournalBounds.MOST + 5));
            assertThat(stores.journal().of(other)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_old_entry_is_not_given_any_more(Shared kind) throws Exception {
        Clock later =
                Clock.fixed(
                        NOW.plus(JournalBounds.LONGEST).plus(Duration.ofSeconds(1)),
                        ZoneOffset.UTC);
        Shared.Place place = kind.place(folder);
        try (Shared.Stores then = place.opened(CLOCK);
                Shared.Stores now = place.opened(later)) {
            then.journal().put(entry(ADA, "c1", NOW, true));

            assertThat(then.journal().of(ADA)).hasSize(1);
            assertThat(now.journal().of(ADA)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_interrupted_thread_writes_all_the_same_and_stays_interrupted(Shared kind)
            throws Exception {
        try (Shared.Stores stores = kind.place(folder).opened(CLOCK)) {
            Thread.currentThread().interrupt();
            stores.journal().put(entry(ADA, "c1", NOW, true));
            stores.audit().intent(Rows.intent("acme", "call-1", NOW));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(stores.journal().of(ADA)).hasSize(1);
        }
    }

    private static JournalEntry entry(Journal.Owner owner, String id, Instant at, boolean ended) {
        return new JournalEntry(
                id,
                at,
                owner,
                "clockify_log_time",
                "Log 1 h — Überstunden 👩‍💻",
                Set.of(Risk.WRITE),
                Reach.OWN_WORK,
                ended,
                List.of(),
                List.of());
    }
}
