package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.CredentialKeeping;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.PrincipalKeeping;
import io.github.clockifymcp.controlplane.PrincipalsInPostgres;
import io.github.clockifymcp.controlplane.TenantId;
import io.github.clockifymcp.server.identity.CallerNames;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `clockify-mcp principal`: a tenant's people.
@Command(
        name = "principal",
        description = "Says who a tenant's people are, gives them tokens and takes access away.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A principal's id says how it is known: token#NAME for tokens made here,",
            "ISSUER#SUBJECT with OpenID Connect, forward_auth#USER behind a proxy, and",
            "mtls#NAME by a certificate.",
            "Works as MCP_CONTROL_PLANE_KEEPER_DSN. Servers act on a change within 5 seconds.",
            "Exit codes: 0 done, 2 not understood or bad settings, 3 failed."
        },
        sortOptions = false)
final class PrincipalCommand extends CommandGroup {
    private static final int LONGEST_ID = 1_024;

    private PrincipalCommand() {
        super("Say which: principal add, list, link, revoke, export or erase.");
    }

    /// The command with those below it.
    static CommandLine with(Map<String, String> environment, OutputStream out) {
        return new CommandLine(new PrincipalCommand())
                .addSubcommand(new Add(environment, out))
                .addSubcommand(new All(environment, out))
                .addSubcommand(new Link(environment, out))
                .addSubcommand(new Revoke(environment, out))
                .addSubcommand(new Export(environment, out))
                .addSubcommand(new Erase(environment, out));
    }

    /// Something about a tenant's people.
    private abstract static class InTenant extends KeeperCommand {
        @Parameters(paramLabel = "TENANT", index = "0", description = "The tenant's id.")
        String tenant = "";

        @Option(names = "--json", description = "Tells it as JSON.")
        boolean json;

        InTenant(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        ObjectNode told(String id) {
            return JSON.objectNode().put("tenant", tenant).put("principal", id);
        }
    }

    /// Something about one of them.
    private abstract static class One extends InTenant {
        @Parameters(paramLabel = "PRINCIPAL", index = "1", description = "The principal's id.")
        String id = "";

        One(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        final int work(Place place) throws RefusedException, IOException {
            checkId(id);
            place.tenant(tenant);
            return about(place);
        }

        abstract int about(Place place) throws RefusedException, IOException;
    }

    /// @throws RefusedException when nobody could be called so
    static void checkId(String id) throws RefusedException {
        if (!CallerNames.isName(id, LONGEST_ID)) {
            throw new RefusedException(
                    "A principal's id is one line without signs that nobody sees, such as"
                            + " token#mina.");
        }
    }

    private static void checkUser(String user) throws RefusedException {
        if (!TenantOptions.isId(user)) {
            throw new RefusedException(
                    "A Clockify user's id is 1 to 64 letters and digits, as clockify_list_users has"
                            + " it.");
        }
    }

    @Command(
            name = "add",
            description = {
                "Makes somebody who comes in with a token, and prints the token.",
                "It is printed once: only its SHA-256 is kept. With a key of their own, or linked to"
                        + " a Clockify user, they also change things; otherwise they only read."
            },
            sortOptions = false)
    private static final class Add extends InTenant {
        @Parameters(
                paramLabel = "NAME",
                index = "1",
                description = "A name: " + TenantId.WORDS + ".")
        private String name = "";

        @Option(
                names = "--clockify-user",
                paramLabel = "ID",
                description = "Who they are in Clockify, where they work with the tenant's key.")
        private @Nullable String user;

        Add(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws RefusedException, IOException {
            if (!TenantId.isOne(name)) {
                throw new RefusedException("A name is " + TenantId.WORDS + ".");
            }
            if (user != null) {
                checkUser(user);
            }
            place.tenant(tenant);
            Optional<String> token = place.principals().add(tenant, name, user, new SecureRandom());
            if (token.isEmpty()) {
                throw new RefusedException(
                        "There is a principal token#%s already. A token that was lost is replaced by another name's, or after principal erase."
                                .formatted(name));
            }
            return done(
                    json,
                    token.get(),
                    told(PrincipalKeeping.TOKEN + name).put("token", token.get()));
        }
    }

    @Command(
            name = "list",
            description =
                    "Lists those about whom something is kept. Others may come in as well, as their"
                            + " identity provider says.",
            sortOptions = false)
    private static final class All extends InTenant {
        All(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int work(Place place) throws RefusedException, IOException {
            place.tenant(tenant);
            List<PrincipalKeeping.Kept> people = place.principals().list(tenant);
            if (json) {
                ArrayNode all = JSON.arrayNode();
                people.forEach(kept -> all.add(TenantShown.json(kept)));
                say(all);
            } else if (people.isEmpty()) {
                say("Nothing is kept about anybody of tenant %s.".formatted(tenant));
            } else {
                TenantShown.people(people).lines().forEach(this::say);
            }
            return 0;
        }
    }

    @Command(
            name = "link",
            description =
                    "Says which Clockify user a principal is, where it works with the tenant's key.",
            sortOptions = false)
    private static final class Link extends One {
        @Parameters(
                paramLabel = "USER",
                index = "2",
                arity = "0..1",
                description = "The id of the Clockify user.")
        private @Nullable String user;

        @Option(names = "--none", description = "Nobody any more: it only reads then.")
        private boolean none;

        Link(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int about(Place place) throws RefusedException, IOException {
            if (none == (user != null)) {
                throw new RefusedException("Say which Clockify user, or --none.");
            }
            if (user != null) {
                checkUser(user);
            }
            place.principals().link(tenant, id, user);
            return done(
                    json,
                    user == null
                            ? "%s is linked to nobody.".formatted(id)
                            : "%s is linked to Clockify user %s.".formatted(id, user),
                    told(id).put("clockify_user", user));
        }
    }

    @Command(
            name = "revoke",
            description = {
                "Keeps a principal out, by whatever it is known. Open streams end as well.",
                "It takes the id as it is, also of somebody who has not been here yet. principal"
                        + " erase forgets it again."
            },
            sortOptions = false)
    private static final class Revoke extends One {
        Revoke(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int about(Place place) throws IOException {
            boolean known = place.principals().find(tenant, id).isPresent();
            place.principals().revoke(tenant, id);
            return done(
                    json,
                    known
                            ? "%s is kept out.".formatted(id)
                            : "%s is kept out. Nothing was kept about it before: make sure that the id is right."
                                    .formatted(id),
                    told(id).put("revoked", true).put("known_before", known));
        }
    }

    @Command(
            name = "export",
            description = {
                "Writes all that is kept about a principal, as lines of JSON.",
                "Each has one field, which says what it is: principal, credential, journal or audit."
                        + " Keys to Clockify and tokens are not in it. The audit log is read as"
                        + " MCP_CONTROL_PLANE_DSN, since the keeper cannot."
            },
            sortOptions = false)
    private static final class Export extends One {
        Export(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int about(Place place) throws IOException {
            try (Database servers = place.asServer()) {
                write(place, new PrincipalsInPostgres(servers, System::nanoTime));
            }
            return 0;
        }

        private void write(Place place, PrincipalsInPostgres readers) throws IOException {
            PrincipalKeeping people = place.principals();
            people.find(tenant, id)
                    .ifPresent(kept ->
                            say(JSON.objectNode().set("principal", TenantShown.json(kept))));
            for (CredentialKeeping.Kept key : place.sealedKeys().list(tenant)) {
                if (key.principal().equals(id)) {
                    say(JSON.objectNode().set("credential", TenantShown.json(key)));
                }
            }
            people.journal(tenant, id, line -> say("{\"journal\":" + line + "}"));
            readers.audit(tenant, id, line -> say("{\"audit\":" + line + "}"));
        }
    }

    @Command(
            name = "erase",
            description = {
                "Removes what is kept about a principal: its link, its token, its key to Clockify,"
                        + " its journal and its sessions.",
                "The audit log keeps its lines, with this id and what was done, until retention"
                        + " removes their months: it is a chain, and there to show that. That it was"
                        + " revoked is forgotten too: whoever is known by an identity provider can"
                        + " come in again."
            },
            sortOptions = false)
    private static final class Erase extends One {
        Erase(Map<String, String> environment, OutputStream out) {
            super(environment, out);
        }

        @Override
        int about(Place place) throws RefusedException, IOException {
            if (!place.principals().erase(tenant, id)) {
                throw new RefusedException(
                        "Nothing is kept about this principal. principal list %s has those of whom something is."
                                .formatted(tenant));
            }
            return done(
                    json,
                    "What was kept about %s is removed. The audit log keeps its lines."
                            .formatted(id),
                    told(id).put("erased", true));
        }
    }
}
