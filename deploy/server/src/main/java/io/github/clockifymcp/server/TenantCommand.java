package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.CredentialKeeping;
import io.github.clockifymcp.controlplane.TenantId;
import io.github.clockifymcp.controlplane.TenantKeeping;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clockify-mcp tenant`: who a service serves, and what it lets them do.
@Command(
        name = "tenant",
        description = "Makes and changes tenants: people who share a workspace, and their limits.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Works as MCP_CONTROL_PLANE_KEEPER_DSN. Servers act on a change within 5 seconds.",
            "Exit codes: 0 done, 2 not understood or bad settings, 3 failed."
        },
        sortOptions = false)
final class TenantCommand extends CommandGroup {
    private TenantCommand() {
        super("Say which: tenant create, list, show, update, disable, enable or delete.");
    }

    /// The command with those below it.
    static CommandLine with(Map<String, String> environment, OutputStream out) {
        return new CommandLine(new TenantCommand())
                .addSubcommand(new Create(environment, out))
                .addSubcommand(new All(environment, out))
                .addSubcommand(new Show(environment, out))
                .addSubcommand(new Update(environment, out))
                .addSubcommand(new Disable(environment, out))
                .addSubcommand(new Enable(environment, out))
                .addSubcommand(new Delete(environment, out));
    }

    /// Something about tenants, which can be told as JSON.
    private abstract static class Telling extends KeeperCommand {
        @Option(names = "--json", description = "Tells it as JSON.")
        boolean json;

        Telling(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        void show(Place place, String id) throws RefusedException, IOException {
            TenantKeeping.Kept kept = place.tenant(id);
            List<CredentialKeeping.Kept> keys = place.sealedKeys().list(id);
            int people = place.principals().list(id).size();
            if (json) {
                ObjectNode node = TenantShown.json(kept).put("principals", people);
                ArrayNode all = node.putArray("credentials");
                keys.forEach(key -> all.add(TenantShown.json(key)));
                say(node);
                return;
            }
            TenantShown.one(kept, people).lines().forEach(this::say);
            if (!keys.isEmpty()) {
                say("");
                TenantShown.keys(keys).lines().forEach(this::say);
            }
        }
    }

    @Command(
            name = "create",
            description = "Makes a tenant. Without options it has what the operator allows.",
            sortOptions = false)
    private static final class Create extends Telling {
        @Parameters(
                paramLabel = "TENANT",
                description = "Its id, which tokens may name: " + TenantId.WORDS + ".")
        private String id = "";

        @Mixin private TenantOptions options = new TenantOptions();

        Create(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws SettingsException, RefusedException, IOException {
            if (!TenantId.isOne(id)) {
                throw new RefusedException("A tenant's id is " + TenantId.WORDS + ".");
            }
            options.check(
                    TenantOptions.Known.of(place.settings(), environment()), place.settings());
            Tenant made = options.of(new Tenant(id, true, Narrowing.NONE, null, null, Set.of()));
            if (!place.tenants().create(made)) {
                throw new RefusedException(
                        "There is a tenant %s already. tenant update changes it.".formatted(id));
            }
            show(place, id);
            return 0;
        }
    }

    @Command(name = "list", description = "Lists all tenants.", sortOptions = false)
    private static final class All extends Telling {
        All(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws IOException {
            List<TenantKeeping.Kept> tenants = place.tenants().list();
            if (json) {
                ArrayNode all = JSON.arrayNode();
                tenants.forEach(kept -> all.add(TenantShown.json(kept)));
                say(all);
            } else if (tenants.isEmpty()) {
                say("There is no tenant yet. tenant create makes one.");
            } else {
                TenantShown.table(tenants).lines().forEach(this::say);
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            description = "Shows a tenant, and whose keys to Clockify it has.",
            sortOptions = false)
    private static final class Show extends Telling {
        @Parameters(paramLabel = "TENANT", description = "Its id.")
        private String id = "";

        Show(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws RefusedException, IOException {
            show(place, id);
            return 0;
        }
    }

    @Command(
            name = "update",
            description = {
                "Changes a tenant, or with --all every one of them at once.",
                "The emergency brake is: tenant update --all --mode read_only"
            },
            sortOptions = false)
    private static final class Update extends Telling {
        @Parameters(paramLabel = "TENANT", arity = "0..1", description = "Its id.")
        private @Nullable String id;

        @Option(
                names = "--all",
                description = "All tenants. They only lose by it: a narrower mode stays.")
        private boolean all;

        @Option(
                names = "--clear",
                paramLabel = "OPTION",
                split = ",",
                description =
                        "Forgets what this option had said, such as mode or deny-tool, before the"
                                + " others are heard.")
        private Set<String> clear = new LinkedHashSet<>();

        @Mixin private TenantOptions options = new TenantOptions();

        Update(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws SettingsException, RefusedException, IOException {
            if (all == (id != null)) {
                throw new RefusedException("Say which tenant, or --all.");
            }
            if (options.isEmpty() && clear.isEmpty()) {
                throw new RefusedException("Say what is to change. tenant update --help has it.");
            }
            options.check(
                    TenantOptions.Known.of(place.settings(), environment()), place.settings());
            return id == null ? everybody(place) : one(place, id);
        }

        private int one(Place place, String which) throws RefusedException, IOException {
            Cleared cleared = new Cleared(clear);
            // What is asked for was checked before, so this is only about what is there.
            options.of(cleared.of(place.tenant(which).tenant()));
            if (place.tenants()
                    .update(which, before -> heard(options, cleared.of(before)))
                    .isEmpty()) {
                throw unknown(which);
            }
            show(place, which);
            return 0;
        }

        private int everybody(Place place) throws RefusedException, IOException {
            if (!clear.isEmpty() || options.saysMoreThanLess()) {
                throw new RefusedException(
                        "With --all tenants only lose: it takes --mode, --deny-tool, --deny-group,"
                                + " --person-required and --limit.");
            }
            TenantKeeping.Changed done =
                    place.tenants().updateAll(before -> narrowed(options, before));
            if (json) {
                ObjectNode node = JSON.objectNode();
                ArrayNode changed = node.putArray("changed");
                done.changed().forEach(tenant -> changed.add(TenantShown.json(tenant)));
                done.unreadable().forEach(node.putArray("unreadable")::add);
                say(node);
            } else {
                say("Tenants that were changed: " + done.changed().size() + ".");
            }
            if (!done.unreadable().isEmpty()) {
                warn(
                        "What these take away is not understood, and nobody is let in for them: %s."
                                .formatted(String.join(", ", done.unreadable())));
                return FAILED;
            }
            return 0;
        }

        private static Tenant heard(TenantOptions options, Tenant before) {
            try {
                return options.of(before);
            } catch (RefusedException e) {
                throw new IllegalStateException("it was checked before", e);
            }
        }

        private static Tenant narrowed(TenantOptions options, Tenant before) {
            try {
                return options.narrowed(before);
            } catch (RefusedException e) {
                throw new IllegalStateException("it was checked before", e);
            }
        }
    }

    /// What is to be forgotten of a tenant.
    private static final class Cleared {
        private static final Set<String> ALL =
                Set.of(
                        "mode",
                        "deny-tool",
                        "deny-group",
                        "allow-group",
                        "person-required",
                        "limit",
                        "workspace",
                        "base-url",
                        "issuer");

        private final Set<String> which;

        Cleared(Set<String> which) throws RefusedException {
            if (!ALL.containsAll(which)) {
                throw new RefusedException(
                        "--clear takes some of %s."
                                .formatted(String.join(", ", ALL.stream().sorted().toList())));
            }
            this.which = which;
        }

        Tenant of(Tenant before) {
            Narrowing had = before.narrowing();
            Mode mode = which.contains("mode") ? null : had.mode();
            return new Tenant(
                    before.id(),
                    before.enabled(),
                    new Narrowing(
                            mode,
                            left("deny-tool", had.denyTools()),
                            left("deny-group", had.denyGroups()),
                            left("allow-group", had.allowGroups()),
                            left("person-required", had.personRequired()),
                            which.contains("limit") ? Limits.Own.NONE : had.limits()),
                    which.contains("workspace") ? null : before.workspace(),
                    which.contains("base-url") ? null : before.baseUrl(),
                    left("issuer", before.issuers()));
        }

        private <T> Set<T> left(String name, Set<T> had) {
            return which.contains(name) ? Set.of() : had;
        }
    }

    /// Letting people in, or not.
    private abstract static class Switching extends Telling {
        @Parameters(paramLabel = "TENANT", description = "Its id.")
        private String id = "";

        private final boolean enabled;

        Switching(Map<String, String> environment, OutputStream out, boolean enabled) {
            super(environment, out);
            this.enabled = enabled;
        }

        @Override
        final int work(Place place) throws RefusedException, IOException {
            if (!place.tenants().enable(id, enabled)) {
                throw unknown(id);
            }
            return done(
                    json,
                    "Tenant %s is %s.".formatted(id, enabled ? "enabled" : "disabled"),
                    JSON.objectNode().put("tenant", id).put("enabled", enabled));
        }
    }

    @Command(
            name = "disable",
            description = "Lets none of a tenant's people in any more. Open streams end as well.",
            sortOptions = false)
    private static final class Disable extends Switching {
        Disable(Map<String, String> environment, OutputStream out) {
            super(environment, out, false);
        }
    }

    @Command(name = "enable", description = "Lets them in again.", sortOptions = false)
    private static final class Enable extends Switching {
        Enable(Map<String, String> environment, OutputStream out) {
            super(environment, out, true);
        }
    }

    /// Removes all that is a tenant's but its audit log.
    @Command(
            name = "delete",
            description = {
                "Removes a disabled tenant with its principals, their tokens, its keys to Clockify,"
                        + " its journal and sessions.",
                "Its audit log stays until retention removes its months, with the ids of its people"
                        + " and what they did: it is a chain, and there to show that. The log goes"
                        + " on if the id is used again. Nothing in Clockify is touched."
            },
            sortOptions = false)
    private static final class Delete extends Telling {
        @Parameters(paramLabel = "TENANT", description = "Its id.")
        private String id = "";

        Delete(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws RefusedException, IOException {
            if (!place.tenants().delete(id)) {
                // It says so where there is none of this id.
                place.tenant(id);
                throw new RefusedException(
                        "Tenant %s is enabled, and its people may be at work. Run: tenant disable %s"
                                .formatted(id, id));
            }
            return done(
                    json,
                    "Tenant %s is removed. Its audit log stays.".formatted(id),
                    JSON.objectNode().put("tenant", id).put("removed", true));
        }
    }
}
