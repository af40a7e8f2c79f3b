package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.sandbox.Fault;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.packaged.Caller.Heard;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known to be wrong with the reference server, one method for each defect, against the
/// packaged server: the first part is about correctness and data (numbers 1 to 16), the second
/// about the protocol, operation and speed. Each would fail if we had the defect.
///
/// Those about security (17 to 35) are in [SharedDefectsTest] and [LoneDefectsTest], those about
/// the audit log in [AuditDefectsTest].
///
/// Left out is what we do not have, so that it can have no defect: gRPC, Postgres (a write for
/// every request, rows that expire), Kubernetes and Helm, build tags other than one package for
/// everything, tenants and their metrics; and what no test can show: who maintains the project and
/// how its changelog is written. Users beyond the two hundredth, part of number 12, are in the
/// tests of names.
class ReferenceDefectsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String AT = "--at=2026-11-20T14:30:00Z";
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{24}\\b");
    private static final Map<String, String> UNLIMITED =
            Map.of(
                    "CLOCKIFY_RATE_LIMIT", "0",
                    "CLOCKIFY_PER_TOKEN_RATE_LIMIT", "0",
                    "CLOCKIFY_PER_TOKEN_CONCURRENCY", "0",
                    "CLOCKIFY_CONCURRENCY_ACQUIRE_TIMEOUT", "30s");

    @TempDir Path folder;

    private ToolSession mina() throws Exception {
        return ToolSession.start(folder.resolve("home"), UNLIMITED, AT);
    }

    private ToolSession bruno() throws Exception {
        Map<String, String> environment = new HashMap<>(UNLIMITED);
        environment.putAll(ToolSession.ADMIN);
        return ToolSession.start(folder.resolve("home"), environment, AT);
    }

    private Listening listening(Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(UNLIMITED);
        environment.putAll(settings);
        return Listening.start(Installation.built(folder.resolve("home")), environment);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String handle(String line) {
        return line.split(" ", 2)[0];
    }

    private static String id(String text) {
        Matcher id = ID.matcher(text);
        assertThat(id.find()).as(text).isTrue();
        return id.group();
    }

    /// The reference sends an edited entry without its tags, task and custom fields, and Clockify
    /// empties what is not sent.
    @Test
    void defect_1_an_edited_entry_keeps_what_was_not_edited() throws Exception {
        try (ToolSession session = bruno()) {
            String logged =
                    session.told(
                            "clockify_log_time",
                            json(
                                    "{'start': 'yesterday 6:00', 'end': '7:00', 'description': 'First',"
                                            + " 'project': 'Booking App', 'task': 'Android',"
                                            + " 'tags': ['urgent'], 'billable': false}"));
            String entry = handle(logged);
            session.told(
                    "clockify_set_custom_field_value",
                    json(
                            "{'field': 'Ticket', 'entry_id': '%s', 'value': 'ABC-1'}"
                                    .formatted(entry)));

            session.told(
                    "clockify_update_entry",
                    json("{'entry_id': '%s', 'description': 'Second'}".formatted(entry)));
            session.told(
                    "clockify_find_and_update_entry",
                    json("{'entry_id': '%s', 'new_description': 'Third'}".formatted(entry)));

            assertThat(
                            session.told(
                                    "clockify_get_entry",
                                    json("{'entry_id': '%s'}".formatted(entry))))
                    .contains("06:00–07:00", "Booking App / Android — Third #urgent")
                    .contains("not billable", "ABC-1");
        }
    }

    /// The reference sends a POST again after a 502, 503 or 504, though it may have been done.
    @Test
    void defect_2_what_may_have_been_done_is_not_sent_again() throws Exception {
        try (Sandbox sandbox = sandbox();
                ToolSession session = on(sandbox)) {
            for (Fault fault : List.of(Fault.status(502), Fault.status(503), Fault.status(504))) {
                sandbox.forgetReceived();
                sandbox.faults()
                        .inject(fault.on("POST", "/api/v1/workspaces/*/time-entries").times(1));
                String told =
                        session.refused(
                                "clockify_log_time",
                                json("{'start': 'today 9:00', 'end': '10:00'}"));

                assertThat(told).as("%s", fault).isNotEmpty();
                assertThat(sandbox.received().stream().map(ReceivedRequest::method))
                        .as("%s", fault)
                        .containsOnlyOnce("POST");
            }
            sandbox.forgetReceived();
            sandbox.faults()
                    .inject(
                            Fault.of(Fault.Kind.RESET_AFTER)
                                    .on("POST", "/api/v1/workspaces/*/time-entries")
                                    .times(1));

            // Here it was done, and reading shows it.
            assertThat(
                            session.told(
                                    "clockify_log_time",
                                    json("{'start': 'today 9:00', 'end': '10:00'}")))
                    .contains("09:00–10:00");
            assertThat(sandbox.received().stream().map(ReceivedRequest::method))
                    .containsOnlyOnce("POST");
        }
    }

    private static Sandbox sandbox() {
        return Sandbox.start(
                SandboxOptions.with(SandboxClock.fixedAt(Instant.parse("2026-11-20T14:30:00Z"))));
    }

    private ToolSession on(Sandbox sandbox) throws Exception {
        Map<String, String> environment = new HashMap<>(UNLIMITED);
        environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl() + "/api/v1");
        environment.put("CLOCKIFY_API_KEY", Seed.main().key());
        environment.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        return ToolSession.start(folder.resolve("home"), environment);
    }

    /// The reference has settings for duplicates and overlaps, and nothing reads them.
    @Test
    void defect_3_work_that_is_there_already_is_said_to_be() throws Exception {
        try (ToolSession session = mina()) {
            String work =
                    "{'start': 'yesterday 6:00', 'end': '7:00', 'project': 'Booking App',"
                            + " 'description': 'Twice'}";
            String first = session.told("clockify_log_time", json(work));
            String again = session.told("clockify_log_time", json(work));

            String many =
                    session.told(
                            "clockify_log_many",
                            json("{'dry_run': true, 'entries': [%s, %s]}".formatted(work, work)));
            String copied =
                    session.told(
                            "clockify_copy_entries",
                            json("{'dry_run': true, 'from': 'yesterday', 'to': 'today'}"));

            assertThat(first).doesNotContain("already", "overlaps");
            assertThat(again).contains("The same is there already: " + handle(first));
            assertThat(many)
                    .contains("1 and 2 overlap.")
                    .contains("1 is there already: %s ".formatted(handle(first)));
            assertThat(copied).contains("Twice");
        }
    }

    /// The reference stops the timer before it looks for the project, and drops task and billable.
    @Test
    void defect_4_a_switch_to_a_name_nobody_knows_leaves_the_timer_running() throws Exception {
        try (ToolSession session = mina()) {
            String started =
                    session.told(
                            "clockify_start_timer",
                            json("{'project': 'Booking App', 'description': 'Old'}"));
            String running = handle(started.substring("Running: ".length()));

            session.refused("clockify_switch_project", json("{'project': 'Bokking App'}"));
            session.refused(
                    "clockify_switch_project",
                    json("{'project': 'Booking App', 'task': 'No such task'}"));
            String still = session.told("clockify_timer_status", "{}");
            String now =
                    session.told(
                            "clockify_switch_project",
                            json(
                                    "{'project': 'Booking App', 'task': 'Android', 'billable': false}"));

            assertThat(still).startsWith(running + " ").contains("running", "Old");
            assertThat(now).contains("Stopped: " + running, "Booking App / Android, not billable");
        }
    }

    /// The reference reads a weekly resource by changing the workspace all calls share: while it
    /// does, another caller's call is made in a workspace which the reader chose.
    @Test
    void defect_5_a_resource_of_another_workspace_moves_nobody() throws Exception {
        Map<String, String> ada =
                Map.of(
                        "CLOCKIFY_API_KEY", Seed.person("ada").key(),
                        "CLOCKIFY_WORKSPACE_ID", Seed.studio());
        try (Listening server = listening(ada)) {
            String week =
                    "clockify://workspace/%s/report/weekly/today".formatted(Seed.laboratory());
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                boolean reads = i % 2 == 0;
                callers.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    String body = reads ? read(server, week) : whoami(server);
                                    boolean right =
                                            reads
                                                    ? body.contains("\"error\"")
                                                    : body.contains("Studio Nordlicht");
                                    if (!right) {
                                        wrong.add(body);
                                    }
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(wrong).isEmpty();
        }
    }

    private static String whoami(Listening server) {
        return body(
                server,
                Caller.modern(
                        "1",
                        "tools/call",
                        "clockify_whoami",
                        "{\"name\":\"clockify_whoami\",\"arguments\":{}}"));
    }

    private static String read(Listening server, String uri) {
        return body(
                server,
                Caller.modern("1", "resources/read", uri, "{\"uri\":\"%s\"}".formatted(uri)));
    }

    private static Heard.Answer answer(Listening server, String request) {
        try (Caller caller = new Caller(server.port())) {
            return (Heard.Answer) caller.ask(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String body(Listening server, String request) {
        return answer(server, request).body();
    }

    /// The reference reads resources of any workspace the key can see, also where one is pinned.
    @Test
    void defect_6_a_pinned_workspace_is_the_only_one_resources_are_read_from() throws Exception {
        Map<String, String> ada = new HashMap<>(ToolSession.key("ada-owner"));
        ada.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        try (ToolSession session = ToolSession.start(folder.resolve("home"), ada, AT)) {
            String template = "{'uri': 'clockify://workspace/%s%s'}";

            for (String rest : List.of("", "/user/current", "/report/weekly/today")) {
                String other = json(template.formatted(Seed.laboratory(), rest));
                String pinned = json(template.formatted(Seed.studio(), rest));
                assertThat(session.ask("resources/read", other).has("error")).as(other).isTrue();
                assertThat(session.ask("resources/read", pinned).has("result")).as(pinned).isTrue();
            }
        }
    }

    /// The reference calls some tools those of one's own entries, and they change any entry.
    @Test
    void defect_7_own_entries_are_ones_own() throws Exception {
        String entry;
        try (ToolSession session = mina()) {
            String logged = session.told("clockify_list_entries", json("{'start': 'last 7 days'}"));
            String handle = handle(logged.lines().skip(1).findFirst().orElseThrow());
            entry =
                    id(
                            session.told(
                                    "clockify_get_entry",
                                    json("{'entry_id': '%s'}".formatted(handle))));
        }
        Map<String, String> ada = new HashMap<>(ToolSession.key("ada-owner"));
        ada.put("CLOCKIFY_WORKSPACE_ID", Seed.studio());
        ada.put("CLOCKIFY_POLICY", "time_tracking_safe");
        try (ToolSession session = ToolSession.start(folder.resolve("home"), ada, AT)) {

            assertThat(
                            session.refused(
                                    "clockify_update_entry",
                                    json(
                                            "{'entry_id': '%s', 'description': 'mine'}"
                                                    .formatted(entry))))
                    .contains("time_tracking_safe");
            assertThat(
                            session.refused(
                                    "clockify_find_and_update_entry",
                                    json(
                                            "{'entry_id': '%s', 'new_description': 'mine'}"
                                                    .formatted(entry))))
                    .contains("somebody else's");
            assertThat(
                            session.told(
                                    "clockify_get_entry",
                                    json("{'entry_id': '%s'}".formatted(entry))))
                    .doesNotContain("mine");
        }
    }

    /// The reference takes `today 9:00` for nine o'clock UTC, or by the clock of its machine, and
    /// ignores the zone that is set.
    @Test
    void defect_8_nine_oclock_is_nine_where_the_account_is() throws Exception {
        String nine = json("{'start': 'today 9:00', 'duration': '1h', 'description': 'Nine'}");
        try (ToolSession session = mina()) {
            String entry = handle(session.told("clockify_log_time", nine));
            String moved =
                    session.told(
                            "clockify_update_entry",
                            json("{'entry_id': '%s', 'end': '10:30'}".formatted(entry)));
            String today = session.told("clockify_today_entries", "{}");
            String id =
                    id(
                            session.told(
                                    "clockify_get_entry",
                                    json("{'entry_id': '%s'}".formatted(entry))));
            String uri = "clockify://workspace/%s/entry/%s".formatted(Seed.studio(), id);

            assertThat(moved).contains("Fri 20 Nov 2026 09:00–10:30 CET");
            assertThat(today).contains("09:00–10:30");
            assertThat(
                            session.ask("resources/read", json("{'uri': '%s'}".formatted(uri)))
                                    .toString())
                    .contains("2026-11-20T09:00+01:00", "2026-11-20T10:30+01:00");
        }
        Map<String, String> tokyo = Map.of("CLOCKIFY_TIMEZONE", "Asia/Tokyo");
        try (ToolSession session = ToolSession.start(folder.resolve("home"), tokyo, AT)) {
            assertThat(session.told("clockify_log_time", nine)).contains("09:00–10:00 JST");
            assertThat(session.told("clockify_today_entries", "{}")).contains("09:00–10:00");
        }
    }

    /// The reference ends at SIGTERM without waiting for the calls it is working on.
    @Test
    void defect_9_a_call_that_runs_is_answered_before_the_server_ends() throws Exception {
        try (SlowClockify clockify = new SlowClockify()) {
            Map<String, String> settings = new HashMap<>(clockify.environment());
            settings.put("MCP_PROFILE", "local-stdio");
            try (Listening server = listening(settings);
                    Caller caller = new Caller(server.port())) {
                caller.say(
                        Caller.modern(
                                "1",
                                "tools/call",
                                "clockify_whoami",
                                "{\"name\":\"clockify_whoami\",\"arguments\":{}}"));
                clockify.awaitRequest();

                server.process().toHandle().destroy(); // SIGTERM
                clockify.answer();

                assertThat(caller.hear())
                        .isInstanceOfSatisfying(
                                Heard.Answer.class,
                                answer -> assertThat(answer.body()).contains("\"id\":1"));
                assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /// The reference forgets a session's revision, client and groups at the first later request.
    @Test
    void defect_10_a_session_stays_what_it_was_made() throws Exception {
        try (Listening server = listening(Map.of())) {
            String session = session(server, "2025-03-26");
            body(server, Caller.older(session, "2", "tools/list", "{}"));
            String activate =
                    "{\"name\":\"clockify_activate_group\",\"arguments\":{\"name\":\"tags\"}}";
            assertThat(body(server, Caller.older(session, "3", "tools/call", activate)))
                    .contains("clockify_update_tag");
            for (int i = 4; i < 8; i++) {
                String id = Integer.toString(i);
                assertThat(body(server, Caller.older(session, id, "tools/list", "{}")))
                        .contains("\"clockify_update_tag\"");
            }
            String other = session(server, "2025-11-25");

            assertThat(body(server, Caller.older(other, "2", "tools/list", "{}")))
                    .doesNotContain("\"clockify_update_tag\"");
            assertThat(body(server, batch(session))).contains("\"id\":8").contains("\"id\":9");
            assertThat(body(server, batch(other))).contains("\"error\"");
        }
    }

    private static String session(Listening server, String revision) {
        String params =
                "{\"protocolVersion\":\"%s\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"
                        .formatted(revision);
        return answer(server, Caller.older("", "0", "initialize", params))
                .head()
                .lines()
                .filter(line -> line.startsWith("Mcp-Session-Id: "))
                .findFirst()
                .orElseThrow()
                .substring(16);
    }

    /// Two requests at once, which only 2025-03-26 knows.
    private static String batch(String session) {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"ping\"}";
        return post(session, "[%s,%s]".formatted(ping.formatted(8), ping.formatted(9)));
    }

    private static String post(String session, String body) {
        return "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nMcp-Session-Id: "
                + session
                + "\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    /// The reference takes projects' names from a list that has none.
    @Test
    void defect_11_reports_and_lists_know_projects_by_name() throws Exception {
        try (ToolSession session = mina()) {
            for (String tool :
                    List.of(
                            "clockify_summary_report",
                            "clockify_weekly_summary",
                            "clockify_quick_report",
                            "clockify_detailed_report")) {
                assertThat(session.told(tool, "{}"))
                        .as(tool)
                        .contains("Harbour Archive")
                        .doesNotContain("no project");
            }
            assertThat(
                            session.told(
                                    "clockify_list_entries",
                                    json("{'start': 'last 7 days', 'project': 'Harbour Archive'}")))
                    .contains("Harbour Archive")
                    .doesNotContain("Label Redesign");
        }
    }

    /// The reference looks for an entry among the last hundred, even by its id, and refuses names
    /// of more than 128 bytes.
    @Test
    void defect_12_old_entries_and_long_names_are_found() throws Exception {
        String name = "ä".repeat(100);
        try (ToolSession session = bruno()) {
            String old =
                    session.told(
                            "clockify_log_time",
                            json("{'start': '2020-01-07 9:00', 'end': '9:30'}"));
            String entry = "{'entry_id': '%s'}".formatted(handle(old));
            String id = id(session.told("clockify_get_entry", json(entry)));
            session.told("clockify_create_project", json("{'name': '%s'}".formatted(name)));
            for (int i = 0; i < 101; i++) {
                session.told(
                        "clockify_log_time",
                        json(
                                "{'start': 'today %d:%02d', 'duration': '1m', 'project': '%s'}"
                                        .formatted(i / 60, i % 60, name)));
            }

            String found =
                    session.told(
                            "clockify_find_and_update_entry",
                            json("{'entry_id': '%s', 'new_description': 'Found'}".formatted(id)));

            assertThat(found).contains("Tue 7 Jan 2020 09:00–09:30", "Found");
        }
    }

    /// The reference cuts every string of a long answer to 200 letters, files among them, halves
    /// lists without mending their counts, and sends it all twice.
    @Test
    void defect_13_files_are_whole_and_answers_come_once() throws Exception {
        try (ToolSession session = mina()) {
            JsonNode export =
                    session.call(
                            "clockify_export_report",
                            json("{'kind': 'detailed', 'format': 'pdf', 'start': 'last month'}"));
            String uri = export.at("/content/1/uri").asText();
            JsonNode file = session.ask("resources/read", json("{'uri': '%s'}".formatted(uri)));
            byte[] pdf = file.at("/result/contents/0/blob").binaryValue();
            String tail = new String(pdf, StandardCharsets.ISO_8859_1).strip();
            JsonNode month =
                    session.call(
                            "clockify_list_entries",
                            json("{'start': 'this month', 'page_size': 200}"));
            String text = month.at("/content/0/text").asText();
            long lines = text.lines().filter(line -> line.matches("[0-9a-f]{5,} .*")).count();

            assertThat(pdf).hasSizeGreaterThan(1_000).startsWith('%', 'P', 'D', 'F');
            assertThat(tail).endsWith("%%EOF");
            assertThat(month.has("structuredContent")).isFalse();
            assertThat(month.path("content")).hasSize(1);
            assertThat(text).contains(": %d entries, ".formatted(lines));
            assertThat(lines).isGreaterThan(50);
        }
    }

    /// The reference answers what its own output schemas forbid: a report without a required part,
    /// a switch with two entries for one, dry runs of a form of their own.
    @Test
    void defect_14_answers_have_the_form_that_is_published() throws Exception {
        Map<String, String> schemas = Map.of("CLOCKIFY_OUTPUT_SCHEMAS", "on");
        try (ToolSession session = ToolSession.start(folder.resolve("home"), schemas, AT)) {
            Map<String, JsonNode> published = new HashMap<>();
            for (JsonNode tool : session.ask("tools/list", "{}").at("/result/tools")) {
                published.put(tool.path("name").asText(), tool.path("outputSchema"));
            }
            session.told("clockify_start_timer", json("{'project': 'Booking App'}"));
            Map<String, String> calls =
                    Map.of(
                            "clockify_detailed_report", "{}",
                            "clockify_summary_report", "{}",
                            "clockify_weekly_summary", "{}",
                            "clockify_list_entries", json("{'start': 'last 31 days'}"),
                            "clockify_switch_project", json("{'project': 'Internal'}"),
                            "clockify_stop_timer", json("{'dry_run': true}"),
                            "clockify_log_time",
                                    json(
                                            "{'start': 'today 5:00', 'end': '6:00', 'dry_run': true}"));
            for (Map.Entry<String, String> call : calls.entrySet()) {
                String params =
                        json(
                                "{'name': '%s', 'arguments': %s}"
                                        .formatted(call.getKey(), call.getValue()));
                JsonNode content =
                        session.ask("tools/call", params).at("/result/structuredContent");

                assertThat(content.isObject()).as("%s: %s", call, content).isTrue();
                assertThat(
                                SchemaRegistry.withDefaultDialect(
                                                SpecificationVersion.DRAFT_2020_12)
                                        .getSchema(published.get(call.getKey()))
                                        .validate(content))
                        .as("%s: %s", call, content)
                        .isEmpty();
            }
        }
    }

    /// The reference reads ids as floating point numbers, which changes great ones.
    @Test
    void defect_15_ids_come_back_as_they_were() throws Exception {
        try (StdioClient client = stdio(Map.of())) {
            for (String id : List.of("9007199254740993", "9223372036854775807", "\"7\"")) {
                client.send("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"ping\"}".formatted(id));

                assertThat(client.message().toString()).contains("\"id\":%s,".formatted(id));
            }
        }
    }

    /// The reference sends BUDGET as the type of an estimate of time, and leaves open whether an
    /// amount is in cents.
    @Test
    void defect_16_an_estimate_in_money_is_money_with_its_unit() throws Exception {
        try (ToolSession session = bruno()) {
            String estimate =
                    "{'project': 'Booking App', 'estimate_type': '%s', 'estimate_value': '%s'}";

            session.told(
                    "clockify_update_project_estimate",
                    json(estimate.formatted("budget", "1500.50")));
            String money = session.told("clockify_get_project", json("{'project': 'Booking App'}"));
            session.told(
                    "clockify_update_project_estimate", json(estimate.formatted("time", "120h")));
            String time = session.told("clockify_get_project", json("{'project': 'Booking App'}"));

            assertThat(money).contains("budget 1500.50 EUR");
            assertThat(time).contains("120:00").doesNotContain("budget");
        }
    }

    private StdioClient stdio(Map<String, String> environment) throws Exception {
        ProcessBuilder command =
                Installation.built(folder.resolve("home")).command("--profile=sandbox");
        command.environment().putAll(UNLIMITED);
        command.environment().putAll(environment);
        StdioClient client = StdioClient.start(command);
        client.ask(
                """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
                """);
        return client;
    }

    /// The reference keeps a session until it expires: there is no DELETE.
    @Test
    void a_session_ends_when_its_client_deletes_it() throws Exception {
        try (Listening server = listening(Map.of())) {
            String session = session(server, "2025-11-25");
            String delete =
                    "DELETE /mcp HTTP/1.1\r\nHost: localhost\r\nMcp-Session-Id: %s\r\n\r\n"
                            .formatted(session);

            assertThat(answer(server, delete).status()).isBetween(200, 204);
            assertThat(answer(server, Caller.older(session, "2", "tools/list", "{}")).status())
                    .isEqualTo(404);
        }
    }

    /// The reference knows no batches, which 2025-03-26 demands.
    @Test
    void a_batch_of_its_revision_is_answered_as_a_batch() throws Exception {
        try (Listening server = listening(Map.of())) {
            JsonNode answers = JSON.readTree(body(server, batch(session(server, "2025-03-26"))));

            assertThat(answers.isArray()).isTrue();
            assertThat(answers.findValuesAsText("id")).containsExactlyInAnyOrder("8", "9");
        }
    }

    /// The reference promises news of lists that never come, and cannot complete; what we announce
    /// is there, and what is not announced is refused.
    @Test
    void what_is_announced_is_there_and_nothing_else() throws Exception {
        try (StdioClient client = stdio(Map.of())) {
            JsonNode announced =
                    JSON.readTree(client.output().getFirst()).at("/result/capabilities");
            client.send(
                    "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":"
                            + "{\"name\":\"clockify_activate_group\",\"arguments\":{\"name\":\"tags\"}}}");
            client.answer(2);
            JsonNode completed =
                    client.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"completion/complete\",\"params\":{"
                                    + "\"ref\":{\"type\":\"ref/resource\",\"uri\":\"clockify://workspace/{workspaceId}\"},"
                                    + "\"argument\":{\"name\":\"workspaceId\",\"value\":\"\"}}}");
            JsonNode logging =
                    client.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"logging/setLevel\",\"params\":{\"level\":\"info\"}}");

            assertThat(announced.at("/tools/listChanged").asBoolean()).isTrue();
            assertThat(client.output())
                    .anyMatch(line -> line.contains("notifications/tools/list_changed"));
            assertThat(announced.at("/resources/listChanged").asBoolean()).isFalse();
            assertThat(announced.at("/prompts/listChanged").asBoolean()).isFalse();
            assertThat(announced.has("completions")).isTrue();
            assertThat(completed.at("/result/completion/values/0").asText())
                    .isEqualTo(Seed.studio());
            assertThat(announced.has("logging")).isFalse();
            assertThat(logging.at("/error/code").asInt()).isEqualTo(-32601);
        }
    }

    /// The reference answers what is not JSON with status 200, and says -32002 both for a missing
    /// resource and for a client that has not said hello.
    @Test
    void each_mistake_has_its_own_code_and_status() throws Exception {
        try (Listening server = listening(Map.of())) {
            String session = session(server, "2025-11-25");
            String nothing = "clockify://workspace/nowhere";
            Heard.Answer broken = answer(server, post(session, "{\"jsonrpc\":"));
            Heard.Answer missing =
                    answer(
                            server,
                            Caller.older(
                                    session,
                                    "2",
                                    "resources/read",
                                    "{\"uri\":\"%s\"}".formatted(nothing)));
            Heard.Answer stranger = answer(server, Caller.older("", "3", "tools/list", "{}"));

            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.body()).contains("-32700");
            assertThat(missing.body()).contains("-32002");
            assertThat(stranger.status()).isEqualTo(400);
            assertThat(stranger.body()).doesNotContain("-32002");
        }
    }

    /// The reference has one stream for a session: a second one takes the first one's news away.
    @Test
    void news_reach_a_session_whose_client_opens_a_second_stream() throws Exception {
        try (Listening server = listening(Map.of());
                Caller first = new Caller(server.port());
                Caller second = new Caller(server.port())) {
            String session = session(server, "2025-11-25");
            first.say(Caller.stream(session));
            second.say(Caller.stream(session));
            String activate =
                    "{\"name\":\"clockify_activate_group\",\"arguments\":{\"name\":\"tags\"}}";
            body(server, Caller.older(session, "2", "tools/call", activate));
            String delete =
                    "DELETE /mcp HTTP/1.1\r\nHost: localhost\r\nMcp-Session-Id: %s\r\n\r\n"
                            .formatted(session);
            assertThat(answer(server, delete).status()).isBetween(200, 204);

            String both = said(first.hear()) + said(second.hear());

            assertThat(both).contains("notifications/tools/list_changed");
        }
    }

    private static String said(Heard heard) {
        return heard instanceof Heard.Answer(int status, String head, String body) ? body : "";
    }

    /// The reference ends when a line is too long.
    @Test
    void a_line_that_is_too_long_is_answered_and_the_next_one_too() throws Exception {
        try (StdioClient client = stdio(Map.of("MCP_MAX_MESSAGE_SIZE", "4096"))) {
            client.send("x".repeat(100_000));

            assertThat(client.message().at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(
                            client.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}")
                                    .has("result"))
                    .isTrue();
        }
    }

    /// The reference reads nothing more while it works on 64 calls, so that none can be cancelled.
    @Test
    void while_every_place_is_taken_others_are_answered_and_calls_can_be_cancelled()
            throws Exception {
        try (SlowClockify clockify = new SlowClockify()) {
            Map<String, String> settings = new HashMap<>(clockify.environment());
            settings.put("CLOCKIFY_MAX_CONCURRENT", "0");
            settings.put("MCP_MAX_INFLIGHT_TOOL_CALLS", "8");
            try (StdioClient client = stdio(settings)) {
                for (int id = 100; id < 120; id++) {
                    client.send(
                            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"clockify_whoami\",\"arguments\":{}}}"
                                    .formatted(id));
                }
                clockify.awaitRequest();

                JsonNode answered =
                        client.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}");
                for (int id = 100; id < 120; id++) {
                    client.send(
                            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
                                    .formatted(id));
                }
                JsonNode listed = listed(client);

                assertThat(answered.has("result")).as("%s", answered).isTrue();
                assertThat(listed.has("result")).as("%s", listed).isTrue();
            }
        }
    }

    /// The tools, as soon as there is a place for that question too.
    private static JsonNode listed(StdioClient client) throws Exception {
        JsonNode answer = JSON.createObjectNode();
        for (int id = 200; id < 300 && !answer.has("result"); id++) {
            answer =
                    client.ask(
                            "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/list\"}"
                                    .formatted(id));
            Thread.sleep(answer.has("result") ? 0 : 100);
        }
        return answer;
    }

    /// The reference is not ready while Clockify cannot be reached, which empties a whole service.
    @Test
    void the_server_is_ready_whatever_clockify_is() throws Exception {
        int nobody;
        try (ServerSocket port = new ServerSocket(0)) {
            nobody = port.getLocalPort();
        }
        Map<String, String> settings =
                Map.of(
                        "MCP_PROFILE", "local-stdio",
                        "CLOCKIFY_API_KEY", "key",
                        "CLOCKIFY_BASE_URL", "http://127.0.0.1:%d/api/v1".formatted(nobody));
        try (Listening server = listening(settings)) {
            assertThat(whoami(server)).contains("\"isError\":true");

            for (String path : List.of("/ready", "/health")) {
                String get = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
                assertThat(answer(server, get).status()).as(path).isEqualTo(200);
            }
        }
    }

    /// The reference writes its whole file of events anew for each of them, not all at once.
    @Test
    void the_audit_is_only_ever_added_to() throws Exception {
        Path state = folder.resolve("state");
        Map<String, String> settings = Map.of("MCP_CONTROL_PLANE_DSN", "file:" + state);
        try (ToolSession session = ToolSession.start(folder.resolve("home"), settings, AT)) {
            Path audit = state.resolve("audit.jsonl");
            session.told("clockify_log_time", json("{'start': 'today 5:00', 'end': '5:30'}"));
            String before = Files.readString(audit);
            Object file = Files.readAttributes(audit, "unix:ino").get("ino");
            session.told("clockify_log_time", json("{'start': 'today 6:00', 'end': '6:30'}"));

            assertThat(Files.readString(audit))
                    .startsWith(before)
                    .hasSizeGreaterThan(before.length());
            assertThat(Files.readAttributes(audit, "unix:ino").get("ino")).isEqualTo(file);
        }
    }

    /// The reference asked wrong hosts, with wrong verbs and envelopes, until people tried: its own
    /// Clockify answered anything. Ours answers on each host only what Clockify has there.
    @Test
    void every_host_is_asked_for_what_it_has() throws Exception {
        try (Sandbox sandbox = sandbox();
                ToolSession session = on(sandbox)) {
            session.told("clockify_list_entries", json("{'start': 'yesterday'}"));
            session.told("clockify_detailed_report", "{}");
            session.told("clockify_list_shared_reports", "{}");
            session.told("clockify_list_expenses", "{}");
            session.told("clockify_list_time_off_requests", "{}");
            session.told(
                    "clockify_list_assignments", json("{'start': 'today', 'end': 'tomorrow'}"));

            assertThat(sandbox.received()).hasSizeGreaterThanOrEqualTo(6);
            assertThat(sandbox.received())
                    .allSatisfy(request ->
                            assertThat(request.status()).as("%s", request).isBetween(200, 299));
        }
    }
}
