package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.CredentialKeeping;
import io.github.clockifymcp.enforcement.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clockify-mcp credential`: the keys with which tenants and their people work in Clockify.
@Command(
        name = "credential",
        description = "Keeps keys to Clockify, sealed with MCP_CONTROL_PLANE_KEYS_FILE.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Works as MCP_CONTROL_PLANE_KEEPER_DSN. Servers act on a change within 5 seconds.",
            "Exit codes: 0 done, 2 not understood or bad settings, 3 failed."
        },
        sortOptions = false)
final class CredentialCommand extends CommandGroup {
    private CredentialCommand() {
        super("Say which: credential set, rotate or remove.");
    }

    /// The command with those below it.
    ///
    /// @param in where keys are read from
    static CommandLine with(Map<String, String> environment, InputStream in, OutputStream out) {
        return new CommandLine(new CredentialCommand())
                .addSubcommand(new Put(environment, in, out))
                .addSubcommand(new Rotate(environment, out))
                .addSubcommand(new Remove(environment, out));
    }

    /// Something about one key.
    private abstract static class One extends KeeperCommand {
        @Parameters(paramLabel = "TENANT", description = "The tenant's id.")
        String tenant = "";

        @Option(
                names = "--principal",
                paramLabel = "ID",
                description = "Whose it is; left out, all of the tenant's people work with it.")
        @Nullable String principal;

        @Option(names = "--json", description = "Tells it as JSON.")
        boolean json;

        One(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        final int work(Place place) throws RefusedException, IOException {
            if (principal != null) {
                PrincipalCommand.checkId(principal);
            }
            return about(place, place.tenant(tenant).tenant());
        }

        abstract int about(Place place, Tenant owner) throws RefusedException, IOException;

        /// As the table has it.
        String owner() {
            return principal == null ? "" : principal;
        }

        String whose() {
            return principal == null ? "tenant " + tenant : principal;
        }

        ObjectNode told() {
            return JSON.objectNode().put("tenant", tenant).put("principal", principal);
        }
    }

    @Command(
            name = "set",
            description = {
                "Keeps a key to Clockify, which is read from standard input.",
                "Clockify is asked first whose it is: its owner has to be in the tenant's workspace."
                        + " A key that was there is replaced."
            },
            sortOptions = false)
    private static final class Put extends One {
        private final InputStream in;

        @Option(
                names = "--from-file",
                paramLabel = "FILE",
                description = "Reads the key from this file instead.")
        private @Nullable Path file;

        @Option(
                names = "--unchecked",
                description = "Does not ask Clockify, as where it cannot be reached from here.")
        private boolean unchecked;

        Put(Map<String, String> environment, InputStream in, OutputStream out) {
            super(environment, out);
            this.in = in;
        }

        @Override
        int about(Place place, Tenant owner) throws RefusedException, IOException {
            Hosts hosts =
                    new TenantAddresses(place.settings())
                            .at(owner.baseUrl())
                            .orElseThrow(() ->
                                    new RefusedException(
                                            "The tenant's base URL is none of MCP_TENANT_BASE_URLS, and no key is sent there."));
            ClockifyKey key = key();
            Credential.Checked checked =
                    unchecked
                            ? null
                            : new KeyCheck(hosts, new Outside(place.settings()), Clock.systemUTC())
                                    .check(key, owner.workspace());
            if (principal != null && checked != null) {
                checkLink(place, principal, checked.user());
            }
            place.credentials().put(tenant, owner(), key, checked);
            return done(
                    json,
                    checked == null
                            ? "The key of %s is kept. Nobody asked Clockify about it."
                                    .formatted(whose())
                            : "The key of %s is kept. It is Clockify user %s in workspace %s."
                                    .formatted(whose(), checked.user(), checked.workspace()),
                    told().put("clockify_user", checked == null ? null : checked.user())
                            .put("workspace", checked == null ? null : checked.workspace()));
        }

        /// Somebody who was said to be one user does not become another by a key.
        private void checkLink(Place place, String id, String user)
                throws RefusedException, IOException {
            String linked =
                    place.principals()
                            .find(tenant, id)
                            .map(kept -> kept.principal().clockifyUser())
                            .orElse(user);
            if (!user.equals(linked)) {
                throw new RefusedException(
                        "The key is Clockify user %s's, and the principal is linked to %s. Change the link first: principal link %s ‹PRINCIPAL› %s"
                                .formatted(user, linked, tenant, user));
            }
        }

        private ClockifyKey key() throws RefusedException, IOException {
            try {
                return ClockifyKey.of(new String(read(), UTF_8));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(
                        "What was read is no key. It is one line, from Clockify's page Preferences"
                                + " › Advanced.");
            }
        }

        /// A little more than a key has, so that what is too long is seen to be.
        private byte[] read() throws RefusedException, IOException {
            int most = 2 * ClockifyKey.LONGEST;
            if (file == null) {
                return in.readNBytes(most);
            }
            try (InputStream from = Files.newInputStream(file)) {
                return from.readNBytes(most);
            } catch (IOException e) {
                throw new RefusedException(
                        "The file of the key cannot be read: %s.".formatted(AuditPlace.reason(e)));
            }
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Seals keys to Clockify anew with the first key of MCP_CONTROL_PLANE_KEYS_FILE.",
                "Servers go on meanwhile. Once it says that none is left, and no row of the audit"
                        + " log needs it, an old key may leave the file."
            },
            sortOptions = false)
    private static final class Rotate extends KeeperCommand {
        @Parameters(paramLabel = "TENANT", arity = "0..1", description = "The tenant's id.")
        private @Nullable String tenant;

        @Option(names = "--all", description = "Those of all tenants.")
        private boolean all;

        @Option(names = "--json", description = "Tells it as JSON.")
        private boolean json;

        Rotate(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws RefusedException, IOException {
            if (all == (tenant != null)) {
                throw new RefusedException("Say which tenant, or --all.");
            }
            if (tenant != null) {
                place.tenant(tenant);
            }
            CredentialKeeping.Rotated done = place.sealedKeys().rotate(tenant, place.sealed());
            if (json) {
                ObjectNode node = JSON.objectNode().put("sealed", done.sealed());
                ArrayNode unopened = node.putArray("unopened");
                for (CredentialKeeping.Kept key : done.unopened()) {
                    unopened.add(TenantShown.json(key).put("tenant", key.tenant()));
                }
                say(node);
            } else {
                say("Keys that were sealed anew: %d.".formatted(done.sealed()));
            }
            for (CredentialKeeping.Kept key : done.unopened()) {
                warn(
                        "The key of %s in tenant %s does not open. It was sealed with key %s."
                                .formatted(
                                        key.principal().isEmpty() ? "all" : key.principal(),
                                        key.tenant(),
                                        key.sealedBy()));
            }
            return done.unopened().isEmpty() ? DONE : FAILED;
        }
    }

    @Command(
            name = "remove",
            description = {
                "Removes a key to Clockify. It stays good until it is replaced in Clockify."
            },
            sortOptions = false)
    private static final class Remove extends One {
        Remove(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int about(Place place, Tenant owner) throws RefusedException, IOException {
            if (!place.credentials().remove(tenant, owner())) {
                throw new RefusedException("There is no key of %s.".formatted(whose()));
            }
            return done(
                    json,
                    "The key of %s is removed here. It stays good until it is replaced in Clockify."
                            .formatted(whose()),
                    told().put("removed", true));
        }
    }
}
