package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.TimeEntries.NewTimeEntry;
import io.github.clockifymcp.sandbox.Fault;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is found out of a write whose answer was lost, in front of the sandbox.
class ReconciliationTest {
    private static final Instant START = Instant.parse("2026-11-20T05:00:00Z");

    @AutoClose
    private final Sandbox sandbox =
            Sandbox.start(
                    SandboxOptions.with(
                            SandboxClock.fixedAt(Instant.parse("2026-11-20T14:30:00Z"))));

    @AutoClose
    private final Clockify clockify =
            Clockify.of(Hosts.at(sandbox.baseUrl() + "/api/v1"), ApiKey.of(Seed.main().key()));

    private final WorkspaceApi api = clockify.workspace(Seed.studio());

    private static NewTimeEntry work(String description) {
        return new NewTimeEntry(START, START.plusSeconds(3_600), description)
                .withProject(Seed.id("project", "Booking App"), null)
                .withTags(List.of(Seed.id("tag", "urgent")));
    }

    private void lose(ApiRequest<?> write, Fault fault) {
        sandbox.faults().inject(fault.times(1));
        try {
            var _ = clockify.send(write);
        } catch (ClockifyException e) {
            assertThat(e.category()).isEqualTo(Category.UNKNOWN_OUTCOME);
            return;
        }
        throw new AssertionError("the answer was not lost");
    }

    private Optional<JsonNode> lost(ApiRequest<?> write) {
        lose(write, Fault.of(Fault.Kind.RESET_AFTER));
        return clockify.reconciled(write);
    }

    @Test
    void an_entry_that_was_made_is_found() {
        Optional<JsonNode> found = lost(api.timeEntries().create(work("Release")));

        assertThat(found.orElseThrow().path("description").asText()).isEqualTo("Release");
    }

    /// Lets something happen while it waits.
    private static final class Waiting implements Sleeper {
        private final Runnable meanwhile;
        private final List<Duration> waits = new ArrayList<>();

        Waiting(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public void sleep(Duration howLong) {
            waits.add(howLong);
            meanwhile.run();
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }

    @Test
    void an_entry_that_arrives_late_is_found_by_a_second_look() {
        ApiRequest<?> write = api.timeEntries().create(work("Release"));
        lose(write, Fault.status(503));
        Waiting waiting = new Waiting(() -> clockify.sendRaw(write));

        assertThat(clockify.reconciled(write, waiting).orElseThrow().path("description").asText())
                .isEqualTo("Release");
        assertThat(waiting.waits).hasSize(1);
    }

    @Test
    void what_is_found_at_once_needs_no_second_look_nor_what_nobody_can_tell() {
        ApiRequest<?> write = api.timeEntries().create(work("Release"));
        var _ = clockify.sendRaw(write);
        Waiting waiting = new Waiting(() -> {});

        assertThat(clockify.reconciled(write, waiting)).isPresent();
        assertThat(
                        clockify.reconciled(
                                ApiRequest.post(
                                        "/workspaces/%s/webhooks".formatted(Seed.studio()),
                                        Fixtures.json("{\"name\": \"x\"}"),
                                        JsonNode.class),
                                waiting))
                .isEmpty();
        assertThat(waiting.waits).isEmpty();
    }

    @Test
    void what_is_not_there_at_the_second_look_either_stays_unknown() {
        ApiRequest<?> write = api.timeEntries().create(work("Release"));
        Waiting waiting = new Waiting(() -> {});

        assertThat(clockify.reconciled(write, waiting)).isEmpty();
        assertThat(waiting.waits).hasSize(1);
    }

    @Test
    void an_entry_that_was_not_made_is_not_found() {
        ApiRequest<?> write = api.timeEntries().create(work("Release"));
        lose(write, Fault.status(503));

        assertThat(clockify.reconciled(write)).isEmpty();
    }

    @Test
    void of_two_that_fit_nothing_is_said() {
        var _ = clockify.send(api.timeEntries().create(work("Release")));

        assertThat(lost(api.timeEntries().create(work("Release")))).isEmpty();
        assertThat(lost(api.timeEntries().create(work("Another")))).isPresent();
    }

    @Test
    void an_entry_that_was_deleted_is_gone() {
        var made = clockify.send(api.timeEntries().create(work("Release")));

        assertThat(lost(api.timeEntries().delete(made.id())).orElseThrow().isMissingNode())
                .isTrue();
    }

    @Test
    void an_entry_that_is_still_there_proves_nothing() {
        var made = clockify.send(api.timeEntries().create(work("Release")));
        ApiRequest<?> write = api.timeEntries().delete(made.id());
        lose(write, Fault.status(502));

        assertThat(clockify.reconciled(write)).isEmpty();
    }

    @Test
    void a_name_that_is_there_now_was_made() {
        assertThat(lost(api.tags().create("Lost and found")).orElseThrow().path("name").asText())
                .isEqualTo("Lost and found");
    }

    @Test
    void what_it_does_not_know_it_leaves() {
        ApiRequest<?> write =
                ApiRequest.post(
                        "/workspaces/%s/webhooks".formatted(Seed.studio()),
                        Fixtures.json("{\"name\": \"x\"}"),
                        JsonNode.class);

        assertThat(clockify.reconciled(write)).isEmpty();
    }
}
