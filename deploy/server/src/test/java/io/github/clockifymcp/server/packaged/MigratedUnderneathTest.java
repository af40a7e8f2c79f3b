package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.OtherSchemas;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packaged servers under which the schema is changed: by the version that they wait for, by one
/// that lets them go on, and by one for which they are too old.
class MigratedUnderneathTest {
    private static final String ENTRY =
            """
            {"project":"Booking App","description":"%s","start":"2026-03-02 %d:00","duration":"1h"}\
            """;

    @TempDir Path folder;

    private Postgres.Place database;
    private LoneSandbox sandbox;
    private Service service;
    private ModernCaller ann = new ModernCaller(Service.TEAM);

    @BeforeEach
    void begin() throws Exception {
        database = Postgres.OLDEST.empty();
        sandbox = LoneSandbox.start(folder);
        service = new Service(folder, database.settings(), sandbox.baseUrl());
    }

    @AfterEach
    void end() {
        ann.close();
        service.close();
        sandbox.close();
    }

    /// A tenant with a key, and somebody of it.
    private ModernCaller caller() throws Exception {
        service.run("tenant", "create", "acme", "--workspace=" + Seed.studio());
        String token = service.token("acme", "ann");
        service.credential("mina", "acme", "--principal=token#ann");
        return new ModernCaller(token);
    }

    private int ready(Replica server) throws Exception {
        return ann.get(server, "/ready").statusCode();
    }

    @Test
    void on_the_schema_of_the_version_before_a_server_waits_for_its_own() throws Exception {
        service.run("key", "new", "--file", service.keys().toString());
        OtherSchemas.before(database.owner());
        Replica server = service.replica();
        assertThat(ready(server)).isEqualTo(503);
        HttpResponse<String> early = ann.send(server, params("clockify_whoami", "{}"));
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(early.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.said())
                .anyMatch(line -> line.contains("was prepared for an older clockify-mcp"))
                .anyMatch(line -> line.contains("run clockify-mcp migrate"));

        assertThat(service.run("migrate")).endsWith("; 1 step was taken.\n");

        ann = caller();
        soon(() -> ready(server) == 200);
        assertThat(ann.told(server, "clockify_log_time", ENTRY.formatted("Alpha", 9)))
                .contains("Alpha");
    }

    @Test
    void calls_go_on_while_a_newer_version_migrates_and_older_programs_are_still_let_in()
            throws Exception {
        service.prepared();
        ann = caller();
        Replica server = service.replica();
        String day = "{\"start\":\"2026-03-02\",\"end\":\"2026-03-02\"}";
        AtomicInteger calls = new AtomicInteger();
        List<CompletableFuture<Integer>> loads = new ArrayList<>();
        try (LegacyCaller session = LegacyCaller.begin(server, token());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ann.told(server, "clockify_log_time", ENTRY.formatted("Asked about", 8));
            String change = ann.told(server, "clockify_list_changes", "{}").substring(0, 5);
            ObjectNode undo = params("clockify_undo", "{\"change\":\"%s\"}".formatted(change));
            JsonNode asked = ann.result(server, undo);
            for (int load = 0; load < 2; load++) {
                int hour = 9 + load;
                loads.add(
                        CompletableFuture.supplyAsync(
                                () -> called(session, server, hour, calls), threads));
            }
            try {
                soon(() -> calls.get() >= 4);

                OtherSchemas.next(database.owner());

                int before = calls.get();
                soon(() -> calls.get() >= before + 8);
            } finally {
                calls.set(Integer.MIN_VALUE); // or they would go on for ever
            }
            assertThat(loads).allSatisfy(load -> assertThat(load.join()).isPositive());
            assertThat(ToolSession.text(ann.result(server, agreed(undo, asked))))
                    .contains("Taken back", "Asked about");
            assertThat(session.told(server, "clockify_list_entries", day))
                    .doesNotContain("Asked about");
        }

        Replica later = service.replica();
        assertThat(ready(later)).isEqualTo(200);
        ann.told(later, "clockify_log_time", ENTRY.formatted("Later", 18));
        assertThat(ann.told(server, "clockify_list_changes", "{}")).contains("Later");
        assertThat(service.run("migrate")).endsWith("; 0 steps were taken.\n");
        service.run("maintain");
    }

    /// Logs and lists, each in its own way, until nobody counts any more.
    private int called(LegacyCaller session, Replica server, int hour, AtomicInteger calls) {
        int mine = 0;
        try {
            while (calls.get() >= 0) {
                String entry = ENTRY.formatted("Load %d.%d".formatted(hour, mine), hour);
                if (hour % 2 == 0) {
                    session.told(server, "clockify_log_time", entry);
                } else {
                    ann.told(server, "clockify_log_time", entry);
                }
                mine++;
                calls.incrementAndGet();
            }
        } catch (Exception e) {
            throw new IllegalStateException("after %d calls".formatted(mine), e);
        }
        return mine;
    }

    private String token() throws Exception {
        String token = service.token("acme", "ben");
        service.credential("mina", "acme", "--principal=token#ben");
        return token;
    }

    @Test
    void who_is_too_old_for_a_schema_is_kept_out_and_told_what_to_install() throws Exception {
        service.prepared();
        ann = caller();
        Replica server = service.replica();
        assertThat(ready(server)).isEqualTo(200);

        OtherSchemas.afterNext(database.owner());

        soon(() -> ready(server) == 503);
        Replica fresh = service.replica();
        for (Replica each : List.of(server, fresh)) {
            assertThat(ready(each)).isEqualTo(503);
            assertThat(ann.send(each, params("clockify_whoami", "{}")).statusCode()).isEqualTo(503);
            assertThat(each.said())
                    .anyMatch(line ->
                            line.contains("this version is too old for it")
                                    && line.contains("Install the newer version"));
        }
        sandbox.requests();
        ann.send(server, params("clockify_log_time", ENTRY.formatted("Alpha", 9)));
        assertThat(sandbox.requests()).isEmpty();
    }
}
