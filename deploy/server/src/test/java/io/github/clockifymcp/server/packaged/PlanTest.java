package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plan that lacks what costs money, as somebody tries it: the packaged sandbox is started
/// without some features, and the packaged server says which of them is missing before it sends
/// anything.
class PlanTest {
    private static final JsonMapper JSON = new JsonMapper();

    /// What is missing in the words of an answer, and a tool that reads and one that changes.
    private static final Map<String, List<String>> PAID =
            Map.of(
                    "does not have expenses.",
                    List.of(
                            "clockify_list_expenses {}",
                            "clockify_create_expense {\"amount\":1,\"category\":\"Meals\"}"),
                    "does not have time off.",
                    List.of(
                            "clockify_list_time_off_requests {}",
                            "clockify_create_time_off_request"
                                    + " {\"policy\":\"Vacation\",\"start\":\"tomorrow\"}"),
                    "does not have holidays and time off.",
                    List.of(
                            "clockify_list_holidays {}",
                            "clockify_create_holiday"
                                    + " {\"name\":\"Party\",\"start\":\"tomorrow\"}"),
                    "does not have scheduling.",
                    List.of(
                            "clockify_list_assignments {}",
                            "clockify_publish_schedule {\"start\":\"next week\"}"),
                    "does not have invoices.",
                    List.of(
                            "clockify_list_invoices {}",
                            "clockify_create_invoice {\"client\":\"Kestrel Labs\"}"),
                    "has no approvals.",
                    List.of(
                            "clockify_list_approval_requests {}",
                            "clockify_submit_for_approval {\"period\":\"last week\"}"));

    @TempDir Path folder;

    /// The packaged sandbox as a process of its own.
    private record Running(Process process, URI address) implements AutoCloseable {

        private static Running start(Path home, String... arguments) throws IOException {
            String[] words = new String[arguments.length + 1];
            words[0] = "sandbox";
            System.arraycopy(arguments, 0, words, 1, arguments.length);
            Process process =
                    Installation.built(home)
                            .command(words)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String first = lines.readLine();
            assertThat(first).startsWith("CLOCKIFY_BASE_URL=");
            return new Running(process, URI.create(first.split("=", 2)[1]));
        }

        private JsonNode control(String method, String path, String body) throws Exception {
            HttpRequest request =
                    HttpRequest.newBuilder(address.resolve("/sandbox/" + path))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
                return JSON.readTree(answer.body());
            }
        }

        private List<String> asked() throws Exception {
            return control("GET", "requests", "").findValuesAsText("path").stream()
                    .map(path -> path.replace("/api/v1", "").replace(Seed.studio(), "WS"))
                    .toList();
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    private ToolSession bruno(Running sandbox) throws Exception {
        Map<String, String> environment = new HashMap<>(ToolSession.ADMIN);
        environment.put("CLOCKIFY_BASE_URL", sandbox.address.toString());
        environment.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        environment.put("CLOCKIFY_POLICY", "full");
        environment.put("CLOCKIFY_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0");
        environment.put("CLOCKIFY_RESULT_CHANNEL", "both");
        return ToolSession.start(folder.resolve("home"), environment);
    }

    @Test
    void what_the_plan_lacks_is_said_before_anything_is_sent() throws Exception {
        String lacking = "--without=EXPENSES,TIME_OFF,SCHEDULING,INVOICING,APPROVAL";
        try (Running sandbox = Running.start(folder.resolve("sandbox"), lacking);
                ToolSession session = bruno(sandbox)) {
            for (Map.Entry<String, List<String>> missing : PAID.entrySet()) {
                for (String call : missing.getValue()) {
                    String[] words = call.split(" ", 2);
                    JsonNode refused = session.call(words[0], words[1]);

                    assertThat(refused.path("isError").asBoolean()).as(call).isTrue();
                    assertThat(refused.at("/content/0/text").asText())
                            .as(call)
                            .startsWith("The ")
                            .contains(missing.getKey(), " plan");
                    assertThat(refused.at("/structuredContent/error/code").asText())
                            .as(call)
                            .isEqualTo("plan_required");
                    assertThat(refused.at("/structuredContent/error/sent")).as(call).isEmpty();
                }
            }
            assertThat(sandbox.asked()).containsExactly("/user", "/workspaces");

            // What every plan has goes on.
            String logged =
                    session.told(
                            "clockify_log_time",
                            "{\"start\":\"yesterday 6:00\",\"end\":\"6:30\",\"project\":\"Booking App\"}");
            assertThat(logged).contains("06:00–06:30", "Booking App");
            assertThat(session.told("clockify_team_hours", "{\"start\":\"this week\"}"))
                    .contains("Bruno Kovač");
        }
    }

    @Test
    void a_feature_that_is_bought_works_from_the_next_session_on() throws Exception {
        String feature = "{\"workspaceId\":\"%s\",\"name\":\"EXPENSES\",\"on\":%s}";
        try (Running sandbox = Running.start(folder.resolve("sandbox"))) {
            sandbox.control("POST", "features", feature.formatted(Seed.studio(), false));
            try (ToolSession without = bruno(sandbox)) {
                assertThat(without.refused("clockify_list_expenses", "{}"))
                        .contains("The workspace's plan does not have expenses.")
                        .contains("It takes a higher plan of Clockify's.");
            }
            sandbox.control("POST", "features", feature.formatted(Seed.studio(), true));
            try (ToolSession with = bruno(sandbox)) {
                assertThat(with.told("clockify_list_expenses", "{}")).contains("Taxi to the fair");
            }
        }
    }

    @Test
    void a_feature_that_no_plan_has_ends_the_sandbox_with_a_sentence() throws Exception {
        Process process =
                Installation.built(folder.resolve("home"))
                        .command("sandbox", "--without=EXPENSE")
                        .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .contains("‹EXPENSE› is no feature of a plan.", "TIME_OFF");
    }
}
