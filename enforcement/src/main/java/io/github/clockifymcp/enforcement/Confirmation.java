package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Reply;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// When a person must agree, and how that is known. One mechanism: the planned change is sealed,
/// and is made only if the seal comes back and planning again, as of the same instant, gives the
/// same change. It has three faces.
///
/// 1. A modern client that can ask its person gets a question. The engine carries the seal to the
///    client and back, and the call comes in again with the person's answer.
/// 2. For a legacy client that can ask, the engine asks and waits, and the call comes in again. To
///    this class there is no difference.
/// 3. A client that can ask nobody gets the seal as a ticket with the preview, and repeats the call
///    with it. That shows that the same change was asked for twice; it does not show that a person
///    agreed.
///
/// A client of the first two kinds never gets a ticket, and none is taken from it: it would let a
/// model agree in its person's place. Agreeing means that the box was ticked; an accepted form
/// without the tick is a no. A question is answered once: after a no, a yes to it counts for
/// nothing.
///
/// What the person agrees to is the change with its summary and its notes. If anything of it has
/// changed when it is planned again, the new one is shown, and nothing is done.
public final class Confirmation {
    private static final String CHANGED =
            "This is not what was shown before: it has changed since. Nothing was sent.";
    private static final String NOBODY_TO_ASK =
            "A person has to agree to this, and this client cannot ask one.";

    private final Function<Principal, Settings> settings;
    private final Seals seals;
    private final Redeemed redeemed;
    private final Redeemed returned;
    private final Function<Call, String> workspace;

    /// Confirmations by these rules.
    ///
    /// @param keys asked once, when the first change is sealed: a start has no time for them
    /// @param redeemed which confirmations have been used
    /// @param workspace the id of the workspace a call is about; empty when there is none. Must be
    ///   known without asking far away
    /// @param clock by which seals expire
    public Confirmation(
            Settings settings,
            Supplier<SealKeys> keys,
            Redeemed redeemed,
            Function<Call, String> workspace,
            Clock clock) {
        this(settings.validity(), everybody -> settings, keys, redeemed, workspace, clock);
    }

    /// Confirmations by rules that are not the same for everybody.
    ///
    /// @param validity how long a person has to agree, whoever it is
    /// @param settings what holds for whom
    public Confirmation(
            Duration validity,
            Function<Principal, Settings> settings,
            Supplier<SealKeys> keys,
            Redeemed redeemed,
            Function<Call, String> workspace,
            Clock clock) {
        this.settings = settings;
        this.seals = new Seals(keys, validity, clock);
        this.redeemed = redeemed;
        this.returned = new RedeemedInMemory(clock);
        this.workspace = workspace;
    }

    /// How confirmations are asked for.
    ///
    /// @param validity how long a person has to agree
    /// @param personRequired classes of change that are refused to clients that cannot ask their
    ///   person, and that are confirmed even if they would not be otherwise
    public record Settings(Duration validity, Set<Risk> personRequired) {
        public static final Settings DEFAULTS = new Settings(Duration.ofMinutes(5), Set.of());

        public Settings {
            personRequired = Set.copyOf(personRequired);
            if (validity.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("nobody can agree within " + validity);
            }
        }
    }

    /// Whether this is a call of ours coming back with a person's answer, for the first time. One
    /// that is sent again and again counts like any other.
    boolean comesBack(Walk walk) {
        Call call = walk.call();
        String state = call.state();
        return call.round() > 0
                && state != null
                && walk.target() instanceof Target.OfTool
                && seals.open(state, bearer(walk)) instanceof Seals.Opened.Good(Seal seal)
                && seal.face() == Seal.Face.QUESTION
                && seal.call().equals(call.id())
                && returned.redeem(call.principal().tenant(), seal.nonce(), seal.expires());
    }

    /// Opens what came along: a ticket in the arguments, or the seal of a question that has been
    /// answered. With a good one the call counts from the instant of the plan.
    Outcome reopen(Walk walk, Gate.Next next) {
        if (!(walk.bound() instanceof Bound.Write write)) {
            return next.proceed(walk);
        }
        String token = write.token();
        if (token != null) {
            if (walk.call().client().asksPerson()) {
                walk.trace().rule(Rule.CONFIRMATION_NOT_ASKED);
                return bad(
                        "This client can ask its person, so no confirmation_token is taken from"
                                + " it.",
                        "Call again without it; the person will be asked.");
            }
            return reopen(walk, token, Seal.Face.TICKET, next);
        }
        String state = walk.call().state();
        if (walk.call().round() == 0 || state == null) {
            return next.proceed(walk);
        }
        return switch (walk.call().reply(ConfirmationWords.CONFIRM)) {
            case Reply.Absent() -> next.proceed(walk);
            case Reply.Declined() -> declined(walk, state, "The person was asked and said no.");
            case Reply.Cancelled() ->
                    declined(
                            walk,
                            state,
                            "The person was asked and closed the question without deciding.");
            case Reply.Accepted(ObjectNode content) ->
                    content.path(ConfirmationWords.CONFIRM).equals(content.booleanNode(true))
                            ? reopen(walk, state, Seal.Face.QUESTION, next)
                            : declined(
                                    walk,
                                    state,
                                    "The form came back without the tick that agrees.");
        };
    }

    private Outcome reopen(Walk walk, String text, Seal.Face face, Gate.Next next) {
        return switch (seals.open(text, bearer(walk))) {
            case Seals.Opened.Foreign() -> {
                walk.trace().rule(Rule.CONFIRMATION_FOREIGN);
                yield bad(
                        "The confirmation is not good for this call: it is damaged, or was made"
                                + " for another tool, caller, workspace or server.",
                        again(face));
            }
            case Seals.Opened.Expired() -> {
                walk.trace().rule(Rule.CONFIRMATION_EXPIRED);
                yield bad("The confirmation is too old.", again(face));
            }
            case Seals.Opened.Good(Seal seal) -> {
                boolean sameCall = seal.call().equals(walk.call().id());
                if (seal.face() != face || (face == Seal.Face.QUESTION && !sameCall)) {
                    walk.trace().rule(Rule.CONFIRMATION_OF_ANOTHER_CALL);
                    yield bad("The confirmation belongs to another call.", again(face));
                }
                if (!seal.arguments().equals(walk.trace().arguments())) {
                    walk.trace().rule(Rule.CONFIRMATION_OF_OTHER_ARGUMENTS);
                    yield bad(
                            "The confirmation was made for other arguments.",
                            "Repeat the call with exactly the arguments that were shown, or ask"
                                    + " for a new preview.");
                }
                if (!sameCall) {
                    walk.trace().confirms(seal.call());
                }
                walk.trace().agree();
                yield next.proceed(walk.agreed(seal));
            }
        };
    }

    /// Shows the change if that is all that was asked for.
    Outcome showDryRun(Walk walk, Gate.Next next) {
        if (!(walk.bound() instanceof Bound.Write write) || !write.dryRun()) {
            return next.proceed(walk);
        }
        Change change = walk.change();
        if (!needed(walk, change) || walk.call().client().asksPerson()) {
            return new Outcome.Preview(shown(change), null);
        }
        return personRequired(walk, change)
                ? new Outcome.Preview(shown(change).noting(NOBODY_TO_ASK), null)
                : ticket(walk, change);
    }

    /// Lets pass what needs no agreement, or has it. Asks for everything else.
    Outcome confirm(Walk walk, Gate.Next next) {
        Change change = walk.change();
        Seal seal = walk.seal();
        if (change.steps().isEmpty()) {
            return next.proceed(walk);
        }
        if (seal == null) {
            return needed(walk, change) ? ask(walk, change) : next.proceed(walk);
        }
        boolean same = seal.change().equals(CanonicalJson.digest(change));
        return same && !(seal.face() == Seal.Face.TICKET && personRequired(walk, change))
                ? next.proceed(walk)
                : ask(walk, same ? change : changed(change));
    }

    /// Uses the seal up.
    ///
    /// @return why the change must not be made; null when it may
    @Nullable Problem redeem(Walk walk) {
        Seal seal = walk.seal();
        if (seal == null || redeemed.redeem(tenant(walk), seal.nonce(), seal.expires())) {
            return null;
        }
        return new Problem(
                Problem.Code.BAD_CONFIRMATION,
                "The confirmation has been used before.",
                "Look whether the change has been made; if it has to be made once more, ask for a"
                        + " new preview.");
    }

    private boolean needed(Walk walk, Change change) {
        return !change.steps().isEmpty() && (change.confirmed() || personRequired(walk, change));
    }

    private boolean personRequired(Walk walk, Change change) {
        return !Collections.disjoint(
                change.risks(), settings.apply(walk.call().principal()).personRequired());
    }

    private Outcome ask(Walk walk, Change shown) {
        if (walk.call().client().asksPerson()) {
            return new Outcome.Question(
                    Map.of(ConfirmationWords.CONFIRM, ConfirmationWords.form(shown)),
                    seal(walk, Seal.Face.QUESTION).text());
        }
        if (personRequired(walk, shown)) {
            walk.trace().rule(Rule.PERSON_REQUIRED);
            return new Outcome.Refused(
                    new Problem(
                            Problem.Code.DENIED_BY_POLICY,
                            NOBODY_TO_ASK,
                            "Use a client that supports elicitation."));
        }
        return ticket(walk, shown);
    }

    private Outcome ticket(Walk walk, Change shown) {
        Seals.Sealed sealed = seal(walk, Seal.Face.TICKET);
        return new Outcome.Preview(
                shown(shown), new Outcome.Ticket(sealed.text(), sealed.seal().expires()));
    }

    /// With whether it can be taken back, which a question says too.
    private static Change shown(Change change) {
        return change.steps().isEmpty() ? change : change.noting(ConfirmationWords.back(change));
    }

    /// Seals the change as it was planned, without what we add when showing it.
    private Seals.Sealed seal(Walk walk, Seal.Face face) {
        return seals.seal(
                face,
                bearer(walk),
                walk.call().id(),
                walk.call().now(),
                walk.trace().arguments(),
                CanonicalJson.digest(walk.change()));
    }

    private Seal.Bearer bearer(Walk walk) {
        Principal principal = walk.call().principal();
        return new Seal.Bearer(
                walk.target().rights(),
                principal.tenant(),
                principal.id(),
                workspace.apply(walk.call()));
    }

    private static String tenant(Walk walk) {
        return walk.call().principal().tenant();
    }

    private static Change changed(Change change) {
        List<String> notes = new ArrayList<>();
        notes.add(CHANGED);
        notes.addAll(change.notes());
        return new Change(
                change.summary(),
                change.details(),
                notes,
                change.risks(),
                change.reach(),
                change.steps(),
                change.before());
    }

    /// Takes the answer for a no. That uses the seal up, so that a yes which follows it, from a
    /// client that sends the same state again, agrees to nothing.
    private Outcome declined(Walk walk, String state, String message) {
        if (seals.open(state, bearer(walk)) instanceof Seals.Opened.Good(Seal seal)) {
            var ignored = redeemed.redeem(tenant(walk), seal.nonce(), seal.expires());
        }
        return new Outcome.Refused(
                new Problem(
                        Problem.Code.DECLINED,
                        message + " Nothing was sent.",
                        "Do not try again unless the person asks for it."));
    }

    private static Outcome bad(String message, String hint) {
        return new Outcome.Refused(new Problem(Problem.Code.BAD_CONFIRMATION, message, hint));
    }

    private static String again(Seal.Face face) {
        return switch (face) {
            case QUESTION -> "Call the tool again; the person will be asked anew.";
            case TICKET -> "Call again without confirmation_token for a new preview.";
        };
    }
}
