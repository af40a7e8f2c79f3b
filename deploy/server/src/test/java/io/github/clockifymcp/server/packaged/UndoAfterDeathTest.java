package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.clockifymcp.enforcement.AuditLines;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of the journal outlives a server, on a sandbox that outlives it too. Between the two stands
/// a proxy, which can let a server die after its request was done and before it hears of that.
class UndoAfterDeathTest {
    private static final String DAY = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
    private static final String MINA = "sandbox-key-mina-member";
    private static final String ADA = "sandbox-key-ada-owner";

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private Sandbox sandbox;
    private HttpServer proxy;
    private volatile @Nullable ToolSession victim;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::forward);
        proxy.start();
    }

    @AfterEach
    void close() {
        proxy.stop(0);
        sandbox.close();
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(sandbox.baseUrl().resolve(exchange.getRequestURI()))
                            .header("Content-Type", "application/json")
                            .header("X-Api-Key", exchange.getRequestHeaders().getFirst("X-Api-Key"))
                            .method(
                                    exchange.getRequestMethod(),
                                    HttpRequest.BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()));
            HttpResponse<byte[]> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            ToolSession dying = victim;
            // Other POSTs read.
            boolean logs = exchange.getRequestURI().getPath().endsWith("/time-entries");
            if (dying != null && logs && exchange.getRequestMethod().equals("POST")) {
                dying.kill();
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ToolSession start(String key) throws Exception {
        return ToolSession.start(
                folder.resolve("home"),
                Map.of(
                        "CLOCKIFY_API_KEY",
                        key,
                        "CLOCKIFY_WORKSPACE_ID",
                        Seed.studio(),
                        "CLOCKIFY_BASE_URL",
                        "http://127.0.0.1:" + proxy.getAddress().getPort() + "/api/v1",
                        "CLOCKIFY_POLICY",
                        "time_tracking_safe",
                        "MCP_CONTROL_PLANE_DSN",
                        "file:" + state()));
    }

    private Path state() {
        return folder.resolve("state");
    }

    private static void log(ToolSession session, String what) throws Exception {
        session.told(
                "clockify_log_time",
                """
                {"project":"Booking App","description":"%s","start":"2026-03-02 9:00",\
                "duration":"1h"}\
                """
                        .formatted(what));
    }

    @Test
    void another_process_takes_back_what_one_did_and_nobody_else_does() throws Exception {
        try (ToolSession first = start(MINA)) {
            log(first, "Sprint planning");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(state().resolve("journal.jsonl"))))
                .isEqualTo("rw-------");

        try (ToolSession ada = start(ADA)) {
            assertThat(ada.told("clockify_list_changes", "{}")).contains("changed nothing");
            assertThat(ada.refused("clockify_undo", "{}")).contains("There is no change of yours");
        }
        try (ToolSession second = start(MINA)) {
            assertThat(second.told("clockify_undo", "{}")).contains("Sprint planning");
            assertThat(second.told("clockify_list_entries", DAY)).doesNotContain("Sprint planning");
        }
    }

    @Test
    void a_change_in_whose_middle_the_server_was_killed_is_not_taken_back_and_nor_is_another()
            throws Exception {
        try (ToolSession session = start(MINA)) {
            log(session, "Sprint planning");
            victim = session;
            assertThatThrownBy(() -> log(session, "Review")).isInstanceOf(IOException.class);
            victim = null;
        }

        assertThat(AuditLines.verify(state().resolve("audit.jsonl")).faults()).isEmpty();
        try (ToolSession session = start(MINA)) {
            assertThat(session.refused("clockify_undo", "{}"))
                    .contains("Review", "was interrupted, and what was done is unknown");
            assertThat(session.told("clockify_list_entries", DAY))
                    .contains("Review", "Sprint planning");
            String older =
                    session.told("clockify_list_changes", "{}")
                            .lines()
                            .skip(1)
                            .findFirst()
                            .orElseThrow();
            session.told("clockify_undo", "{\"change\":\"%s\"}".formatted(older.substring(0, 5)));
            assertThat(session.told("clockify_list_entries", DAY))
                    .contains("Review")
                    .doesNotContain("Sprint planning");
        }
    }
}
