package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client sees of the packaged server, whatever the machine around it is like.
final class PackagedServerTest {
    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;
    private static final String LIST =
            """
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}\
            """;
    private static final String POLICY =
            """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"clockify_policy_info","arguments":{}}}\
            """;
    private static final String TODAY =
            """
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"clockify_today_entries","arguments":{}}}\
            """;

    @TempDir Path folder;
    private Installation server;

    @BeforeEach
    void find_the_built_server() {
        server = Installation.shipped(folder.resolve("home"));
    }

    @Test
    void standard_output_holds_nothing_but_mcp() throws Exception {
        try (StdioClient client = StdioClient.start(server.command("--profile=sandbox"))) {
            client.ask(INITIALIZE);
            client.send("this is not JSON");
            client.send("");
            client.ask(LIST);
            client.ask(POLICY);
            ObjectNode today = client.ask(TODAY);

            assertThat(today.path("result").path("isError").asBoolean()).isFalse();
            assertThat(client.leave()).isZero();
            for (String line : client.output()) {
                StdioClient.parsed(line);
            }
            assertThat(client.output()).hasSize(5);
        }
    }

    @Test
    void the_version_and_the_help_are_printed() throws Exception {
        Printed version = Printed.by(server.command("--version"));
        Printed help = Printed.by(server.command("--help"));
        Printed sandboxHelp = Printed.by(server.command("sandbox", "--help"));

        assertThat(version).isEqualTo(new Printed(0, "clockify-mcp " + version() + "\n", ""));
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("--profile", "--at", "sandbox", "CLOCKIFY_API_KEY");
        assertThat(help.err()).isEmpty();
        assertThat(sandboxHelp.out()).contains("--port", "--without");
    }

    @Test
    void arguments_that_are_not_understood_end_it_with_a_sentence() throws Exception {
        for (String[] arguments :
                List.of(
                        new String[] {"--prfile=sandbox"},
                        new String[] {"sandbx"},
                        new String[] {"--profile"},
                        new String[] {"sandbox", "--at", "noon"})) {
            Printed printed = Printed.by(server.command(arguments));

            assertThat(printed.code()).isEqualTo(2);
            assertThat(printed.out()).isEmpty();
            assertThat(printed.err()).isNotEmpty().doesNotContain("\tat ");
        }
    }

    @Test
    void malformed_settings_end_it_with_a_sentence_each() throws Exception {
        ProcessBuilder command = server.command("--profile=sandbx");
        command.environment()
                .putAll(Map.of("CLOCKIFY_TOOL_TIMEOUT", "45", "CLOCKIFY_DENYTOOLS", "x"));

        Printed printed = Printed.by(command);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err().lines())
                .containsExactlyInAnyOrder(
                        "MCP_PROFILE cannot be ‹sandbx›. It takes local-stdio, single-tenant-http,"
                                + " shared-service, prod-postgres, private-network or sandbox.",
                        "CLOCKIFY_TOOL_TIMEOUT cannot be ‹45›. It takes a duration from 5s to 10m,"
                                + " written like 100ms, 45s, 5m or 1m30s.",
                        "There is no setting CLOCKIFY_DENYTOOLS. CLOCKIFY_DENY_TOOLS was probably"
                                + " meant.");
    }

    @Test
    void a_denied_tool_that_does_not_exist_is_an_error() throws Exception {
        ProcessBuilder command = server.command();
        command.environment().put("CLOCKIFY_DENY_TOOLS", "clockify_log_tme");

        Printed printed = Printed.by(command);

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err())
                .startsWith("CLOCKIFY_DENY_TOOLS names ‹clockify_log_tme›")
                .contains("clockify_log_time");
    }

    @Test
    void without_a_key_it_starts_lists_and_says_what_to_do() throws Exception {
        try (StdioClient client = StdioClient.start(server.command())) {
            client.ask(INITIALIZE);
            ObjectNode list = client.ask(LIST);
            ObjectNode answer = client.ask(TODAY);

            assertThat(list.path("result").path("tools")).isNotEmpty();
            assertThat(answer.path("result").path("isError").asBoolean()).isTrue();
            assertThat(answer.toString()).contains("CLOCKIFY_API_KEY");
            assertThat(client.leave()).isZero();
        }
    }

    @Test
    void what_others_set_for_every_jvm_does_not_reach_it() throws Exception {
        ProcessBuilder command = server.command("--profile=sandbox");
        for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
            command.environment().put(name, "-Xlog:all -XshowSettings:all");
        }
        command.environment().put("CLASSPATH", "/nowhere");

        answers(command);
    }

    @Test
    void it_speaks_utf_8_whatever_the_locale() throws Exception {
        for (String locale : List.of("C", "POSIX", "de_DE.ISO-8859-1", "")) {
            ProcessBuilder command = server.command("--profile=sandbox");
            command.environment().put("LC_ALL", locale);
            try (StdioClient client = StdioClient.start(command)) {
                client.ask(INITIALIZE);
                ObjectNode answer =
                        client.ask(
                                """
                                {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"clockify_übung"}}\
                                """);

                assertThat(answer.toString()).as(locale).contains("clockify_übung");
            }
        }
    }

    @Test
    void on_the_usual_way_it_needs_no_other_program() throws Exception {
        ProcessBuilder command = server.command("--profile=sandbox");
        command.environment().put("PATH", "/nowhere");

        answers(command);
    }

    @Test
    void a_call_that_runs_is_answered_before_it_ends_at_the_end_of_input() throws Exception {
        try (SlowClockify clockify = new SlowClockify();
                StdioClient client = StdioClient.start(clockify.client(server))) {
            client.ask(INITIALIZE);
            client.send(TODAY);
            clockify.awaitRequest();

            client.process().getOutputStream().close();
            clockify.answer();

            assertThat(client.answer(4).has("result")).isTrue();
            assertThat(client.ended()).isZero();
        }
    }

    @Test
    void a_call_that_runs_is_answered_before_it_ends_at_sigterm() throws Exception {
        try (SlowClockify clockify = new SlowClockify();
                StdioClient client = StdioClient.start(clockify.client(server))) {
            client.ask(INITIALIZE);
            client.send(TODAY);
            clockify.awaitRequest();

            client.process().toHandle().destroy();
            clockify.answer();

            assertThat(client.answer(4).has("result")).isTrue();
            assertThat(client.ended()).isEqualTo(143);
        }
    }

    /// What a command printed.
    static void answers(ProcessBuilder command) throws IOException, InterruptedException {
        try (StdioClient client = StdioClient.start(command)) {
            ObjectNode initialized = client.ask(INITIALIZE);
            ObjectNode list = client.ask(LIST);
            ObjectNode policy = client.ask(POLICY);

            assertThat(initialized.path("result").path("serverInfo").path("name").asText())
                    .isEqualTo("clockify-mcp");
            assertThat(list.path("result").path("tools")).isNotEmpty();
            assertThat(policy.path("result").path("isError").asBoolean()).isFalse();
            assertThat(client.leave()).isZero();
            assertThat(client.output()).hasSize(3);
        }
    }

    private static String version() {
        return System.getProperty("version", "?");
    }
}
