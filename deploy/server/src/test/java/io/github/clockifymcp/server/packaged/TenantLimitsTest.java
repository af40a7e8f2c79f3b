package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static io.github.clockifymcp.server.packaged.Soon.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tenants with limits of their own, at two packaged replicas.
class TenantLimitsTest {
    private static final String LIMIT = "--limit=CLOCKIFY_PER_TENANT_RATE_LIMIT=";

    @TempDir Path folder;

    private TenantService service;
    private Listening one;
    private Listening other;

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
        one = service.replica();
        other = service.replica();
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    private static boolean mayCall(ModernCaller caller, Listening server) throws Exception {
        String said = ToolSession.text(caller.result(server, params("clockify_policy_info", "{}")));
        if (said.contains("Too many calls")) {
            assertThat(said).contains("the callers of one tenant together");
            return false;
        }
        return true;
    }

    @Test
    void a_tenants_own_limit_holds_at_all_replicas_together_and_another_one_soon()
            throws Exception {
        service.run("tenant", "create", "acme", LIMIT + 2);
        service.run("tenant", "create", "bolt");
        ModernCaller ann = service.caller("acme", "ann");
        ModernCaller eve = service.caller("acme", "eve");
        ModernCaller bob = service.caller("bolt", "bob");

        assertThat(mayCall(ann, one)).isTrue();
        assertThat(mayCall(eve, other)).isTrue();
        // A third one comes in half a minute, and a slow machine may see it.
        soon(() -> !mayCall(ann, other));
        soon(() -> !mayCall(eve, one));
        for (int i = 0; i < 5; i++) {
            assertThat(mayCall(bob, one)).isTrue();
        }

        service.run("tenant", "update", "acme", LIMIT + 600);

        soon(() -> mayCall(ann, one));
        soon(() -> mayCall(eve, other));
        service.run("tenant", "update", "--all", LIMIT + 1);
        soon(() -> !mayCall(ann, one) && !mayCall(bob, other));
        assertThat(service.run("tenant", "show", "acme"))
                .contains("CLOCKIFY_PER_TENANT_RATE_LIMIT=1");
    }
}
