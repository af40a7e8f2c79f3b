package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.packaged.Certificates;
import io.github.clockifymcp.server.packaged.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What doctor finds at addresses where something is wrong. A server that is in order is looked at
/// as it is packaged.
final class EndpointTest {
    private static final String OK = "{\"status\":\"ok\"}";
    private static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Patient patient;

    @BeforeEach
    void begin() throws IOException {
        patient = new Patient(folder);
    }

    @Test
    void nobody_is_there() throws IOException {
        assertThat(at("http://127.0.0.1:1/mcp", "endpoint.away").code()).isEqualTo(2);
    }

    @Test
    void somebody_else_is_there() throws IOException {
        try (Answers other = Answers.plain()) {
            assertThat(at(other.origin() + "/mcp", "endpoint.odd").code()).isEqualTo(2);
        }
    }

    @Test
    void it_lets_nobody_in_at_the_moment() throws IOException {
        try (Answers server = living()) {
            server.on("/ready", 503, "{\"status\":\"unavailable\"}", Map.of());

            assertThat(at(server.origin() + "/mcp", "endpoint.unready").code()).isEqualTo(2);
        }
    }

    @Test
    void it_has_lost_its_database() throws IOException {
        try (Answers server = living()) {
            server.on("/ready", "{\"status\":\"degraded\"}");

            at(server.origin() + "/mcp", "endpoint.degraded");
        }
    }

    @Test
    void it_wants_a_token_and_does_not_take_ours() throws IOException {
        try (Answers server = living()) {
            assertThat(at(server.origin() + "/mcp", "endpoint.token").report().toString())
                    .contains("none was given");
            Path file = patient.file("token", Patient.TOKEN + "\n");

            Patient.Seen seen =
                    patient.seen("--endpoint", server.origin() + "/mcp", "--token-file=" + file);

            assertThat(seen.report().toString()).contains("does not take the token");
            assertThat(seen.code()).isEqualTo(2);
            assertThat(server.shown()).contains("Bearer " + Patient.TOKEN);
        }
    }

    /// All addresses of this machine, which is not this machine's own address, lead to it.
    @Test
    void a_token_is_not_sent_where_it_can_be_read_on_the_way() throws IOException {
        try (Answers server = living(Answers.everywhere())) {
            String everywhere = server.origin().replace("127.0.0.1", "0.0.0.0") + "/mcp";
            Path file = patient.file("token", Patient.TOKEN + "\n");

            Patient.Seen seen = patient.seen("--endpoint", everywhere, "--token-file=" + file);

            assertThat(seen.keys()).contains("endpoint.alive");
            assertThat(seen.said("endpoint.plain")).contains("Ours was not sent there.");
            assertThat(server.shown()).isEmpty();
        }
    }

    @Test
    void whoever_reaches_it_is_let_in() throws IOException {
        try (Answers server = living(Answers.everywhere())) {
            server.on(
                    "/mcp",
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"serverInfo\":{\"version\":\"1\"}}}");
            String everywhere = server.origin().replace("127.0.0.1", "0.0.0.0") + "/mcp";

            assertThat(at(everywhere, "endpoint.open").keys()).contains("endpoint.plain");
            assertThat(at(server.origin() + "/mcp", "endpoint.odd").keys())
                    .doesNotContain("endpoint.open");
        }
    }

    /// The stream stays open when all is said.
    @Test
    void an_answer_that_comes_in_a_stream_is_read_to_its_end() throws Exception {
        String events =
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}\n\n"
                        + "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"
                        + "{\"protocolVersion\":\"2025-11-25\",\"tools\":[],"
                        + "\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}}\n\n";
        try (Answers server = living()) {
            server.endless("/mcp", "text/event-stream", events);

            at(server.origin() + "/mcp", "endpoint.legacy");
        }
    }

    @Test
    void clients_are_told_another_address_or_none() throws IOException {
        Map<String, String> challenge =
                Map.of("WWW-Authenticate", "Bearer resource_metadata=\"HOST" + METADATA + "\"");
        try (Answers server = living()) {
            server.on("/mcp", 401, "{}", challenge);
            at(server.origin() + "/mcp", "endpoint.metadata");

            server.on(
                    "/mcp",
                    401,
                    "{}",
                    Map.of("WWW-Authenticate", "Bearer resource_metadata=\"mailto:me\""));
            assertThat(at(server.origin() + "/mcp", "endpoint.metadata").report().toString())
                    .contains("the address of its document is none");

            server.on("/mcp", 401, "{}", challenge);
            server.on(
                    METADATA,
                    "{\"resource\":\"https://elsewhere.example.com/mcp\","
                            + "\"authorization_servers\":[\"https://login.example.com\"]}");
            assertThat(at(server.origin() + "/mcp", "endpoint.metadata").report().toString())
                    .contains("elsewhere.example.com");

            server.on(
                    METADATA,
                    "{\"resource\":\"HOST/mcp\","
                            + "\"authorization_servers\":[\"https://login.example.com\"]}");
            assertThat(at(server.origin() + "/mcp", "endpoint.challenge").keys())
                    .doesNotContain("endpoint.metadata");
        }
    }

    @Test
    void its_certificate_is_of_nobody_we_trust_or_ends_soon_or_has_ended() throws Exception {
        Certificates all = new Certificates(Files.createDirectory(folder.resolve("certificates")));
        all.sign("soon", "EC", "-validity", "5");
        all.sign("late", "EC", "-startdate", "-30d", "-validity", "3");
        try (Answers soon = living(Answers.encrypted(all.client("soon")));
                Answers late = living(Answers.encrypted(all.client("late")))) {
            Patient.Seen unknown = at(soon.origin() + "/mcp", "endpoint.untrusted");
            assertThat(unknown.said("endpoint.untrusted")).contains("‹CN=authority›");
            assertThat(unknown.code()).isEqualTo(2);

            patient.with("MCP_EXTRA_CA_CERT_PATH", all.certificate("authority").toString());
            assertThat(at(soon.origin() + "/mcp", "endpoint.expires").said("endpoint.expires"))
                    .contains("expires in 4 days");
            assertThat(at(late.origin() + "/mcp", "endpoint.untrusted").said("endpoint.untrusted"))
                    .contains("has expired");
        }
    }

    @Test
    void what_is_no_address_is_refused_without_being_repeated() {
        Printed user = patient.printed("--endpoint", "https://" + Patient.KEY + "@example.com/mcp");
        Printed none = patient.printed("--endpoint", "mcp.example.com");
        Printed offline = patient.printed("--endpoint", "https://example.com/mcp", "--offline");
        Printed alone = patient.printed("--token-file", "/nowhere/token");

        assertThat(new int[] {user.code(), none.code(), offline.code(), alone.code()})
                .containsOnly(2);
        assertThat(user.err()).contains("takes an address");
        assertThat(offline.err()).contains("Leave one out.");
        assertThat(alone.err()).contains("for --endpoint alone");
        patient.with("MCP_BEARER_TOKEN", Patient.TOKEN + "\nHost: elsewhere");
        assertThat(patient.printed("--endpoint", "https://example.com/mcp").err())
                .contains("MCP_BEARER_TOKEN has in it");
    }

    /// One that lives, is ready, and wants a token.
    private static Answers living() {
        return living(Answers.plain());
    }

    private static Answers living(Answers answers) {
        return answers.on("/livez", OK)
                .on("/ready", OK)
                .on("/mcp", 401, "{}", Map.of("WWW-Authenticate", "Bearer realm=\"mcp\""));
    }

    private Patient.Seen at(String address, String key) throws IOException {
        Patient.Seen seen = patient.seen("--endpoint", address);
        assertThat(seen.keys()).as(seen.report().toPrettyString()).contains(key);
        return seen;
    }
}
