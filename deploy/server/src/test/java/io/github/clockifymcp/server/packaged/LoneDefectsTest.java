package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rest of what is known to be wrong with the security of the reference server (numbers 17 to
/// 35): what needs no service for tenants, which [SharedDefectsTest] has.
class LoneDefectsTest {
    private static final Path MATRIX = Path.of("policy-matrix.tsv");

    @TempDir Path folder;

    private Printed ended(Map<String, String> settings) throws Exception {
        ProcessBuilder command = Installation.built(folder.resolve("home")).command();
        command.environment().putAll(settings);
        return Printed.by(command);
    }

    private ToolSession session(String mode) throws Exception {
        Map<String, String> ada = new HashMap<>(ToolSession.studio("ada", mode));
        return ToolSession.askingNobody(folder.resolve(mode), ada, ToolSession.FRIDAY);
    }

    /// In the reference `standard` is the same as `full`, and nothing is confirmed.
    @Test
    void defect_17_standard_is_less_than_full_and_full_asks() throws Exception {
        String role = "{\"user\":\"Mina\",\"role\":\"WORKSPACE_ADMIN\"}";
        try (ToolSession session = session("standard")) {
            assertThat(session.refused("clockify_update_user_role", role))
                    .contains("mode standard");
        }
        try (ToolSession session = session("full")) {
            session.told("clockify_create_tag", "{\"name\":\"Kept\"}");

            String asked = session.told("clockify_delete_tag", "{\"tag\":\"Kept\"}");

            assertThat(asked).startsWith("Nothing was sent.").contains("confirmation_token");
            assertThat(session.told("clockify_list_tags", "{}")).contains("Kept");
        }
    }

    /// The reference's gRPC listens on every address without knowing who calls. We have no gRPC;
    /// our listeners beyond this machine do not start so.
    @Test
    void defect_20_nothing_listens_beyond_this_machine_without_knowing_who_calls()
            throws Exception {
        Map<String, String> http = new HashMap<>();
        http.put("MCP_PROFILE", "sandbox");
        http.put("MCP_TRANSPORT", "streamable_http");
        for (String bind : List.of("0.0.0.0:0", ":0", "[::]:0")) {
            http.put("MCP_HTTP_BIND", bind);
            Printed printed = ended(http);
            assertThat(printed.code()).as(bind).isEqualTo(2);
            assertThat(printed.err()).contains("without knowing who calls");
        }
        http.put("MCP_HTTP_BIND", "127.0.0.1:0");
        http.put("MCP_METRICS_BIND", "0.0.0.0:0");
        Printed metrics = ended(http);
        assertThat(metrics.code()).isEqualTo(2);
        assertThat(metrics.err()).contains("MCP_METRICS_BEARER_TOKEN");
    }

    /// The reference writes its audit log on one of its transports only.
    @Test
    void defect_23_every_transport_and_era_writes_the_log() throws Exception {
        Path state = folder.resolve("state");
        Map<String, String> settings = Map.of("MCP_CONTROL_PLANE_DSN", "file:" + state);
        Path log = state.resolve("audit.jsonl");
        try (ToolSession session =
                ToolSession.start(folder.resolve("home"), settings, ToolSession.FRIDAY)) {
            session.told("clockify_create_tag", "{\"name\":\"By stdio\"}");
        }
        try (Listening server =
                        Listening.start(Installation.built(folder.resolve("home")), settings);
                ModernCaller modern = new ModernCaller("x".repeat(20));
                LegacyCaller legacy = LegacyCaller.begin(server, "x".repeat(20))) {
            modern.told(server, "clockify_create_tag", "{\"name\":\"By request\"}");
            legacy.told(server, "clockify_create_tag", "{\"name\":\"By session\"}");
        }

        String rows = Files.readString(log);
        for (String tag : List.of("By stdio", "By request", "By session")) {
            assertThat(rows.lines().filter(line -> line.contains(tag)).toList())
                    .as(tag)
                    .anyMatch(line -> line.contains("\"intent\""))
                    .anyMatch(line -> line.contains("\"outcome\""));
        }
    }

    /// In the reference groups, members, rates, approvals and time off are plain writes.
    @Test
    void defect_31_what_concerns_people_and_money_is_classed_as_such() throws IOException {
        Map<String, String> risks = new TreeMap<>();
        Map<String, String> safe = new TreeMap<>();
        for (String line : Files.readAllLines(MATRIX)) {
            String[] cells = line.split("\t", -1);
            risks.merge(cells[0], cells[1], (one, other) -> one + " " + other);
            safe.put(cells[0], cells[5]);
        }
        Map<String, String> expected =
                Map.of(
                        "clockify_create_user_group_admin", "permission_change",
                        "clockify_update_user_group_admin", "permission_change",
                        "clockify_delete_user_group_admin", "destructive",
                        "clockify_set_project_memberships", "permission_change",
                        "clockify_set_project_user_rate", "billing",
                        "clockify_approve_timesheet", "external_side_effect",
                        "clockify_approve_time_off", "external_side_effect",
                        "clockify_deny_time_off", "external_side_effect",
                        "clockify_create_time_off_policy", "admin",
                        "clockify_archive_projects", "write");
        assertThat(risks.keySet()).containsAll(expected.keySet());
        expected.forEach((tool, risk) -> {
            assertThat(risks.get(tool)).as(tool).contains(risk);
            assertThat(safe.get(tool)).as(tool).isEqualTo("no");
        });
    }

    /// The reference takes every word but `1` for no, so that `true` switches a check off.
    @Test
    void defect_32_yes_and_no_are_what_was_written_and_a_slip_ends_the_start() throws Exception {
        for (String yes : List.of("true", "1", "yes", "ON")) {
            Map<String, String> shapes = Map.of("CLOCKIFY_OUTPUT_SCHEMAS", yes);
            try (ToolSession session = ToolSession.start(folder.resolve(yes), shapes)) {
                assertThat(session.ask("tools/list", "{}").toString())
                        .as(yes)
                        .contains("outputSchema");
            }
        }
        Printed word = ended(Map.of("MCP_ALLOW_DEV_ISSUER", "tru"));
        Printed name = ended(Map.of("MCP_AUDIT_DURABILTY", "fail_closed"));

        assertThat(List.of(word.code(), name.code())).containsOnly(2);
        assertThat(word.err()).contains("MCP_ALLOW_DEV_ISSUER");
        assertThat(name.err()).contains("MCP_AUDIT_DURABILITY");
    }

    /// The reference follows redirects, and its key goes along to whoever is there.
    @Test
    void defect_34_the_key_goes_to_nobody_whom_clockify_names() throws Exception {
        AtomicReference<String> elsewhere = new AtomicReference<>("");
        HttpServer other = server();
        other.createContext(
                "/",
                exchange -> {
                    elsewhere.set("came: " + exchange.getRequestURI());
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        HttpServer clockify = server();
        clockify.createContext(
                "/",
                exchange -> {
                    String to = "http://localhost:%d/".formatted(other.getAddress().getPort());
                    exchange.getResponseHeaders().add("Location", to);
                    byte[] body = "moved".getBytes(UTF_8);
                    exchange.sendResponseHeaders(307, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        other.start();
        clockify.start();
        Map<String, String> settings = new HashMap<>();
        settings.put("CLOCKIFY_API_KEY", Seed.person("mina").key());
        settings.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        settings.put(
                "CLOCKIFY_BASE_URL",
                "http://127.0.0.1:%d/api/v1".formatted(clockify.getAddress().getPort()));
        try (ToolSession session = ToolSession.start(folder.resolve("home"), settings)) {
            String told = session.refused("clockify_whoami", "{}");

            assertThat(told).contains("Redirects are not followed");
            assertThat(elsewhere).hasValue("");
        } finally {
            clockify.stop(0);
            other.stop(0);
        }
    }

    private static HttpServer server() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }
}
