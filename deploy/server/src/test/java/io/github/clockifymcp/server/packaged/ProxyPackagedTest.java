package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server behind a proxy that knows its callers.
class ProxyPackagedTest {
    private static final String WHOAMI = "{\"name\":\"clockify_whoami\",\"arguments\":{}}";

    @TempDir Path folder;

    private Listening start(String proxies) throws IOException {
        return Listening.start(
                Installation.built(folder.resolve("home")),
                Map.of(
                        "MCP_AUTH_MODE",
                        "forward_auth",
                        "MCP_FORWARD_AUTH_TRUSTED_PROXIES",
                        proxies));
    }

    private static Caller.Heard.Answer ask(Listening server, String header) throws IOException {
        try (Caller caller = new Caller(server.port())) {
            String request = Caller.modern("1", "tools/call", "clockify_whoami", WHOAMI);
            return (Caller.Heard.Answer)
                    caller.ask(
                            request.replaceFirst(
                                    "\r\n", "\r\n" + (header.isEmpty() ? "" : header + "\r\n")));
        }
    }

    /// In the reference server a list of proxies refused all of them (its defect 22).
    @Test
    void defect_22_a_named_proxy_is_believed() throws Exception {
        try (Listening server = start("127.0.0.0/8")) {
            Caller.Heard.Answer known = ask(server, "X-Forwarded-User: ann");

            assertThat(known.status()).as(known.body()).isEqualTo(200);
            assertThat(known.body()).contains("Mina");
            assertThat(ask(server, "").status()).isEqualTo(401);
            assertThat(ask(server, "X-Forwarded-User: ann\r\nX-Forwarded-User: ben").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void from_elsewhere_the_same_header_opens_nothing() throws Exception {
        try (Listening server = start("10.1.2.3/32")) {
            assertThat(ask(server, "X-Forwarded-User: ann").status()).isEqualTo(403);
            assertThat(ask(server, "X-Forwarded-User: ann\r\nX-Forwarded-For: 10.1.2.3").status())
                    .isEqualTo(403);
            assertThat(ask(server, "").status()).isEqualTo(403);
        }
    }
}
