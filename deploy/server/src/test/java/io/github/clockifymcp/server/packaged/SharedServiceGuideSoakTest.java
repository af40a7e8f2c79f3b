package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.clockifymcp.controlplane.OwnPostgres;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/guides-shared-service.md` says is done, in its order and by its own commands. It
/// needs `psql` and `curl` on the path.
class SharedServiceGuideSoakTest {
    @TempDir Path folder;

    @Test
    void from_nothing_to_a_first_call_by_a_person_who_signed_in() throws Exception {
        Runbook guide = Runbook.page("guides-shared-service");
        try (OwnPostgres postgres = OwnPostgres.start(Postgres.NEWEST, folder.resolve("data"));
                LoneSandbox sandbox = LoneSandbox.start(folder);
                Provider provider = new Provider()) {
            Map<String, String> environment = new HashMap<>();
            environment.put("DB", "127.0.0.1:" + postgres.place().port());
            environment.put(
                    "ADMIN_DSN",
                    "postgres://postgres@127.0.0.1:%d/postgres".formatted(postgres.place().port()));
            environment.put("ISSUER", provider.issuer().name());
            environment.put("WORKSPACE", Seed.studio());
            environment.put(
                    "KEY",
                    Files.writeString(folder.resolve("key"), Seed.person("mina").key()).toString());
            environment.put("CLOCKIFY_USER", Seed.person("mina").id());
            environment.put(
                    "TOKEN",
                    provider.issuer()
                            .key("first", JWSAlgorithm.ES256)
                            .token("first", JWSAlgorithm.ES256));
            // A provider and a Clockify of this machine.
            environment.put("MCP_ALLOW_DEV_ISSUER", "1");
            environment.put("CLOCKIFY_BASE_URL", sandbox.baseUrl());

            guide.run("The database", folder, environment);
            guide.run("The settings", folder, environment);
            assertThat(guide.run("The tables", folder, environment)).contains("is at version");
            assertThat(guide.run("A tenant", folder, environment)).contains("local", "standard");
            try {
                assertThat(guide.run("The first replica", folder, environment)).contains("ok");
                assertThat(guide.run("The first call", folder, environment))
                        .contains("Mina", provider.issuer().name() + "#ann");
                assertThat(guide.run("What was done", folder, environment))
                        .contains("clockify_whoami");
            } finally {
                guide.run("Stop it", folder, environment);
            }
        }
    }
}
