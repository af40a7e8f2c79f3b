package io.github.clockifymcp.server.packaged;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two issuers whose tokens say of which tenant their callers are: each is believed for the tenants
/// that name it.
class IssuersOfTenantsTest {
    @TempDir Path folder;

    private static String token(Provider provider, String tenant) throws Exception {
        return provider.issuer().token("k", ES256, claims -> claims.claim("tenant", tenant));
    }

    private static HttpResponse<String> shown(Reachable server, String token) throws Exception {
        try (ModernCaller caller = new ModernCaller(token)) {
            return caller.send(server, params("clockify_whoami", "{}"));
        }
    }

    @Test
    void an_issuer_speaks_for_the_tenants_that_name_it_and_for_no_other() throws Exception {
        try (LoneSandbox sandbox = LoneSandbox.start(folder);
                Provider works = new Provider();
                Provider homes = new Provider();
                Service service =
                        new Service(
                                folder, Postgres.NEWEST.empty().settings(), sandbox.baseUrl())) {
            works.issuer().key("k", ES256);
            homes.issuer().key("k", ES256);
            String work = works.issuer().name();
            String home = homes.issuer().name();
            service.with(Provider.trusting(work + "," + home))
                    .with(
                            Map.of(
                                    "MCP_BEARER_TOKEN",
                                    "",
                                    "MCP_TENANT_CLAIM",
                                    "tenant",
                                    "CLOCKIFY_API_KEY",
                                    Seed.person("ada").key(),
                                    "CLOCKIFY_WORKSPACE_ID",
                                    Seed.studio()))
                    .prepared();
            String workspace = "--workspace=" + Seed.studio();
            service.run("tenant", "create", "acme", workspace, "--issuer=" + work);
            service.run("tenant", "create", "bolt", workspace, "--issuer=" + home);
            service.run("tenant", "create", "open", workspace);
            for (String tenant : new String[] {"acme", "bolt", "open"}) {
                service.credential(tenant.equals("bolt") ? "elif" : "mina", tenant);
            }
            Replica server = service.replica();

            assertThat(shown(server, token(works, "acme")).body()).contains("Mina");
            assertThat(shown(server, token(homes, "bolt")).body()).contains("Elif");
            for (String refused :
                    new String[] {
                        token(works, "bolt"),
                        token(homes, "acme"),
                        token(works, "open"),
                        token(works, "nobody"),
                        // Whose key the settings have.
                        token(works, "local")
                    }) {
                HttpResponse<String> answer = shown(server, refused);
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("Mina", "Elif", "Ada");
            }
        }
    }
}
