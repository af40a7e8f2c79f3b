package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What callers may do. The mode says how much may be changed; the lists take tools away and never
/// give any.
///
/// @param mode how much may be changed
/// @param denyTools names of tools that do not exist for callers
/// @param denyGroups ids of groups whose tools do not exist for callers
/// @param allowGroups when not empty, the only groups whose tools exist; the tools about the server
///   itself, group `server`, are not subject to it
public record Policy(
        Mode mode, Set<String> denyTools, Set<String> denyGroups, Set<String> allowGroups) {

    /// Nothing, not even reading; the tools about the server itself say so to whoever asks.
    public static final Policy NOTHING =
            new Policy(Mode.READ_ONLY, Set.of(), Set.of(), Narrowing.NO_GROUP);

    /// Finding a logger takes longer than deciding on every tool, and no start needs it.
    private static final class Log {
        private static final Logger LOG = LoggerFactory.getLogger(Policy.class);
    }

    public Policy {
        denyTools = Set.copyOf(denyTools);
        denyGroups = Set.copyOf(denyGroups);
        allowGroups = Set.copyOf(allowGroups);
    }

    /// A mode and nothing taken away.
    public Policy(Mode mode) {
        this(mode, Set.of(), Set.of(), Set.of());
    }

    /// May this be done?
    public sealed interface Decision {
        /// It may.
        ///
        /// @param agreement whether a person must agree each time
        record Allow(Agreement agreement) implements Decision {}

        /// The operator took it away. For the caller it does not exist.
        record Hidden() implements Decision {}

        /// The mode forbids it: it is not listed, and refused with the reason.
        ///
        /// @param reason for people, with the mode that forbids it
        /// @param needed the narrowest mode that would allow it
        record Forbidden(String reason, Mode needed) implements Decision {}
    }

    /// How often a person must agree to a tool's changes, as far as this policy allows them.
    public enum Agreement {
        NEVER,
        SOMETIMES,
        ALWAYS
    }

    /// Whether the tool may be called: some change that it declares must be allowed, and every
    /// class that all of its changes have. What it then plans is decided by [#decide(ToolInfo,
    /// Change)].
    public Decision decide(ToolInfo tool) {
        if (hidden(tool)) {
            return new Decision.Hidden();
        }
        if (tool.reads()) {
            return new Decision.Allow(Agreement.NEVER);
        }
        Set<Risk> left = left(tool);
        return left.isEmpty()
                ? forbidden(
                        tool.certain().isEmpty() ? tool.risks() : tool.certain(),
                        tool.reaches(),
                        tool.certain().isEmpty() ? Policy::some : Policy::each)
                : new Decision.Allow(
                        tool.certain().stream().anyMatch(Risk::confirmed)
                                ? Agreement.ALWAYS
                                : agreement(left));
    }

    /// The classes of which some change of the tool may be made; none where a class is not allowed
    /// that each of its changes has. Asked of every tool for every list, so it is a plain loop.
    private Set<Risk> left(ToolInfo tool) {
        Set<Risk> left = EnumSet.noneOf(Risk.class);
        for (Risk risk : tool.risks()) {
            for (Reach reach : tool.reaches()) {
                if (mode.allows(risk, reach)) {
                    left.add(risk);
                }
            }
        }
        if (!left.containsAll(tool.certain())) {
            left.clear();
        }
        return left;
    }

    /// Whether this change of the tool may be made: each of its classes must be allowed for the
    /// things that it touches.
    ///
    /// @throws IllegalStateException when the change has a class or a reach that its tool did not
    ///   declare, or lacks a class that each of its changes has, so that nobody could have decided
    ///   on the tool
    public Decision decide(ToolInfo tool, Change change) {
        if (!tool.risks().containsAll(change.risks()) || !tool.reaches().contains(change.reach())) {
            throw new IllegalStateException(tool.name() + " planned more than it declares");
        }
        if (!change.steps().isEmpty() && !change.risks().containsAll(tool.certain())) {
            throw new IllegalStateException(tool.name() + " planned less than it declares");
        }
        if (hidden(tool)) {
            return new Decision.Hidden();
        }
        Set<Reach> reach = Set.of(change.reach());
        return change.risks().stream().allMatch(risk -> mode.allows(risk, change.reach()))
                ? new Decision.Allow(agreement(change.risks()))
                : forbidden(change.risks(), reach, Policy::every);
    }

    /// Whether this change may be made, which is nothing but requests that take back what stands in
    /// the caller's own journal: then a mode that lets callers change their own work also lets them
    /// delete what they made of it. A person agrees to that as to every deletion.
    Decision decideTakingBack(ToolInfo tool, Change change) {
        Decision usual = decide(tool, change);
        boolean own =
                change.reach() == Reach.OWN_WORK
                        && mode.allows(Risk.WRITE, Reach.OWN_WORK)
                        && Set.of(Risk.WRITE, Risk.DESTRUCTIVE).containsAll(change.risks());
        return usual instanceof Decision.Forbidden && own
                ? new Decision.Allow(agreement(change.risks()))
                : usual;
    }

    /// Whether lists show the tool: exactly when it may be called. A fault hides it.
    public boolean visible(ToolInfo tool) {
        try {
            return !hidden(tool) && (tool.reads() || !left(tool).isEmpty());
        } catch (RuntimeException e) {
            Log.LOG.error("A tool is hidden since deciding on it failed; tool={}", tool.name(), e);
            return false;
        }
    }

    private boolean hidden(ToolInfo tool) {
        boolean left =
                allowGroups.isEmpty()
                        || allowGroups.contains(tool.group())
                        || tool.group().equals(ServerTools.GROUP);
        return denyTools.contains(tool.name()) || denyGroups.contains(tool.group()) || !left;
    }

    private static Agreement agreement(Collection<Risk> risks) {
        if (risks.stream().noneMatch(Risk::confirmed)) {
            return Agreement.NEVER;
        }
        return risks.stream().allMatch(Risk::confirmed) ? Agreement.ALWAYS : Agreement.SOMETIMES;
    }

    private Decision forbidden(
            Set<Risk> risks, Set<Reach> reaches, BiPredicate<Mode, Wanted> allowed) {
        Wanted wanted = new Wanted(risks, reaches);
        Mode needed =
                Arrays.stream(Mode.values())
                        .filter(wider -> allowed.test(wider, wanted))
                        .findFirst()
                        .orElse(Mode.FULL);
        return new Decision.Forbidden(
                "This server runs in mode %s, which allows %s. Mode %s would allow this."
                        .formatted(mode.id(), mode.words(), needed.id()),
                needed);
    }

    private record Wanted(Set<Risk> risks, Set<Reach> reaches) {}

    private static boolean some(Mode mode, Wanted wanted) {
        return wanted.risks().stream()
                .anyMatch(risk ->
                        wanted.reaches().stream().anyMatch(reach -> mode.allows(risk, reach)));
    }

    /// Whether each of the classes is allowed for something that may be touched.
    private static boolean each(Mode mode, Wanted wanted) {
        return wanted.risks().stream()
                .allMatch(risk ->
                        wanted.reaches().stream().anyMatch(reach -> mode.allows(risk, reach)));
    }

    private static boolean every(Mode mode, Wanted wanted) {
        return wanted.risks().stream()
                .allMatch(risk ->
                        wanted.reaches().stream().allMatch(reach -> mode.allows(risk, reach)));
    }
}
