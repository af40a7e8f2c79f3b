package io.github.clockifymcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What goes wrong when it is told to.
class FaultTest extends SandboxTest {

    private final String tags = "/api/v1" + ws + "/tags";

    @Test
    void too_many_requests_come_with_or_without_a_word_on_how_long_to_wait() {
        sandbox().faults().inject(Fault.tooManyRequests());
        sandbox().faults().inject(Fault.tooManyRequests(7));

        Reply without = mina.get("/user");
        Reply with = mina.get("/user");
        Reply after = mina.get("/user");

        assertThat(without.status()).isEqualTo(429);
        assertThat(without.header("Retry-After")).isEmpty();
        assertThat(with.header("Retry-After")).isEqualTo("7");
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void a_fault_hits_as_many_matching_requests_as_it_says() {
        sandbox()
                .faults()
                .inject(Fault.status(502).on("GET", "/api/v1/workspaces/*/tags").times(2));

        assertThat(mina.get(ws + "/projects").status()).isEqualTo(200);
        assertThat(mina.post(ws + "/tags", "{'name':'new'}").status()).isEqualTo(201);
        assertThat(mina.get(ws + "/tags").status()).isEqualTo(502);
        assertThat(mina.get(ws + "/tags").status()).isEqualTo(502);
        assertThat(mina.get(ws + "/tags").status()).isEqualTo(200);
        assertThat(sandbox().faults().waiting()).isEmpty();
    }

    @Test
    void a_connection_cut_before_leaves_nothing_done() {
        sandbox().faults().inject(Fault.of(Fault.Kind.RESET_BEFORE).on("POST", "/"));

        assertThatThrownBy(() -> mina.exchange("POST", tags, "{\"name\":\"lost\"}"))
                .isInstanceOf(IOException.class);

        assertThat(mina.get(ws + "/tags?name=lost").json()).isEmpty();
    }

    @Test
    void a_connection_cut_after_leaves_it_done_and_the_caller_in_doubt() {
        sandbox().faults().inject(Fault.of(Fault.Kind.RESET_AFTER).on("POST", "/"));

        assertThatThrownBy(() -> mina.exchange("POST", tags, "{\"name\":\"lost\"}"))
                .isInstanceOf(IOException.class);

        assertThat(mina.get(ws + "/tags?name=lost").json()).hasSize(1);
        assertThat(sandbox().received().getFirst().status()).isZero();
    }

    @Test
    void a_body_may_end_in_the_middle() {
        sandbox().faults().inject(Fault.of(Fault.Kind.TRUNCATED_BODY));

        assertThatThrownBy(() -> mina.exchange("GET", tags, "")).isInstanceOf(IOException.class);
    }

    @Test
    void a_body_may_be_garbage() throws IOException {
        sandbox().faults().inject(Fault.of(Fault.Kind.GARBAGE_BODY));

        HttpResponse<byte[]> reply = mina.raw("GET", tags, "", "");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8)).startsWith("<html>");
    }

    @Test
    void slow_and_late_answers_arrive_whole() {
        sandbox().faults().inject(Fault.of(Fault.Kind.SLOW_BODY).taking(Duration.ofMillis(50)));
        sandbox().faults().inject(Fault.of(Fault.Kind.DELAY).taking(Duration.ofMillis(50)));

        assertThat(mina.get(ws + "/tags").json()).hasSize(12);
        assertThat(mina.get(ws + "/tags").json()).hasSize(12);
    }

    @Test
    void a_body_that_is_too_long_is_refused_and_the_sandbox_goes_on() {
        Reply reply = mina.post(ws + "/tags", "{'name':'" + "x".repeat(2 << 20) + "'}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(mina.get("/user").status()).isEqualTo(200);
    }

    @Test
    void a_body_that_is_not_declared_as_json_is_not_read() throws IOException {
        HttpResponse<byte[]> reply = mina.raw("POST", tags, "name=x", "text/plain");

        assertThat(reply.statusCode()).isEqualTo(415);
    }
}
