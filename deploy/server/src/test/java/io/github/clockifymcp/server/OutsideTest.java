package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.HttpTransport;
import io.github.clockifymcp.clockify.Limits;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.watch.Traces;
import io.github.clockifymcp.server.watch.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ways to hosts that are nowhere, so that only a proxy can lead there, with certificates that Java
/// does not know.
class OutsideTest {
    private static final String LOGIN = "me:p@ss word";
    private static final String CLOCKIFY = "https://clockify.example/api/v1";

    @TempDir static Path folder;
    private static Nowhere nowhere;

    private final ConnectProxy proxy;

    OutsideTest() throws IOException {
        proxy = nowhere.proxy(LOGIN);
        nowhere.forget();
    }

    @BeforeAll
    static void open() throws Exception {
        nowhere = new Nowhere(folder);
    }

    @AfterAll
    static void shut() {
        nowhere.close();
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
    }

    private Map<String, String> given() throws Exception {
        Map<String, String> given = new HashMap<>();
        given.put("HTTPS_PROXY", "http://me:p%40ss%20word@localhost:" + proxy.port());
        given.put("MCP_EXTRA_CA_CERT_PATH", nowhere.authority().toString());
        return given;
    }

    private static Outlet outlet(Map<String, String> given) throws SettingsException {
        return new Outside(Settings.load(given, Map.of())).outlet();
    }

    private static Clockify clockify(String address, Outlet outlet) {
        Duration most = Duration.ofSeconds(10);
        return new Clockify(
                HttpTransport.to(Hosts.at(address), ApiKey.of("k3y"))
                        .limits(new Limits(most, most, most, 0, most, 100_000))
                        .outlet(outlet)
                        .build());
    }

    @Test
    void clockify_is_reached_through_the_proxy_with_a_password_and_another_authority()
            throws Exception {
        try (Clockify clockify = clockify(CLOCKIFY, outlet(given()))) {
            assertThat(clockify.users().current().id()).isEqualTo("u1");
            ApiRequest<Tags.Tag> write = clockify.workspace("w1").tags().create("Workshop");
            assertThat(clockify.send(write).id()).isEqualTo("u1");
        }

        assertThat(proxy.asked()).isNotEmpty().containsOnly("clockify.example:443");
        assertThat(nowhere.seen())
                .containsExactly("GET /api/v1/user", "POST /api/v1/workspaces/w1/tags");
    }

    @Test
    void a_name_in_small_letters_is_as_good() throws Exception {
        Map<String, String> given = given();
        given.remove("HTTPS_PROXY");
        given.put("https_proxy", "me:p%40ss%20word@localhost:" + proxy.port());

        try (Clockify clockify = clockify(CLOCKIFY, outlet(given))) {
            assertThat(clockify.users().current().id()).isEqualTo("u1");
        }
        assertThat(proxy.asked()).hasSize(1);
    }

    @Test
    void this_machine_and_what_is_named_are_reached_without_it() throws Exception {
        String here = "https://localhost:%d/api/v1".formatted(nowhere.port());
        try (Clockify clockify = clockify(here, outlet(given()))) {
            assertThat(clockify.users().current().id()).isEqualTo("u1");
        }
        Map<String, String> given = given();
        given.put("no_proxy", ".example");
        try (Clockify clockify = clockify(CLOCKIFY, outlet(given))) {
            assertThat(failure(clockify)).hasMessageContaining("its name is not known");
        }

        assertThat(proxy.asked()).isEmpty();
    }

    @Test
    void without_the_authority_nobody_is_trusted() throws Exception {
        Map<String, String> given = given();
        given.remove("MCP_EXTRA_CA_CERT_PATH");

        try (Clockify clockify = clockify(CLOCKIFY, outlet(given))) {
            assertThat(failure(clockify)).hasMessageContaining("its certificate is not trusted");
        }
        assertThat(nowhere.seen()).isEmpty();
    }

    @Test
    void a_proxy_that_refuses_is_not_taken_for_clockify() throws Exception {
        Map<String, String> unknown = given();
        unknown.put("HTTPS_PROXY", "http://me:hidden@localhost:" + proxy.port());
        try (Clockify clockify = clockify(CLOCKIFY, outlet(unknown))) {
            ClockifyException failure = failure(clockify);
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure)
                    .hasMessageContaining("the proxy asks for another user or password")
                    .hasMessageNotContaining("hidden");
        }
        proxy.refuse(403);
        try (Clockify clockify = clockify(CLOCKIFY, outlet(given()))) {
            ApiRequest<Tags.Tag> write = clockify.workspace("w1").tags().create("Workshop");
            ClockifyException failure =
                    catchThrowableOfType(ClockifyException.class, () -> clockify.send(write));
            assertThat(failure.category()).isEqualTo(Category.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("the proxy refused to connect to it (403)");
        }

        assertThat(nowhere.seen()).isEmpty();
    }

    @Test
    void a_collector_is_reached_through_it_too() throws Exception {
        try (ConnectProxy open = nowhere.proxy("")) {
            Map<String, String> given = given();
            given.put("HTTPS_PROXY", "http://localhost:" + open.port());
            Watcher traces =
                    Traces.begin(
                            Map.of("otel.exporter.otlp.endpoint", "https://collector.example"),
                            "1",
                            outlet(given));
            try (Clockify clockify = clockify(CLOCKIFY, Outlet.ordinary())) {
                ApiRequest<Tags.Tag> request = clockify.workspace("w1").tags().create("Workshop");
                traces.sendingBegan(request);
                traces.sendingEnded(request, 200, Duration.ofMillis(5));
            }
            ((AutoCloseable) traces).close(); // sends what there is

            assertThat(open.asked()).isNotEmpty().containsOnly("collector.example:443");
            assertThat(nowhere.seen()).contains("POST /v1/traces", "POST /v1/metrics");
        }
    }

    @Test
    void a_file_of_authorities_that_is_none_is_told_with_its_name() throws Exception {
        Map<String, String> given = given();
        given.put(
                "MCP_EXTRA_CA_CERT_PATH",
                Files.writeString(folder.resolve("empty.crt"), "").toString());

        assertThat(catchThrowableOfType(SettingsException.class, () -> outlet(given)).problems())
                .singleElement()
                .asString()
                .startsWith("MCP_EXTRA_CA_CERT_PATH: the file ");
    }

    private static ClockifyException failure(Clockify clockify) {
        return catchThrowableOfType(ClockifyException.class, () -> clockify.users().current());
    }
}
