package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Task;
import io.github.clockifymcp.mcp.server.Tasks;
import io.github.clockifymcp.mcp.tool.Principal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds of tasks, wherever they are kept.
final class SharedTasksTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final Principal ADA = new Principal("acme", "ada", Set.of("write", "read"));

    private static Task task(String id, Principal owner) {
        return Task.begun(id, owner, NOW, GOOD_FOR);
    }

    private static Task changed(
            Task task,
            Task.Status status,
            Map<String, ObjectNode> asked,
            Map<String, ObjectNode> answers,
            @Nullable ObjectNode result) {
        return new Task(
                task.id(),
                task.owner(),
                status,
                task.created(),
                NOW.plusMillis(1_234),
                task.goodFor(),
                asked,
                answers,
                result,
                null);
    }

    @ParameterizedTest
    @EnumSource
    void what_one_replica_began_another_can_tell_of(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Tasks one = place.tasks(GOOD_FOR, 5, CLOCK);
            Tasks other = place.tasks(GOOD_FOR, 5, CLOCK);
            Map<String, ObjectNode> asked = new LinkedHashMap<>();
            for (String key : List.of("who", "when", "amount", "a", "Überstunden 👩‍💻 \0")) {
                asked.put(key, Json.object().put("method", "elicitation/create"));
            }
            Map<String, ObjectNode> answers =
                    Map.of("first", Json.object().put("action", "accept"));

            assertThat(one.open(task("t1", ADA))).isTrue();
            assertThat(other.find(ADA, "t1")).contains(task("t1", ADA));
            other.change(
                    ADA,
                    "t1",
                    task -> changed(task, Task.Status.INPUT_REQUIRED, asked, answers, null));

            Task seen = one.find(ADA, "t1").orElseThrow();
            assertThat(seen.status()).isEqualTo(Task.Status.INPUT_REQUIRED);
            assertThat(seen.updated()).isEqualTo(NOW.plusMillis(1_234));
            assertThat(seen.asked().keySet()).containsExactlyElementsOf(asked.keySet());
            assertThat(seen.answers()).isEqualTo(answers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_result_comes_back_as_it_was(Replicas kind) throws Exception {
        ObjectNode result =
                Json.object()
                        .put("amount", new BigDecimal("12345678901234567890.1200"))
                        .put("count", Long.MAX_VALUE)
                        .put("done", true)
                        .putNull("none");
        result.putArray("list").add("“1”").addObject().put("k", 0.1);
        try (Replicas.Place place = kind.place()) {
            Tasks tasks = place.tasks(GOOD_FOR, 5, CLOCK);
            tasks.open(task("t1", ADA));
            tasks.change(
                    ADA,
                    "t1",
                    task -> changed(task, Task.Status.COMPLETED, Map.of(), Map.of(), result));

            ObjectNode seen = tasks.find(ADA, "t1").orElseThrow().result();

            assertThat(seen).isNotNull();
            assertThat(Json.string(seen)).isEqualTo(Json.string(result));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_is_nobody_elses_and_its_owner_s_with_whatever_scopes(Replicas kind)
            throws Exception {
        try (Replicas.Place place = kind.place()) {
            Tasks tasks = place.tasks(GOOD_FOR, 5, CLOCK);
            tasks.open(task("t1", ADA));

            for (Principal other :
                    List.of(
                            new Principal("other", "ada", ADA.scopes()),
                            new Principal("acme", "eve", ADA.scopes()))) {
                assertThat(tasks.find(other, "t1")).isEmpty();
                assertThat(
                                tasks.change(
                                        other,
                                        "t1",
                                        task -> {
                                            throw new AssertionError("it is not theirs");
                                        }))
                        .isEmpty();
            }

            assertThat(tasks.find(new Principal("acme", "ada", Set.of()), "t1"))
                    .contains(task("t1", ADA));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_that_has_ended_stays_as_it_is(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Tasks tasks = place.tasks(GOOD_FOR, 5, CLOCK);
            tasks.open(task("t1", ADA));
            tasks.change(
                    ADA,
                    "t1",
                    task -> changed(task, Task.Status.CANCELLED, Map.of(), Map.of(), null));

            assertThat(
                            tasks.change(
                                    ADA,
                                    "t1",
                                    task ->
                                            changed(
                                                    task,
                                                    Task.Status.WORKING,
                                                    Map.of(),
                                                    Map.of(),
                                                    null)))
                    .get()
                    .extracting(Task::status)
                    .isEqualTo(Task.Status.CANCELLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobody_s_change_is_lost(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Tasks one = place.tasks(GOOD_FOR, 5, CLOCK);
            Tasks other = place.tasks(GOOD_FOR, 5, CLOCK);
            one.open(task("t1", ADA));

            var _ =
                    Together.doing(
                            20,
                            i ->
                                    () ->
                                            (i % 2 == 0 ? one : other)
                                                    .change(ADA, "t1", task -> answered(task, i)));

            assertThat(one.find(ADA, "t1").orElseThrow().answers()).hasSize(20);
        }
    }

    private static Task answered(Task task, int number) {
        Map<String, ObjectNode> answers = new LinkedHashMap<>(task.answers());
        answers.put("q" + number, Json.object());
        return changed(task, Task.Status.WORKING, Map.of(), answers, null);
    }

    @ParameterizedTest
    @EnumSource
    void a_principal_has_so_many_tasks_on_all_replicas_together(Replicas kind) throws Exception {
        try (Replicas.Place place = kind.place()) {
            Tasks one = place.tasks(GOOD_FOR, 3, CLOCK);
            Tasks other = place.tasks(GOOD_FOR, 3, CLOCK);

            List<Boolean> kept =
                    Together.doing(
                            12, i -> () -> (i % 2 == 0 ? one : other).open(task("t" + i, ADA)));

            assertThat(kept).filteredOn(done -> done).hasSize(3);
            assertThat(one.open(task("e", new Principal("acme", "eve", Set.of())))).isTrue();
            assertThat(one.open(task("o", new Principal("other", "ada", Set.of())))).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_task_that_has_expired_is_unknown_and_makes_room(Replicas kind) throws Exception {
        MovedClock clock = new MovedClock(NOW);
        try (Replicas.Place place = kind.place()) {
            Tasks tasks = place.tasks(GOOD_FOR, 1, clock);
            tasks.open(task("t1", ADA));
            clock.at(NOW.plus(GOOD_FOR).minusMillis(1));
            assertThat(tasks.find(ADA, "t1")).isPresent();
            assertThat(tasks.open(task("t2", ADA))).isFalse();

            clock.at(NOW.plus(GOOD_FOR));

            assertThat(tasks.find(ADA, "t1")).isEmpty();
            assertThat(tasks.change(ADA, "t1", task -> task)).isEmpty();
            assertThat(tasks.open(task("t2", ADA))).isTrue();
        }
    }
}
