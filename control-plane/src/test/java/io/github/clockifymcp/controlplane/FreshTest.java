package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FreshTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger asked = new AtomicInteger();
    private final Fresh<String, String> fresh =
            new Fresh<>(nanos::get, key -> key + asked.incrementAndGet());

    @Test
    void an_answer_is_good_for_its_moment_and_no_longer() throws Exception {
        assertThat(fresh.get("a")).isEqualTo("a1");
        nanos.addAndGet(Fresh.MOMENT.toNanos() - 1);
        assertThat(fresh.get("a")).isEqualTo("a1");
        nanos.addAndGet(1);
        assertThat(fresh.get("a")).isEqualTo("a2");
    }

    @Test
    void what_was_forgotten_is_asked_anew() throws Exception {
        fresh.get("a");
        fresh.get("b");
        fresh.forget("a");

        assertThat(fresh.get("a")).isEqualTo("a3");
        assertThat(fresh.get("b")).isEqualTo("b2");
    }

    @Test
    void the_oldest_go_when_there_are_too_many() throws Exception {
        fresh.get("first");
        for (int i = 0; i < 10_000; i++) {
            fresh.get("k" + i);
        }

        assertThat(fresh.get("k9999")).isEqualTo("k999910001");
        assertThat(fresh.get("first")).isEqualTo("first10002");
    }

    @Test
    void all_who_ask_at_the_same_time_ask_once() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Fresh<String, String> slow =
                new Fresh<>(
                        nanos::get,
                        key -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                throw new IOException(e);
                            }
                            return key + asked.incrementAndGet();
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> slow.get("a")));
            }
            go.countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("a1");
            }
        }
    }

    @Test
    void a_failure_is_told_and_not_kept() throws Exception {
        Fresh<String, String> failing =
                new Fresh<>(
                        nanos::get,
                        key -> {
                            if (asked.incrementAndGet() == 1) {
                                throw new IOException("away");
                            }
                            return key;
                        });

        assertThatThrownBy(() -> failing.get("a"))
                .isInstanceOf(IOException.class)
                .hasMessage("away");
        assertThat(failing.get("a")).isEqualTo("a");
    }
}
