package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Timers: entries that have no end yet.
class TimerTest extends SandboxTest {

    private Reply start(String at) {
        return mina.post(ws + "/time-entries", "{'start':'" + at + "'}");
    }

    @Test
    void a_running_timer_has_neither_end_nor_duration() {
        Reply started = start("2026-11-20T08:00:00Z");

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.json().at("/timeInterval/end").isNull()).isTrue();
        assertThat(started.json().at("/timeInterval/duration").isNull()).isTrue();
    }

    @Test
    void a_timer_is_stopped_by_a_patch_on_the_persons_entries() {
        Reply started = start("2026-11-20T08:00:00Z");

        Reply stopped = mina.patch(minas, "{'end':'2026-11-20T09:00:00Z'}");

        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.text("id")).isEqualTo(started.text("id"));
        assertThat(stopped.json().at("/timeInterval/duration").asText()).isEqualTo("PT1H");
    }

    @Test
    void stopping_when_nothing_runs_is_a_real_404_with_code_404() {
        Reply reply = mina.patch(minas, "{'end':'2026-11-20T09:00:00Z'}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.code()).isEqualTo(404);
        assertThat(reply.message()).startsWith("Currently running time entry doesn't exist");
    }

    @Test
    void starting_a_timer_stops_the_one_that_runs() {
        String first = start("2026-11-20T08:00:00Z").text("id");

        String second = start("2026-11-20T08:40:00Z").text("id");

        Reply old = mina.get(ws + "/time-entries/" + first);
        assertThat(old.json().at("/timeInterval/duration").asText()).isEqualTo("PT40M");
        assertThat(mina.get(minas + "?in-progress=true").each("id")).containsExactly(second);
    }

    @Test
    void a_sandbox_may_also_refuse_the_second_timer() {
        SandboxOptions options =
                SandboxOptions.with(SandboxClock.fixedAt(NOW)).refusingSecondTimer();
        try (Sandbox strict = Sandbox.start(options)) {
            Http other = Http.as(strict, "mina");
            other.post(ws + "/time-entries", "{'start':'2026-11-20T08:00:00Z'}");

            Reply second = other.post(ws + "/time-entries", "{'start':'2026-11-20T08:40:00Z'}");

            assertThat(second.status()).isEqualTo(400);
            assertThat(other.get(minas + "?in-progress=true").json()).hasSize(1);
        }
    }

    @Test
    void a_timer_may_start_incomplete_but_cannot_be_stopped_so() {
        sandbox().setting(Seed.studio(), "forceProjects", true);

        Reply started = start("2026-11-20T08:00:00Z");
        Reply stopped = mina.patch(minas, "{'end':'2026-11-20T09:00:00Z'}");
        Reply deleted = mina.delete(ws + "/time-entries/" + started.text("id"));

        assertThat(started.status()).isEqualTo(201);
        assertThat(stopped.status()).isEqualTo(400);
        assertThat(stopped.code()).isEqualTo(501);
        assertThat(deleted.status()).isEqualTo(204);
    }

    @Test
    void everybodys_running_timers_are_listed_together() {
        String mine = start("2026-11-20T08:00:00Z").text("id");

        Reply running = mina.get(ws + "/time-entries/status/in-progress");

        assertThat(running.header("Last-Page")).isEqualTo("true");
        assertThat(running.each("id")).hasSize(2).startsWith(mine);
        assertThat(running.each("userId")).contains(Seed.person("grace").id());
        assertThat(ada.get(ws + "/time-entries/status/in-progress?page-size=1001").status())
                .isEqualTo(400);
    }
}
