package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Streams that are open at two packaged replicas while a command takes access back, or changes it.
class AccessTakenBackTest {
    private static final String NEWS = "notifications/tools/list_changed";

    @TempDir Path folder;

    private TenantService service;
    private Listening one;
    private Listening other;
    private Person ann;
    private Person bob;

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
        for (String tenant : List.of("acme", "bolt")) {
            service.run("tenant", "create", tenant, "--workspace=" + Seed.studio());
            service.key("mina", tenant);
        }
        one = service.replica();
        other = service.replica();
        ann = person("acme", "ann");
        bob = person("bolt", "bob");
    }

    @AfterEach
    void end() throws Exception {
        ann.close();
        bob.close();
        service.end();
    }

    /// Somebody with a session's stream at one replica, and a request that listens at each.
    private record Person(String token, LegacyCaller session, List<OpenStream> streams) {
        Person {
            streams = List.copyOf(streams);
        }

        void close() throws Exception {
            for (OpenStream stream : streams) {
                stream.close();
            }
            session.close();
        }

        private Stream<OpenStream> open() {
            return streams.stream().filter(stream -> !stream.ended());
        }
    }

    private Person person(String tenant, String name) throws Exception {
        String token = service.run("principal", "add", tenant, name).strip();
        LegacyCaller session = LegacyCaller.begin(one, token);
        return new Person(
                token,
                session,
                List.of(
                        OpenStream.modern(one, token),
                        OpenStream.modern(other, token),
                        OpenStream.of(one, token, session.session())));
    }

    @Test
    void who_is_revoked_is_heard_of_no_more_and_comes_back_to_no_session() throws Exception {
        service.run("principal", "revoke", "bolt", "token#bob");

        for (OpenStream stream : bob.streams()) {
            stream.ends();
        }
        assertThat(ann.open()).hasSize(3);
        soon(() -> bob.session().ping(other) == 401);
        service.run("principal", "erase", "bolt", "token#bob");
        LegacyCaller again =
                bob.session().as(service.run("principal", "add", "bolt", "bob").strip());
        soon(() -> again.ping(one) == 404);
        assertThat(ann.session().ping(one)).isEqualTo(200);
    }

    @Test
    void nobody_of_a_disabled_tenant_is_heard_of_and_all_of_another_are() throws Exception {
        service.run("tenant", "disable", "acme");

        for (OpenStream stream : ann.streams()) {
            stream.ends();
        }
        assertThat(bob.open()).hasSize(3);
        soon(() -> ann.session().ping(one) == 403);
        service.run("tenant", "enable", "acme");
        for (Listening server : List.of(one, other)) {
            soon(() -> ann.session().ping(server) == 404);
        }
        try (OpenStream stream = OpenStream.modern(other, ann.token())) {
            service.run("tenant", "update", "acme", "--mode=read_only");
            stream.says(NEWS);
        }
    }

    @Test
    void whose_tenant_is_narrowed_is_told_at_every_replica_and_nobody_else_is() throws Exception {
        service.run("tenant", "update", "acme", "--deny-group=tags");

        for (OpenStream stream : ann.streams()) {
            stream.says(NEWS);
        }
        assertThat(bob.open()).hasSize(3).noneMatch(stream -> stream.said(NEWS));
    }
}
