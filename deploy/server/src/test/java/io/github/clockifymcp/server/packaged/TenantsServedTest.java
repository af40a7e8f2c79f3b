package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two tenants served by two packaged replicas: acme with one key for everybody, and bolt, whose
/// people bring their own.
class TenantsServedTest {
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 %d:00","duration":"1h"}\
            """;

    @TempDir Path folder;

    private TenantService service;
    private Listening one;
    private Listening other;
    private ModernCaller ann;
    private ModernCaller bob;

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
        run("tenant", "create", "acme", "--workspace=" + Seed.studio(), "--mode=standard");
        run("tenant", "create", "bolt", "--workspace=" + Seed.studio());
        ann = service.caller("acme", "ann");
        bob = service.caller("bolt", "bob");
        service.key("mina", "acme");
        service.key("elif", "bolt", "--principal=token#bob");
        one = service.replica();
        other = service.replica();
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    private String run(String... arguments) {
        return service.run(arguments);
    }

    private void link() {
        run("principal", "link", "acme", "token#ann", Seed.person("mina").id());
    }

    private int status(ModernCaller caller, Listening server) throws Exception {
        return caller.send(server, params("clockify_whoami", "{}")).statusCode();
    }

    @Test
    void each_works_with_its_own_key_and_under_the_tenants_only_who_is_linked_changes()
            throws Exception {
        assertThat(ann.told(one, "clockify_whoami", "{}")).contains("Mina");
        assertThat(bob.told(other, "clockify_whoami", "{}")).contains("Elif");
        ObjectNode entry = params("clockify_log_time", ENTRY.formatted("Alpha", 9));
        assertThat(ann.refused(one, entry)).contains("read_only");

        link();

        soon(() -> !ann.result(one, entry).path("isError").asBoolean());
        bob.told(one, "clockify_log_time", ENTRY.formatted("Bravo", 10));
        assertThat(bob.told(one, "clockify_list_changes", "{}"))
                .contains("Bravo")
                .doesNotContain("Alpha");
    }

    @Test
    void who_has_no_key_gets_what_needs_none_and_what_to_do_for_the_rest() throws Exception {
        ModernCaller cid = service.caller("bolt", "cid");
        assertThat(cid.told(one, "clockify_policy_info", "{}")).contains("Mode");
        assertThat(cid.refused(one, params("clockify_whoami", "{}")))
                .contains("no key to Clockify", "credential set");
        ObjectNode tag = params("clockify_create_tag", "{\"name\":\"Mine\"}");
        assertThat(cid.refused(one, tag)).contains("no key to Clockify");

        service.key("mina", "bolt", "--principal=token#cid");

        soon(() -> !cid.result(one, tag).path("isError").asBoolean());
    }

    @Test
    void a_tenant_that_names_its_issuers_lets_in_nobody_from_elsewhere() throws Exception {
        run("tenant", "create", "local", "--workspace=" + Seed.studio());
        service.key("mina", "local");
        try (ModernCaller team = new ModernCaller(TenantService.TEAM)) {
            soon(() -> status(team, one) == 200);
            run("tenant", "update", "local", "--issuer=" + TenantService.ISSUER);
            soon(() -> status(team, one) == 403 && status(team, other) == 403);
        }
        ModernCaller token = service.caller("local", "dora");
        assertThat(status(token, one)).isEqualTo(200);
    }

    @Test
    void a_tenant_may_demand_a_person_where_others_need_none() throws Exception {
        link();
        ObjectNode tag = params("clockify_create_tag", "{\"name\":\"%s\"}".formatted("Mine"));
        soon(() -> !ann.result(one, tag).path("isError").asBoolean());
        run("tenant", "update", "acme", "--person-required=write");
        ObjectNode next = params("clockify_create_tag", "{\"name\":\"Next\"}");
        soon(() -> ann.result(other, next).path("resultType").asText().equals("input_required"));
        ObjectNode bobs = params("clockify_create_tag", "{\"name\":\"Free\"}");
        assertThat(bob.result(other, bobs).path("isError").asBoolean()).isFalse();
    }

    @Test
    void what_one_agreed_to_the_other_cannot_use() throws Exception {
        link();
        ObjectNode entry = params("clockify_log_time", ENTRY.formatted("Alpha", 9));
        soon(() -> !ann.result(one, entry).path("isError").asBoolean());
        bob.told(one, "clockify_log_time", ENTRY.formatted("Bravo", 10));
        ObjectNode undo = params("clockify_undo", "{}");
        JsonNode asked = ann.result(one, undo);
        assertThat(asked.path("resultType").asText()).isEqualTo("input_required");

        assertThat(bob.send(other, agreed(undo, asked)).body())
                .doesNotContain("Taken back", "Alpha");
        String change = ann.told(one, "clockify_list_changes", "{}").substring(0, 5);
        assertThat(
                        bob.refused(
                                other,
                                params("clockify_undo", "{\"change\":\"%s\"}".formatted(change))))
                .contains("There is no change");
        assertThat(ToolSession.text(ann.result(other, agreed(undo, asked)))).contains("Alpha");
    }

    @Test
    void a_tenant_is_narrowed_stopped_and_let_go_on_at_every_replica() throws Exception {
        link();
        ObjectNode tag = params("clockify_create_tag", "{\"name\":\"Shared\"}");
        soon(() -> !ann.result(one, tag).path("isError").asBoolean());

        run("tenant", "update", "--all", "--mode=read_only");
        ObjectNode more = params("clockify_create_tag", "{\"name\":\"More\"}");
        for (Listening server : List.of(one, other)) {
            soon(() ->
                    ToolSession.text(ann.result(server, more)).contains("read_only")
                            && ToolSession.text(bob.result(server, more)).contains("read_only"));
        }

        run("tenant", "disable", "acme");
        for (Listening server : List.of(one, other)) {
            soon(() -> status(ann, server) == 403);
            assertThat(status(bob, server)).isEqualTo(200);
        }
        run("tenant", "enable", "acme");
        soon(() -> status(ann, other) == 200);
    }

    @Test
    void who_was_sent_away_or_is_of_no_tenant_stays_out() throws Exception {
        try (ModernCaller team = new ModernCaller(TenantService.TEAM)) {
            assertThat(status(team, one)).isEqualTo(403);
        }
        try (ModernCaller nobody = new ModernCaller("cmcp.acme.ann." + "x".repeat(43))) {
            assertThat(status(nobody, one)).isEqualTo(401);
        }
        assertThat(status(bob, one)).isEqualTo(200);

        run("principal", "revoke", "bolt", "token#bob");

        for (Listening server : List.of(one, other)) {
            soon(() -> status(bob, server) == 401);
        }
        assertThat(status(ann, one)).isEqualTo(200);
    }
}
