package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Address;
import io.github.clockifymcp.mcp.tool.ArgumentReader;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Every call of every transport and revision goes through here, gate by gate, in the order that
/// the constructor states.
public final class Guard implements Attempts {
    private final List<Gate> gates;
    private final Finder tools;
    private final ArgumentReader arguments;
    private final Policies policies;
    private final Listing listing;
    private final Quota quota;
    private final Confirmation confirmation;
    private final AuditTrail trail;
    private final Undo undo;
    private final Applying applying;
    private final GuardObserver observer;

    /// Why each gate stands where it stands: cheap before costly, refusal before reading, audit
    /// around everything.
    ///
    /// - **problems** are caught outermost. Whatever is thrown further in, in the audit too,
    ///   becomes an outcome here, so that a gate that throws denies.
    /// - **audit** comes next, so that whatever the others decide is written down, a refusal by the
    ///   limits included. What was changed goes into the journal here too.
    /// - **limit** before anything that depends on what the client typed: unknown tools, bad
    ///   arguments and forbidden calls cost a caller as much as good ones.
    /// - **address** comes before all that is about the tool: a call of a tool that only names
    ///   another one becomes a call of that one, so that every gate from here on, the confirmation
    ///   and the log see what is really called, whichever way it came. The naming tool's own policy
    ///   and arguments are decided here. It stands after the limits, since it looks at arguments.
    /// - **find** makes a tool of a name. What it does not find stays `unknown` in every log.
    /// - **allowTool** before the arguments are looked at: whoever may not call a tool learns
    ///   nothing of it, and a tool that the operator took away answers like one that never was.
    ///   What only the caller's token keeps it from is refused with the scope that another one
    ///   needs.
    /// - **inList** after the policy: only of a tool that the caller may use may we say that it
    ///   exists. What is listed is what can be called, unless it was addressed.
    /// - **readArguments** against the published schema, before the tool's own code sees them.
    /// - **reopen** before the plan, since a confirmation says as of which instant to plan, and
    ///   since a bad one or a person's no must not cost a request.
    /// - **plan** runs the tool's own code. A read is over here; a write has said what it would do,
    ///   and nothing has been sent.
    /// - **allowChange** decides again, now on what the change really is and whom it touches. That
    ///   a change only takes back what the caller did is found out here, from the journal.
    /// - **showDryRun** after the policy, so that a preview never shows what would be refused;
    ///   before the confirmation, since nobody has to agree to a look.
    /// - **confirm** lets pass what needs no agreement or has it, and shows again what has changed
    ///   since.
    /// - **commit** uses the confirmation up, then writes the intent and begins the journal's
    ///   entry: in this order, so that an intent is never written for a confirmation that somebody
    ///   else has used. After it there is nothing left that could refuse.
    /// - **apply** sends, and knows the fate of each request when it ends.
    ///
    /// How the outcome is put before a client is the engine's business.
    public Guard(
            Finder tools,
            ArgumentReader arguments,
            Policies policies,
            Listing listing,
            Quota quota,
            Confirmation confirmation,
            AuditTrail trail,
            Sender sender,
            Undo undo) {
        this(
                tools,
                arguments,
                policies,
                listing,
                quota,
                confirmation,
                trail,
                sender,
                undo,
                GuardObserver.NONE);
    }

    /// The same, watched by somebody.
    public Guard(
            Finder tools,
            ArgumentReader arguments,
            Policies policies,
            Listing listing,
            Quota quota,
            Confirmation confirmation,
            AuditTrail trail,
            Sender sender,
            Undo undo,
            GuardObserver observer) {
        this.tools = tools;
        this.arguments = arguments;
        this.policies = policies;
        this.listing = listing;
        this.quota = quota;
        this.confirmation = confirmation;
        this.trail = trail;
        this.undo = undo;
        this.applying = new Applying(sender);
        this.observer = observer;
        this.gates =
                List.of(
                        Problems::caught,
                        trail::around,
                        this::limit,
                        this::address,
                        this::find,
                        this::allowTool,
                        this::inList,
                        this::readArguments,
                        confirmation::reopen,
                        this::plan,
                        this::allowChange,
                        confirmation::showDryRun,
                        confirmation::confirm,
                        this::commit,
                        this::apply);
    }

    @Override
    public Outcome attempt(Attempt attempt) {
        Walk walk = new Walk(attempt, new Trace(attempt.arguments()));
        Outcome outcome = null;
        try {
            outcome = Gate.walk(gates, walk);
            return outcome;
        } finally {
            observer.ended(GuardObserver.Passed.of(walk, outcome));
        }
    }

    private Outcome limit(Walk walk, Gate.Next next) {
        boolean counted = !confirmation.comesBack(walk);
        return switch (quota.admit(walk.call().principal(), counted)) {
            case Quota.Admission.Granted(int refusedBefore, Runnable done) -> {
                try {
                    walk.trace().refusedBefore(refusedBefore);
                    yield next.proceed(walk);
                } finally {
                    done.run();
                }
            }
            case Quota.Admission.Refused refused -> {
                if (refused.repeated()) {
                    walk.trace().unrecorded();
                }
                walk.trace().rule(refused.rule());
                walk.trace().scope(refused.scope());
                yield later(
                        "Too many calls: %s.".formatted(refused.reason()), refused.retryAfter());
            }
            case Quota.Admission.Uncounted(Duration retryAfter) -> {
                walk.trace().rule(Rule.UNCOUNTED);
                yield later("Calls cannot be counted at the moment.", retryAfter);
            }
        };
    }

    private Outcome address(Walk walk, Gate.Next next) {
        if (walk.target() instanceof Target.OfTool(String name)
                && tools.find(name).orElse(null) instanceof Tool.Addressing<?, ?> naming
                && allows(walk, naming)) {
            return next.proceed(walk.to(read(naming, walk)));
        }
        return next.proceed(walk);
    }

    private boolean allows(Walk walk, Tool<?, ?> naming) {
        Policy policy = policies.of(walk.call().principal());
        if (policy.decide(naming.info()) instanceof Policy.Decision.Allow) {
            // Until the named tool is known, and when the arguments are wrong.
            walk.trace().label(walk.target().label());
            return true;
        }
        return false;
    }

    private <I extends Record> Address read(Tool.Addressing<I, ?> naming, Walk walk) {
        I input = arguments.read(naming, walk.attempt().arguments()).input();
        Address address = naming.address().apply(input);
        walk.trace().label(Trace.UNKNOWN);
        return address;
    }

    private Outcome find(Walk walk, Gate.Next next) {
        Optional<Tool<?, ?>> found = tools.find(walk.target().rights());
        // An address is no place to go to: that it is one was decided before.
        return found.filter(tool -> !(tool instanceof Tool.Addressing)).isEmpty()
                ? unknown(walk)
                : next.proceed(walk.found(found.get()));
    }

    private Outcome inList(Walk walk, Gate.Next next) {
        boolean byName = walk.target() instanceof Target.OfTool && !walk.addressed();
        ToolInfo tool = walk.tool().info();
        return byName && !listing.lists(tool, walk.call().activations())
                ? new Outcome.Refused(FindingTools.notListed(tool, walk.call().activations()))
                : next.proceed(walk);
    }

    private Outcome allowTool(Walk walk, Gate.Next next) {
        Tool<?, ?> tool = walk.tool();
        // Every other door opens on something to read.
        boolean fits = walk.target() instanceof Target.OfTool || tool instanceof Tool.Reading;
        if (!fits) {
            throw new IllegalStateException(walk.target().label() + " takes a write's rights");
        }
        return allow(walk, policy -> policy.decide(tool.info()), Rule.MODE, next);
    }

    private Outcome readArguments(Walk walk, Gate.Next next) {
        return next.proceed(
                walk.bound(
                        switch (walk.target()) {
                            case Target.OfTool tool -> bind(walk.tool(), walk);
                            case Target.OfResource(String uri, String rights, Target.Work work) ->
                                    new Bound.Read(work::run);
                            case Target.OfPrompt(String name, String rights, Target.Work work) ->
                                    new Bound.Read(work::run);
                            case Target.OfCompletion completion ->
                                    new Bound.Read(completion.work()::run);
                            case Target.OfSubscription(
                                            String uri,
                                            String rights,
                                            Target.Work work) ->
                                    new Bound.Read(work::run);
                        }));
    }

    private <I extends Record, O> Bound bind(Tool<I, O> tool, Walk walk) {
        return Bound.of(tool, arguments.read(tool, walk.attempt().arguments()));
    }

    private Outcome plan(Walk walk, Gate.Next next) {
        return switch (walk.bound()) {
            case Bound.Read read -> {
                Object value = Objects.requireNonNull(read.read().apply(walk.call()));
                yield value instanceof Outcome outcome ? outcome : new Outcome.Answer(value);
            }
            case Bound.Write write -> {
                Planned<?> planned = Objects.requireNonNull(write.plan().apply(walk.call()));
                Blanks.check(planned.change());
                walk.trace().change(planned.change());
                yield next.proceed(walk.planned(planned));
            }
        };
    }

    private Outcome allowChange(Walk walk, Gate.Next next) {
        ToolInfo tool = walk.tool().info();
        boolean takesBack =
                tool.name().equals(UndoTools.UNDO)
                        && tool.group().equals(ServerTools.GROUP)
                        && undo.covers(walk.change(), walk.call());
        return allow(
                walk,
                policy ->
                        takesBack
                                ? policy.decideTakingBack(tool, walk.change())
                                : policy.decide(tool, walk.change()),
                Rule.MODE_FOR_CHANGE,
                next);
    }

    private Outcome commit(Walk walk, Gate.Next next) {
        if (walk.change().steps().isEmpty()) {
            return next.proceed(walk);
        }
        Problem used = confirmation.redeem(walk);
        if (used != null) {
            walk.trace().rule(Rule.CONFIRMATION_USED);
            return new Outcome.Refused(used);
        }
        Optional<Problem> unwritten = trail.intent(walk);
        if (unwritten.isPresent()) {
            walk.trace().rule(Rule.AUDIT);
            return new Outcome.Refused(unwritten.get());
        }
        return next.proceed(walk);
    }

    private Outcome apply(Walk walk, Gate.Next end) {
        return applying.apply(walk);
    }

    private Outcome allow(
            Walk walk,
            Function<Policy, Policy.Decision> deciding,
            Rule forbidding,
            Gate.Next next) {
        Principal caller = walk.call().principal();
        Policy own = policies.of(caller);
        return switch (deciding.apply(own)) {
            case Policy.Decision.Hidden() -> {
                walk.trace().rule(Rule.TAKEN_AWAY);
                yield unknown(walk);
            }
            case Policy.Decision.Allow(Policy.Agreement agreement) -> {
                walk.trace().label(walk.target().label());
                yield next.proceed(walk);
            }
            case Policy.Decision.Forbidden(String reason, Mode needed) -> {
                walk.trace().label(walk.target().label());
                Optional<String> scope =
                        policies.scope(
                                caller,
                                wider -> deciding.apply(wider) instanceof Policy.Decision.Allow);
                walk.trace().rule(scope.isPresent() ? Rule.SCOPE : forbidding);
                yield new Outcome.Refused(
                        scope.map(wanted -> insufficient(own, wanted))
                                .orElseGet(() ->
                                        new Problem(
                                                Problem.Code.DENIED_BY_POLICY,
                                                reason,
                                                "clockify_policy_info says what may be done. Only"
                                                        + " whoever runs the server can change the"
                                                        + " mode.")));
            }
        };
    }

    private static Problem insufficient(Policy own, String scope) {
        return new Problem(
                Problem.Code.INSUFFICIENT_SCOPE,
                "Your sign-in allows %s. This needs one with the scope %s."
                        .formatted(own.mode().words(), scope),
                "Clients ask for it by themselves; if yours does not, the person signs in again.",
                scope);
    }

    private static Outcome unknown(Walk walk) {
        return new Outcome.Refused(
                switch (walk.target()) {
                    case Target.OfTool(String name) ->
                            new Problem(
                                    Problem.Code.UNKNOWN_TOOL,
                                    "There is no tool ‹%s›.".formatted(PlainText.line(name, 64)),
                                    "clockify_list_tools lists them.");
                    case Target other ->
                            Problem.of(Problem.Code.UNKNOWN_TOOL, "There is no such thing here.");
                });
    }

    private static Outcome later(String message, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
        return new Outcome.Refused(
                new Problem(
                        Problem.Code.TOO_MANY_CALLS,
                        message,
                        "Try again in %d s.".formatted(seconds)));
    }
}
