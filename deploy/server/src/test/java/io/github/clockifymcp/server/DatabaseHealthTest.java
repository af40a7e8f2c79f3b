package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.mcp.http.Readiness.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DatabaseHealthTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    private void later() {
        now.addAndGet(Duration.ofMillis(1_001).toNanos());
    }

    @Test
    void it_is_asked_once_a_second_however_many_want_to_know() {
        DatabaseHealth health = new DatabaseHealth(asked::incrementAndGet, now::get);

        for (int i = 0; i < 100; i++) {
            assertThat(health.state()).isEqualTo(State.READY);
        }
        assertThat(asked).hasValue(1);
        later();
        assertThat(health.state()).isEqualTo(State.READY);
        assertThat(asked).hasValue(2);
    }

    @Test
    void while_one_asks_the_others_go_by_what_was_found_last() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        DatabaseHealth health =
                new DatabaseHealth(
                        () -> {
                            if (asked.incrementAndGet() > 1) {
                                asking.countDown();
                                awaited(answer);
                            }
                        },
                        now::get);
        health.state();
        later();
        Thread one = Thread.ofVirtual().start(health::state);
        asking.await();

        assertThat(health.state()).isEqualTo(State.READY);

        answer.countDown();
        one.join();
        assertThat(asked).hasValue(2);
    }

    private static void awaited(CountDownLatch latch) {
        assertThatNoException().isThrownBy(latch::await);
    }

    @Test
    void never_seen_is_not_ready_and_lost_is_degraded() {
        AtomicInteger away = new AtomicInteger(1);
        DatabaseHealth health =
                new DatabaseHealth(
                        () -> {
                            if (away.get() == 1) {
                                throw new SQLException("gone");
                            }
                        },
                        now::get);

        assertThat(health.state()).isEqualTo(State.NOT_READY);
        away.set(0);
        assertThat(health.state()).isEqualTo(State.READY);
        away.set(1);
        later();
        assertThat(health.state()).isEqualTo(State.DEGRADED);
        away.set(0);
        later();
        assertThat(health.state()).isEqualTo(State.READY);
    }

    @Test
    void a_database_without_our_tables_is_not_ready_and_one_with_them_is() throws Exception {
        Postgres.Place empty = Postgres.NEWEST.empty();
        try (Database database = Database.open(empty.server(), 2)) {
            assertThat(new DatabaseHealth(database, now::get).state()).isEqualTo(State.NOT_READY);
        }
        Postgres.Place migrated = Postgres.NEWEST.migrated();
        try (Database database = Database.open(migrated.server(), 2)) {
            DatabaseHealth health = new DatabaseHealth(database, now::get);
            assertThat(health.state()).isEqualTo(State.READY);

            migrated.shut();
            later();
            assertThat(health.state()).isEqualTo(State.DEGRADED);

            migrated.open();
            later();
            assertThat(health.state()).isEqualTo(State.READY);
        }
    }
}
