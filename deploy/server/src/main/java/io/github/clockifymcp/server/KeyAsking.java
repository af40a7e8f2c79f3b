package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.controlplane.Credential;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Target;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a call that ends for want of a key to Clockify: its person is sent to the page
/// where they store one. And a key that Clockify says it does not know is noted as such.
final class KeyAsking {
    private static final Logger LOG = LoggerFactory.getLogger(KeyAsking.class);
    private static final String QUESTION = "clockify_key";

    private final Tenancy tenancy;
    private final CredentialsInPostgres credentials;
    private final TenantAddresses addresses;
    private final Outside outside;
    private final KeyWords words;
    private final InstantSource clock;

    KeyAsking(
            Tenancy tenancy,
            CredentialsInPostgres credentials,
            TenantAddresses addresses,
            Outside outside,
            KeyWords words,
            InstantSource clock) {
        this.tenancy = tenancy;
        this.credentials = credentials;
        this.addresses = addresses;
        this.outside = outside;
        this.words = words;
        this.clock = clock;
    }

    /// What the caller is told of how an attempt ended.
    Outcome over(Attempt attempt, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(Problem problem) when problem.code() == Code.NOT_CONFIGURED ->
                    asked(attempt, problem).orElse(outcome);
            case Outcome.Failed(Problem problem, List<Sent> sent)
                    when problem.code() == Code.AUTH -> {
                Problem known = noted(attempt.call().principal()).orElse(problem);
                yield sent.isEmpty()
                        ? asked(attempt, known).orElse(new Outcome.Failed(known, sent))
                        : new Outcome.Failed(known, sent);
            }
            default -> outcome;
        };
    }

    /// Where the client can, it opens the page for its person instead of telling a model of it.
    /// Once for each call: whoever comes back without a key is told.
    private Optional<Outcome> asked(Attempt attempt, Problem problem) {
        Call call = attempt.call();
        boolean asks =
                attempt.target() instanceof Target.OfTool
                        && call.client().opensLinks()
                        && !call.replies().containsKey(QUESTION);
        return words.link()
                .filter(_ -> asks)
                .flatMap(page -> page.in(problem.hint()))
                .map(url ->
                        new Outcome.Question(
                                Map.of(
                                        QUESTION,
                                        new Ask.Errand(
                                                UUID.randomUUID().toString(),
                                                problem.message()
                                                        + " Sign in on this page and store one.",
                                                url)),
                                ""));
    }

    /// Clockify says no to a key in more than one way, and once may be a mistake of its own. So it
    /// is asked again whose the key is, and only what it does not know then is taken for withdrawn.
    private Optional<Problem> noted(Principal principal) {
        try {
            Credential credential = tenancy.credential(principal).orElse(null);
            if (credential == null
                    || !(tenancy.tenant(principal) instanceof Tenancy.Of.ATenant(Tenant tenant))) {
                return Optional.empty();
            }
            if (credential.refused() == null) {
                Optional<Hosts> hosts = addresses.at(tenant.baseUrl());
                if (hosts.isEmpty()
                        || new KeyCheck(hosts.get(), outside, clock).knows(credential.key())) {
                    return Optional.empty();
                }
                credentials.refused(tenant.id(), credential, clock.instant());
                LOG.info("Clockify does not know a key any more; tenant={}", tenant.id());
            }
            return Optional.of(
                    credential.own() ? words.refused(principal) : KeyWords.refusedToAll());
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "It could not be noted that Clockify refused a key; type={}",
                    e.getClass().getName());
            return Optional.empty();
        }
    }
}
