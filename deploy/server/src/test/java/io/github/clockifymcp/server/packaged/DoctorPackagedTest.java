package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.CommandLines;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clockify-mcp doctor`, as packaged, and in front of a packaged server.
class DoctorPackagedTest {
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";

    @TempDir Path folder;

    @Test
    void the_package_is_in_order_and_its_cache_is_its_own() throws Exception {
        ProcessBuilder doctor =
                Installation.shipped(folder.resolve("home")).command("doctor", "--profile=sandbox");

        Printed printed = Printed.by(doctor);

        assertThat(printed.code()).as(printed.out() + printed.err()).isZero();
        assertThat(printed.out())
                .contains("[clockify.key.works]", "[launcher.cache]", "Nothing is in the way.");
        assertThat(printed.err()).isEmpty();
    }

    @Test
    void a_server_that_runs_is_met_as_its_clients_meet_it() throws Exception {
        try (Listening server =
                Listening.start(
                        Installation.shipped(folder.resolve("home")),
                        Map.of("MCP_BEARER_TOKEN", TOKEN))) {
            String address = "http://127.0.0.1:%d/mcp".formatted(server.port());

            Printed with = asked(Map.of("MCP_BEARER_TOKEN", TOKEN), address);
            Printed without = asked(Map.of(), address);
            Printed wrong = asked(Map.of("MCP_BEARER_TOKEN", TOKEN + "-else"), address);

            assertThat(with.code()).as(with.out()).isZero();
            assertThat(with.out())
                    .contains(
                            "[endpoint.alive]",
                            "[endpoint.ready]",
                            "[endpoint.challenge]",
                            "[endpoint.legacy]",
                            "[endpoint.modern]")
                    .containsPattern("In 2026-07-28 it lists [0-9]{2} tools\\.");
            assertThat(without.code()).isEqualTo(2);
            assertThat(without.out()).contains("[endpoint.token]");
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.out()).contains("It does not take the token: it answers 401.");
            assertThat(with.out() + without.out() + wrong.out()).doesNotContain(TOKEN);
        }
    }

    @Test
    void a_provider_is_found_through_a_server_that_runs() throws Exception {
        try (Provider provider = new Provider();
                Listening server =
                        Listening.start(
                                Installation.shipped(folder.resolve("home")),
                                provider.environment())) {
            Printed printed = asked(Map.of(), "http://127.0.0.1:%d/mcp".formatted(server.port()));

            // It is called https://mcp.example.com/mcp in its document.
            assertThat(printed.code()).isEqualTo(2);
            assertThat(printed.out())
                    .contains("calls the server https://mcp.example.com/mcp")
                    .contains("[endpoint.metadata]");
        }
    }

    private static Printed asked(Map<String, String> environment, String address) {
        return CommandLines.printed(environment, "", "doctor", "--endpoint", address);
    }
}
