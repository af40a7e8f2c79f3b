package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known to be wrong with the reference server where several are served (numbers 17 to 35
/// are about security), against packaged replicas of one service. Those that need no service are in
/// [LoneDefectsTest]; those about the log in [AuditDefectsTest]. Number 22 is in
/// [ProxyPackagedTest], 26, 27 and 35 are in the tests of identities and settings.
class SharedDefectsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern METRICS = Pattern.compile("address=(\\S+?)[\"\\s]");
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"Alpha","start":"2026-03-02 9:00","duration":"1h"}\
            """;
    private static final String DAY = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
    private static final String TWO = "--limit=CLOCKIFY_PER_TOKEN_RATE_LIMIT=2";

    @TempDir static Path folder;

    private static TenantService service;
    private static Replica server;
    private static ModernCaller ann;
    private static ModernCaller bob;

    @BeforeAll
    static void begin() throws Exception {
        service = TenantService.begin(folder);
        ann = person("acme", "ann", "mina");
        bob = person("bolt", "bob", "elif");
        server =
                service.replica(
                        folder.resolve("log"),
                        Map.of(
                                "CLOCKIFY_DENY_TOOLS", "clockify_create_client",
                                "CLOCKIFY_RATE_LIMIT", "300",
                                "MCP_MAX_SESSIONS_PER_PRINCIPAL", "2",
                                "MCP_LOG_LEVEL", "debug",
                                "MCP_METRICS_BIND", "127.0.0.1:0"));
    }

    @AfterAll
    static void end() throws Exception {
        service.end();
    }

    /// Somebody of a new tenant, with their own key to Clockify.
    private static ModernCaller person(
            String tenant, String name, String inSandbox, String... options) throws Exception {
        List<String> create =
                new ArrayList<>(
                        List.of("tenant", "create", tenant, "--workspace=" + Seed.studio()));
        create.addAll(List.of(options));
        service.run(create.toArray(String[]::new));
        ModernCaller caller = service.caller(tenant, name);
        service.key(inSandbox, tenant, "--principal=token#" + name);
        return caller;
    }

    private static String said(ModernCaller caller, Reachable at, String tool, String arguments)
            throws Exception {
        return caller.send(at, params(tool, arguments)).body();
    }

    private static String metrics() throws Exception {
        Matcher address = METRICS.matcher(String.join("\n", server.said()));
        assertThat(address.find()).isTrue();
        int port = Integer.parseInt(address.group(1).replaceFirst(".*:(\\d+).*", "$1"));
        Reachable there = () -> port;
        return ann.get(there, "/metrics").body();
    }

    private static List<String> log(String tenant) {
        return service.run("audit", "export", "--tenant=" + tenant).lines().toList();
    }

    /// The reference lets a tenant's row raise the mode above the operator's, and its list of
    /// denied tools replace the operator's.
    @Test
    void defect_18_a_tenant_narrows_what_the_operator_allows_and_widens_nothing() throws Exception {
        ModernCaller wim =
                person("wide", "wim", "ada", "--mode=full", "--deny-tool=clockify_create_tag");
        service.sandbox().requests();

        String role =
                said(
                        wim,
                        server,
                        "clockify_update_user_role",
                        "{\"user\":\"Mina\",\"role\":\"WORKSPACE_ADMIN\"}");
        String client = said(wim, server, "clockify_create_client", "{\"name\":\"Widened\"}");
        String tag = said(wim, server, "clockify_create_tag", "{\"name\":\"Widened\"}");
        wim.told(server, "clockify_create_project", "{\"name\":\"Narrowed\"}");

        assertThat(role).contains("mode standard");
        assertThat(client).contains("Unknown tool: clockify_create_client");
        assertThat(tag).contains("Unknown tool: clockify_create_tag");
        assertThat(wim.told(server, "clockify_list_clients", "{}")).doesNotContain("Widened");
        assertThat(wim.told(server, "clockify_list_tags", "{}")).doesNotContain("Widened");
    }

    /// The reference copies its mode into the first tenant's row when it first starts, and never
    /// looks at its own setting again.
    @Test
    void defect_19_what_the_operator_sets_holds_at_each_start() throws Exception {
        String tag = "{\"name\":\"%s\"}";
        ann.told(server, "clockify_create_tag", tag.formatted("Before"));

        Listening tightened = service.replica(Map.of("CLOCKIFY_POLICY", "read_only"));

        assertThat(ann.refused(tightened, params("clockify_create_tag", tag.formatted("After"))))
                .contains("read_only");
        assertThat(ann.told(tightened, "clockify_list_tags", "{}"))
                .contains("Before")
                .doesNotContain("After");
    }

    /// The reference has one list of running calls for all callers of a transport, by the ids that
    /// the callers give them, and one set of groups that are switched on.
    @Test
    void defect_21_nobody_cancels_or_changes_what_is_anothers() throws Exception {
        try (LegacyCaller anns = LegacyCaller.begin(server, ann.token());
                LegacyCaller bobs = LegacyCaller.begin(server, bob.token())) {
            anns.told(server, "clockify_log_time", ENTRY);
            try (LegacyCaller.Asking undo = anns.asking(server, "clockify_undo", "{}")) {
                JsonNode question = undo.until("elicitation/create");

                assertThat(bobs.cancel(server, undo.id())).isEqualTo(202);
                bobs.accept(server, question.path("id"));
                assertThat(ann.told(server, "clockify_list_entries", DAY)).contains("Alpha");

                assertThat(anns.accept(server, question.path("id"))).isEqualTo(202);
                assertThat(undo.until("result").toString()).contains("Taken back", "Alpha");
            }
            ObjectNode activate = params("clockify_activate_group", "{\"name\":\"tags\"}");
            anns.ask(server, "tools/call", activate);
            String hers = anns.ask(server, "tools/list", JSON.createObjectNode()).toString();
            String his = bobs.ask(server, "tools/list", JSON.createObjectNode()).toString();

            assertThat(hers).contains("\"clockify_update_tag\"");
            assertThat(his).contains("\"clockify_log_time\"");
            assertThat(his).doesNotContain("\"clockify_update_tag\"");
            assertThat(List.of(anns.delete(server), bobs.delete(server)))
                    .allMatch(status -> status < 300);
        }
    }

    /// The reference prints keys, tokens and the password of its database in what is meant for
    /// people who look for a mistake, and in the line with which it starts.
    @Test
    void defect_24_what_the_operator_reads_has_no_secret_in_it() throws Exception {
        String shown =
                service.run("tenant", "show", "acme", "--json")
                        + service.run("tenant", "list")
                        + service.run("principal", "list", "acme", "--json")
                        + service.run("principal", "export", "acme", "token#ann")
                        + String.join("\n", server.said());

        assertThat(shown)
                .contains("token#ann")
                .doesNotContain(ann.token(), TenantService.TEAM, Seed.person("mina").key())
                .doesNotContain("server:server", "keeper:keeper", "owner:owner");
    }

    /// The reference masks every field whose name has a word like `auth` or `session` in it: the
    /// very fields that one looks for when somebody is not let in.
    @Test
    void defect_25_why_somebody_was_not_let_in_can_be_read() throws Exception {
        try (ModernCaller nobody = new ModernCaller("cmcp.acme.ann." + "x".repeat(43))) {
            HttpResponse<String> answer = nobody.send(server, params("clockify_whoami", "{}"));
            assertThat(answer.statusCode()).isEqualTo(401);
        }
        said(ann, server, "clockify_whoami", "{}");

        assertThat(metrics())
                .containsPattern("clockify_mcp_auth_failures_total\\{category=\"wrong\"\\} [1-9]");
        soon(() ->
                server.said().stream()
                        .anyMatch(line ->
                                line.contains("tool=clockify_whoami")
                                        && line.contains("outcome=success")
                                        && line.contains("tenant=acme")));
    }

    /// The reference neither counts nor records what is read as a resource, and anybody may have
    /// any number of subscriptions.
    @Test
    void defect_28_resources_are_counted_and_recorded_like_calls() throws Exception {
        ModernCaller rea = person("reads", "rea", "mina", TWO);
        ObjectNode workspace =
                JSON.createObjectNode().put("uri", "clockify://workspace/" + Seed.studio());
        String uri = workspace.path("uri").asText();
        String first = rea.send(server, "resources/read", uri, workspace).body();
        soon(() ->
                rea.send(server, "resources/read", uri, workspace)
                        .body()
                        .contains("Too many calls"));
        try (LegacyCaller session = LegacyCaller.begin(server, rea.token())) {
            soon(() ->
                    session.ask(server, "resources/subscribe", workspace)
                            .toString()
                            .contains("Too many calls"));
        }

        assertThat(first).contains("Studio Nordlicht");
        assertThat(log("reads")).anyMatch(line -> line.contains("\"resources/read\""));
    }

    /// In the reference calls that were refused to one caller still use up what all have together,
    /// and two tenants' callers of the same name have one budget.
    @Test
    void defect_29_who_calls_too_often_takes_nothing_from_others() throws Exception {
        ModernCaller loud = person("loud", "bob", "elif", TWO);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            if (said(loud, server, "clockify_policy_info", "{}").contains("one caller may make")) {
                refused++;
            }
        }

        // They are more than all have together in a minute.
        assertThat(refused).isGreaterThan(300);
        assertThat(bob.told(server, "clockify_policy_info", "{}")).contains("Mode");
        Listening other = service.replica();
        assertThat(bob.told(other, "clockify_policy_info", "{}")).contains("Mode");
        soon(() -> said(loud, other, "clockify_policy_info", "{}").contains("Too many calls"));
    }

    /// The reference writes a row, and makes a series of its metrics, for each name of a tool that
    /// a client makes up, before it counts the call.
    @Test
    void defect_30_names_that_somebody_made_up_fill_nothing() throws Exception {
        ModernCaller guess = person("guess", "gus", "mina", TWO);
        for (int i = 0; i < 50; i++) {
            said(guess, server, "made_up_" + i, "{}");
        }

        assertThat(metrics()).contains("tool=\"unknown\"").doesNotContain("made_up");
        assertThat(log("guess")).isNotEmpty().hasSizeLessThan(15);
        assertThat(log("guess")).noneMatch(line -> line.contains("made_up"));
    }

    /// The reference tells anybody why its database is away, and keeps as many sessions as somebody
    /// begins.
    @Test
    void defect_33_nobody_is_told_what_is_inside_and_sessions_have_an_end() throws Exception {
        ModernCaller many = person("many", "max", "mina");
        try (LegacyCaller first = LegacyCaller.begin(server, many.token());
                LegacyCaller second = LegacyCaller.begin(server, many.token())) {
            assertThatThrownBy(() -> LegacyCaller.begin(server, many.token()))
                    .isInstanceOf(NoSuchElementException.class);
            assertThat(List.of(first.session(), second.session())).doesNotContain("");
        }
        service.database().shut();
        try {
            soon(() -> ann.get(server, "/ready").body().contains("degraded"));
            HttpResponse<String> call = ann.send(server, params("clockify_whoami", "{}"));
            assertThat(call.statusCode()).isEqualTo(503);
            for (String told : List.of(ann.get(server, "/ready").body(), call.body())) {
                assertThat(told)
                        .hasSizeLessThan(300)
                        .doesNotContainIgnoringCase(service.database().name())
                        .doesNotContainIgnoringCase("sql")
                        .doesNotContain("127.0.0.1", "Exception", "Hikari", "clockify_mcp_server");
            }
        } finally {
            service.database().open();
        }
        soon(() -> ann.get(server, "/ready").body().contains("ok"));
        soon(() -> ann.send(server, params("clockify_whoami", "{}")).statusCode() == 200);
    }

    /// The reference lets a tenant's row name any variable of its environment, any file and any
    /// address: there its key would be sent.
    @Test
    void defect_34_a_tenant_names_no_address_that_the_operator_does_not_allow() {
        assertThatThrownBy(() ->
                        service.run(
                                "tenant",
                                "create",
                                "evil",
                                "--base-url=https://evil.example.com/api/v1"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> service.run("credential", "set", "acme", "--from-env=HOME"))
                .isInstanceOf(AssertionError.class);
        assertThat(service.run("tenant", "list")).doesNotContain("evil");
    }
}
