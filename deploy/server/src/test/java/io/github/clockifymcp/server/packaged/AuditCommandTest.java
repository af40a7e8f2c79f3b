package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clockify-mcp audit`, on what packaged servers have written.
class AuditCommandTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NOW = "--at=2026-11-20T14:30:00Z";

    @TempDir Path folder;
    private Installation server;
    private Path file;

    @BeforeEach
    void find_the_built_server() {
        server = Installation.built(folder.resolve("home"));
        file = server.home().resolve(".local/state/clockify-mcp-sandbox/audit.jsonl");
    }

    @Test
    void reads_are_left_out_where_nobody_wants_them() throws Exception {
        Map<String, String> quiet = Map.of("MCP_AUDIT_READS", "off");
        try (ToolSession session = ToolSession.start(server.home(), quiet, NOW)) {
            work(session);

            String all = audit("list").out();

            assertThat(all).contains("clockify_log_time", "refused unknown_tool");
            assertThat(all).doesNotContain("clockify_list_projects");
        }
    }

    @Test
    void what_was_called_is_listed_and_shown_while_the_server_runs() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);

            Printed all = audit("list");
            Printed refused = audit("list", "--outcome", "refused", "--since=1h");
            Printed deleted =
                    audit(
                            "list",
                            "--tool=clockify_delete_entry",
                            "--limit",
                            "2",
                            "--zone=Asia/Tokyo");
            Printed shown = audit("show", call("clockify_delete_entry").substring(0, 12));

            assertThat(all.out())
                    .contains("time (UTC)", "clockify_list_projects", "clockify_log_time", "intent")
                    .contains("7 of 7 rows");
            assertThat(refused.out()).contains("refused unknown_tool", "1 of 1 rows");
            assertThat(deleted.out())
                    .contains("time (Asia/Tokyo)", "2 of 3 rows")
                    .doesNotContain("clockify_log_time");
            assertThat(shown.out())
                    .containsSubsequence(
                            "tool clockify_delete_entry",
                            "through test",
                            "change Delete",
                            "risks destructive",
                            "question",
                            "intent",
                            "DELETE CORE /",
                            "before: ",
                            "allowed",
                            "The change was made.");
            assertThat(all.code() + refused.code() + deleted.code() + shown.code()).isZero();
        }
    }

    @Test
    void a_call_is_shown_with_the_preview_that_its_token_confirms() throws Exception {
        String token;
        try (ToolSession session = ToolSession.askingNobody(server.home(), NOW)) {
            String entry = "{\"entry_id\":\"%s\"%s}";
            String handle = logged(session);
            String preview = session.told("clockify_delete_entry", entry.formatted(handle, ""));
            token = preview.replaceAll("(?s).*confirmation_token \"([^\"]+)\".*", "$1");
            session.told(
                    "clockify_delete_entry",
                    entry.formatted(handle, ",\"confirmation_token\":\"" + token + "\""));
        }

        Printed shown = audit("show", call("clockify_delete_entry"));

        assertThat(shown.out())
                .containsSubsequence(
                        "preview",
                        "The change was shown. Nothing was sent.",
                        "came with the token of call",
                        "intent",
                        "allowed",
                        "The change was made.")
                .doesNotContain(token, "sandbox-key");
        assertThat(Files.readString(file)).doesNotContain(token, "sandbox-key");
    }

    @Test
    void a_log_that_holds_is_said_to_and_its_head_finds_what_was_cut_off() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);
        }
        Printed good = audit("verify");
        String head = good.out().replaceAll("(?s).*head ([0-9a-f]{64}).*", "$1");
        Printed later = audit("verify", "--head", head);

        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));
        Printed cut = audit("verify");
        Printed cutBesideItsHead = audit("verify", "--head", head);

        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("is as it was written: 7 lines.");
        assertThat(later.code()).isZero();
        assertThat(cut.code()).isZero();
        assertThat(cutBesideItsHead.code()).isEqualTo(1);
        assertThat(cutBesideItsHead.out()).contains("lines were cut off at the end");
    }

    @Test
    void a_line_that_was_altered_is_found() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(3, lines.get(3).replace("allowed", "refused"));
        Files.write(file, lines);

        Printed broken = audit("verify");

        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.out())
                .contains("is not as it was written")
                .contains("line 5: the line before it has been changed");
    }

    @Test
    void a_torn_tail_is_no_fault_and_the_next_server_accounts_for_it() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);
        }
        Files.writeString(file, "{\"seq\":8,\"prev\":\"00", StandardOpenOption.APPEND);

        Printed torn = audit("verify");
        Printed listed = audit("list", "--limit=1");
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);
        }
        Printed goneOn = audit("verify");

        assertThat(torn.code()).isZero();
        assertThat(torn.out()).contains("7 lines", "ends in a piece of a line");
        assertThat(listed.out()).contains("1 of 7 rows");
        assertThat(goneOn.code()).isZero();
        assertThat(goneOn.out()).contains("15 lines", "accounted for: 1");
    }

    @Test
    void an_export_is_checked_like_the_log_and_has_no_formulas() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            session.told("clockify_create_tag", "{\"name\":\"=1+2\"}");
            session.told("clockify_delete_tag", "{\"tag\":\"=1+2\"}");
        }

        Printed lines = audit("export");
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.writeString(copy.resolve("audit.jsonl"), lines.out(), UTF_8);
        Printed copied = audit("verify", "--state", copy.toString());
        Printed cells = audit("export", "--format=csv", "--outcome=allowed");

        assertThat(lines.out()).isEqualTo(Files.readString(file));
        assertThat(copied.code()).as(copied.out()).isZero();
        assertThat(cells.out()).startsWith("seq,at,call,").contains("clockify_delete_tag", "\r\n");
        assertThat(cells.out().lines()).allMatch(line -> !line.matches("(.*,)?\"?[=+@-].*"));
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() throws Exception {
        Printed nothing = audit("list");
        Printed memory = run("audit", "verify");
        Printed noCommand = run("audit");
        work();
        Printed outcome = audit("list", "--outcome=denied");
        Printed since = audit("list", "--since=yesterday");
        Printed unknown = audit("show", "nonsense");

        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err())
                .startsWith("There is no audit log ")
                .contains("clockify-mcp-sandbox")
                .endsWith("A server makes it with its first call.\n");
        assertThat(memory.err()).contains("/clockify-mcp/audit.jsonl");
        assertThat(noCommand.err()).contains("Say which: audit list, show, verify or export.");
        assertThat(outcome.err()).contains("--outcome takes one of allowed, ");
        assertThat(since.err()).contains("--since takes an instant such as");
        assertThat(unknown.err()).contains("There is no call with this id.");
        assertThat(List.of(outcome.code(), since.code(), unknown.code(), noCommand.code()))
                .containsOnly(2);
    }

    private void work() throws Exception {
        try (ToolSession session = ToolSession.start(server.home(), NOW)) {
            work(session);
        }
    }

    /// Seven rows: the last ones, of a change, are on the disk when this ends, and so all before.
    private static void work(ToolSession session) throws Exception {
        session.told("clockify_list_projects", "{}");
        session.refused("clockify_no_such_tool", "{}");
        session.told("clockify_delete_entry", "{\"entry_id\":\"%s\"}".formatted(logged(session)));
    }

    private static String logged(ToolSession session) throws Exception {
        return session.told(
                        "clockify_log_time",
                        "{\"project\":\"Booking App\",\"start\":\"yesterday 7:00\",\"duration\":\"1h\"}")
                .split(" ", 2)[0];
    }

    /// The id of the last call of a tool.
    private String call(String tool) throws Exception {
        String call = "";
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JSON.readTree(line);
            call = row.path("tool").asText().equals(tool) ? row.path("call").asText() : call;
        }
        return call;
    }

    private Printed audit(String command, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("audit", command, "--profile=sandbox"));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private Printed run(String... words) throws Exception {
        return Printed.by(server.command(words));
    }
}
