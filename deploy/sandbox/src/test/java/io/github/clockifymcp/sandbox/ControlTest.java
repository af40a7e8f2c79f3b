package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The sandbox's own routes, its memory of requests, and its clock.
class ControlTest extends SandboxTest {

    private final Http anybody = Http.with(sandbox());

    @Test
    void requests_are_remembered_with_their_bodies_but_without_keys() {
        mina.get("/user?include-memberships=true");
        mina.post(ws + "/tags", "{'name':'new'}");

        assertThat(sandbox().received().getFirst().line())
                .isEqualTo("GET /api/v1/user?include-memberships=true");
        ReceivedRequest last = sandbox().received().getLast();
        assertThat(last.body()).isEqualTo("{\"name\":\"new\"}");
        assertThat(last.status()).isEqualTo(201);
        assertThat(sandbox().received().toString()).doesNotContain("sandbox-key");
    }

    @Test
    void only_so_many_requests_are_remembered() {
        SandboxOptions options =
                new SandboxOptions(0, SandboxClock.fixedAt(NOW), true, 1 << 20, 2, Set.of());
        try (Sandbox forgetful = Sandbox.start(options)) {
            Http caller = Http.as(forgetful, "mina");
            caller.get("/user");
            caller.get("/workspaces");
            caller.get(ws);

            assertThat(forgetful.received().stream().map(ReceivedRequest::path))
                    .containsExactly("/api/v1/workspaces", "/api/v1" + ws);
        }
    }

    @Test
    void faults_are_injected_and_cleared_over_http() throws IOException {
        anybody.exchange(
                "POST", "/sandbox/faults", "{\"kind\":\"STATUS\",\"status\":503,\"times\":5}");
        Reply hit = mina.get("/user");
        Reply waiting = anybody.exchange("GET", "/sandbox/faults", "");
        anybody.exchange("DELETE", "/sandbox/faults", "");
        Reply after = mina.get("/user");

        assertThat(hit.status()).isEqualTo(503);
        assertThat(waiting.json().at("/0/times").asInt()).isEqualTo(4);
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void a_fault_that_makes_no_sense_is_refused() throws IOException {
        Reply kind = anybody.exchange("POST", "/sandbox/faults", "{\"kind\":\"FLOOD\"}");
        Reply status = anybody.exchange("POST", "/sandbox/faults", "{\"status\":200}");

        assertThat(kind.status()).isEqualTo(400);
        assertThat(status.status()).isEqualTo(400);
        assertThat(sandbox().faults().waiting()).isEmpty();
    }

    @Test
    void a_withdrawn_key_is_one_that_nobody_has() throws IOException {
        String key = "{\"key\":\"%s\"}".formatted(Seed.person("mina").key());

        Reply done = anybody.exchange("POST", "/sandbox/withdrawn-keys", key);
        Reply again = anybody.exchange("POST", "/sandbox/withdrawn-keys", key);

        assertThat(done.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(400);
        assertThat(mina.get("/user").status()).isEqualTo(401);
        anybody.exchange("POST", "/sandbox/reset", "");
        assertThat(mina.get("/user").status()).isEqualTo(200);
    }

    @Test
    void requests_are_read_over_http_and_the_sandboxs_own_are_not_among_them() throws IOException {
        mina.get("/user");

        Reply requests = anybody.exchange("GET", "/sandbox/requests", "");

        assertThat(requests.json()).hasSize(1);
        assertThat(requests.json().at("/0/path").asText()).isEqualTo("/api/v1/user");
    }

    @Test
    void the_clock_is_set_and_moved_over_http() throws IOException {
        anybody.exchange("POST", "/sandbox/clock", "{\"set\":\"2026-03-29T00:59:00Z\"}");
        Reply moved = anybody.exchange("POST", "/sandbox/clock", "{\"advance\":\"PT2M\"}");

        assertThat(moved.text("now")).isEqualTo("2026-03-29T01:01:00Z");
        assertThat(sandbox().clock().instant()).isEqualTo(Instant.parse("2026-03-29T01:01:00Z"));
    }

    @Test
    void starting_over_restores_the_seed_as_of_the_clock() throws IOException {
        mina.delete(ws + "/tags/" + Seed.id("tag", "review"));
        sandbox().clock().advance(Duration.ofDays(30));

        anybody.exchange("POST", "/sandbox/reset", "");

        assertThat(mina.get(ws + "/tags/" + Seed.id("tag", "review")).status()).isEqualTo(200);
        String latest = mina.get(minas).json().at("/0/timeInterval/start").asText();
        assertThat(Instant.parse(latest)).isAfter(NOW);
    }

    @Test
    void settings_are_changed_over_http() throws IOException {
        anybody.exchange(
                "POST",
                "/sandbox/settings",
                "{\"workspaceId\":\"%s\",\"name\":\"forceTags\",\"on\":true}"
                        .formatted(Seed.studio()));

        Reply reply =
                mina.post(
                        ws + "/time-entries",
                        "{'start':'2026-11-20T07:00:00Z','end':'2026-11-20T08:00:00Z'}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("Tag");
    }

    @Test
    void features_of_a_plan_are_taken_and_given_over_http() throws IOException {
        feature("EXPENSES", false);
        Reply without = mina.get(ws + "/expenses");
        String features = mina.get(ws).json().path("features").toString();
        feature("EXPENSES", true);
        Reply with = mina.get(ws + "/expenses");

        assertThat(without.status()).isEqualTo(403);
        assertThat(features).contains("\"TIME_OFF\"").doesNotContain("\"EXPENSES\"");
        assertThat(with.status()).isEqualTo(200);
    }

    @Test
    void a_feature_that_no_plan_has_is_refused() throws IOException {
        Reply reply = feature("EXPENSE", false);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("No plan has EXPENSE");
        assertThatThrownBy(() -> options(Set.of("EXPENSE"))).hasMessageContaining("EXPENSE");
    }

    private Reply feature(String name, boolean on) throws IOException {
        return anybody.exchange(
                "POST",
                "/sandbox/features",
                "{\"workspaceId\":\"%s\",\"name\":\"%s\",\"on\":%s}"
                        .formatted(Seed.studio(), name, on));
    }

    @Test
    void what_a_sandbox_starts_without_is_missing_after_starting_over() throws IOException {
        try (Sandbox poor = Sandbox.start(options(Set.of("TIME_OFF", "SCHEDULING")))) {
            poor.reset();

            Reply leave = Http.as(poor, "mina").get(ws + "/time-off/policies");
            Reply expenses = Http.as(poor, "mina").get(ws + "/expenses");

            assertThat(leave.status()).isEqualTo(403);
            assertThat(expenses.status()).isEqualTo(200);
        }
    }

    private static SandboxOptions options(Set<String> without) {
        return SandboxOptions.with(SandboxClock.fixedAt(NOW)).without(without);
    }

    @Test
    void a_page_in_a_browser_cannot_reach_the_controls() throws IOException {
        Http page = Http.with(sandbox(), "Origin", "https://evil.example");

        assertThat(page.exchange("POST", "/sandbox/reset", "{}").status()).isEqualTo(403);
    }

    @Test
    void a_clock_runs_on_from_where_it_was_set_unless_it_is_fixed() {
        SandboxClock fixed = SandboxClock.fixedAt(NOW);
        SandboxClock running = SandboxClock.runningFrom(NOW);

        fixed.advance(Duration.ofHours(1));

        assertThat(fixed.instant()).isEqualTo(NOW.plusSeconds(3_600)).isEqualTo(fixed.instant());
        assertThat(running.instant()).isBetween(NOW, NOW.plusSeconds(60));
        assertThat(running.withZone(Seed.main().zone()).instant())
                .isBetween(NOW, NOW.plusSeconds(60));
    }
}
