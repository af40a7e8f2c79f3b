package io.github.clockifymcp.tools.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.SandboxTools;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Everything that Clockify answers is behind a tool that says what it does, and in the sandbox.
/// The tools are really called, and what arrives at the sandbox is held against the table.
class EveryOperationTest {
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{24}\\b");
    private static final Map<String, Service> SERVICES =
            Map.of(
                    "/api/v1", Service.CORE,
                    "/report/v1", Service.REPORTS,
                    "/auditlog/v1", Service.AUDIT_LOG);
    private static final String NOBODY = "ffffffffffffffffffffffff";

    /// Clockify takes the last word of these for the id of something that is not there.
    private static final Set<String> TAKEN_FOR_IDS =
            Set.of(
                    "GET /workspaces/{workspaceId}/webhooks/events",
                    "GET /workspaces/{workspaceId}/invoices/item-types");

    private final Operations table = Operations.table();

    @Test
    void every_operation_is_sent_by_the_tools_that_the_table_names() throws IOException {
        Map<String, Set<String>> sent = play();

        Map<String, List<String>> missing = new TreeMap<>();
        for (Operation one : table.all()) {
            Set<String> by = sent.getOrDefault(one.said(), Set.of());
            if (one.exists() && (one.tools().isEmpty() || !by.containsAll(one.tools()))) {
                missing.put(one.said() + " is not sent by " + one.tools(), List.copyOf(by));
            }
        }

        assertThat(missing).as("and who sends it instead").isEmpty();
    }

    @Test
    void the_sandbox_answers_what_clockify_answers_and_refuses_what_it_refuses() throws Exception {
        Set<String> wrong = new TreeSet<>();
        try (SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
                HttpClient http = HttpClient.newHttpClient()) {
            for (Operation one : table.all()) {
                HttpResponse<String> answer = ask(one, desk, http);
                boolean routed =
                        answer.statusCode() != 405 && !answer.body().contains("No static resource");
                int refusal = otherMethod(one) ? 405 : 404;
                if (one.exists() || TAKEN_FOR_IDS.contains(one.said())) {
                    if (!routed) {
                        wrong.add("%s has no route".formatted(one.said()));
                    }
                } else if (answer.statusCode() != refusal || routed) {
                    wrong.add("%s answers %d".formatted(one.said(), answer.statusCode()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /// Plays the script: which tools sent an operation that succeeded.
    private Map<String, Set<String>> play() throws IOException {
        Map<String, Set<String>> sent = new TreeMap<>();
        for (String part : text("/operations.txt").split("\n@ ", -1)) {
            List<String> lines = part.lines().filter(line -> !line.startsWith("#")).toList();
            if (part.startsWith("#")) {
                continue;
            }
            try (SandboxDesk desk = SandboxDesk.of(Seed.person(lines.getFirst().strip()))) {
                play(lines.subList(1, lines.size()), desk, sent);
            }
        }
        return sent;
    }

    private void play(List<String> lines, SandboxDesk desk, Map<String, Set<String>> sent) {
        SandboxTools tools = new SandboxTools(desk);
        String tool = "";
        String id = "";
        Object answer = "";
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            desk.sandbox().forgetReceived();
            try {
                if (line.equals("read")) {
                    tools.read(((Linked) answer).links().getFirst().uri());
                } else {
                    String[] call = line.split(" ", 2);
                    tool = call[0];
                    answer = tools.answer(tool, call[1].replace("$id", id));
                    Matcher ids = ID.matcher(answer.toString());
                    id = ids.find() ? ids.group() : id;
                }
            } catch (RuntimeException e) {
                throw new AssertionError(line + " with " + id, e);
            }
            for (ReceivedRequest request : desk.sandbox().received()) {
                if (request.status() < 300) {
                    sent.computeIfAbsent(operation(request), none -> new TreeSet<>()).add(tool);
                }
            }
        }
    }

    private String operation(ReceivedRequest request) {
        for (Map.Entry<String, Service> one : SERVICES.entrySet()) {
            if (request.path().startsWith(one.getKey() + "/")) {
                List<String> path =
                        Operations.segments(request.path().substring(one.getKey().length()));
                return table.find(request.method(), path).orElseThrow().said();
            }
        }
        throw new AssertionError(request.line());
    }

    /// Asks for it with ids of nothing, and without a body.
    private static HttpResponse<String> ask(Operation one, SandboxDesk desk, HttpClient http)
            throws IOException, InterruptedException {
        String base =
                SERVICES.entrySet().stream()
                        .filter(entry -> entry.getValue() == one.service())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        String path =
                one.template().stream()
                        .map(EveryOperationTest::value)
                        .collect(Collectors.joining("/", "/", ""));
        return http.send(
                HttpRequest.newBuilder(URI.create(desk.sandbox().baseUrl() + base + path))
                        .header("X-Api-Key", Seed.person("ada").key())
                        .method(one.method(), HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    }

    private static String value(String segment) {
        return switch (segment) {
            case "{workspaceId}" -> Seed.studio();
            case "{type}" -> "TIMESHEET";
            case "{order}" -> "1";
            default -> segment.startsWith("{") ? NOBODY : segment;
        };
    }

    /// Whether its path is one of Clockify's with another method, as in 405.
    private boolean otherMethod(Operation one) {
        List<String> path = one.template().stream().map(EveryOperationTest::value).toList();
        return table.all().stream()
                .anyMatch(other ->
                        other.exists()
                                && other.service() == one.service()
                                && other.closeness(path) >= 0);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = EveryOperationTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
