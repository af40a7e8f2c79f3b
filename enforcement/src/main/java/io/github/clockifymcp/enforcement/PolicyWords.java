package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a policy says of a tool and why, for whoever runs a server. It decides nothing: the
/// decision is the policy's own, and the words are those that callers get.
public final class PolicyWords {
    private final Policy policy;
    private final Confirmation.Settings confirming;

    /// Words about this policy, with these rules for asking.
    public PolicyWords(Policy policy, Confirmation.Settings confirming) {
        this.policy = policy;
        this.confirming = confirming;
    }

    /// What the policy says, in a word or two: `yes`, `in part`, `no` or `taken away`, and with
    /// `asked` where a person has to agree.
    public String verdict(ToolInfo tool) {
        return switch (policy.decide(tool)) {
            case Policy.Decision.Hidden() -> "taken away";
            case Policy.Decision.Forbidden(String reason, Mode needed) -> "no";
            case Policy.Decision.Allow(Policy.Agreement agreement) -> {
                String may = forbidden(tool).isEmpty() ? "yes" : "in part";
                Set<Risk> asked = asked(tool);
                yield asked.isEmpty()
                        ? may
                        : may + (asked.containsAll(allowed(tool)) ? ", asked" : ", some asked");
            }
        };
    }

    /// Why the policy says so, a sentence each.
    public List<String> reasons(ToolInfo tool) {
        List<String> reasons = new ArrayList<>();
        switch (policy.decide(tool)) {
            case Policy.Decision.Hidden() -> reasons.add(takenAway(tool));
            case Policy.Decision.Forbidden(String reason, Mode needed) ->
                    reasons.add("%s Mode %s would allow this.".formatted(allows(), needed.id()));
            case Policy.Decision.Allow(Policy.Agreement agreement) -> allowed(tool, reasons);
        }
        return reasons;
    }

    /// What the mode allows, in the words of `clockify_policy_info`.
    public String allows() {
        return "Mode %s allows %s.".formatted(policy.mode().id(), policy.mode().words());
    }

    private void allowed(ToolInfo tool, List<String> reasons) {
        if (tool.reads()) {
            reasons.add("It changes nothing, and every mode reads everything.");
            return;
        }
        reasons.add(allows());
        if (!forbidden(tool).isEmpty()) {
            reasons.add(
                    "Changes are refused that are: %s."
                            .formatted(String.join("; ", forbidden(tool))));
        }
        Set<Risk> asked = asked(tool);
        if (!asked.isEmpty()) {
            reasons.add("Confirmed first: %s.".formatted(ids(asked)));
        }
        Set<Risk> demanded = EnumSet.noneOf(Risk.class);
        demanded.addAll(asked);
        demanded.retainAll(confirming.personRequired());
        if (!demanded.isEmpty()) {
            reasons.add(
                    "Refused to a client that cannot ask its person: %s.".formatted(ids(demanded)));
        }
    }

    /// Classes that some change of the tool may have.
    private Set<Risk> allowed(ToolInfo tool) {
        Set<Risk> allowed = EnumSet.noneOf(Risk.class);
        for (Risk risk : tool.risks()) {
            if (tool.reaches().stream().anyMatch(reach -> policy.mode().allows(risk, reach))) {
                allowed.add(risk);
            }
        }
        return allowed;
    }

    private Set<Risk> asked(ToolInfo tool) {
        Set<Risk> asked = allowed(tool);
        asked.removeIf(risk -> !risk.confirmed() && !confirming.personRequired().contains(risk));
        return asked;
    }

    /// What the tool declares and the mode does not allow.
    private List<String> forbidden(ToolInfo tool) {
        List<String> forbidden = new ArrayList<>();
        for (Risk risk : EnumSet.allOf(Risk.class)) {
            if (!tool.risks().contains(risk)) {
                continue;
            }
            Set<Reach> reaches =
                    tool.reaches().stream()
                            .filter(reach -> !policy.mode().allows(risk, reach))
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reach.class)));
            if (!reaches.isEmpty()) {
                forbidden.add(
                        reaches.containsAll(tool.reaches())
                                ? ids(Set.of(risk))
                                : "%s on %s".formatted(ids(Set.of(risk)), ids(reaches)));
            }
        }
        return forbidden;
    }

    private String takenAway(ToolInfo tool) {
        if (policy.denyTools().contains(tool.name())) {
            return "The operator denies this tool. For callers it does not exist.";
        }
        return policy.denyGroups().contains(tool.group())
                ? "The operator denies the group %s. For callers it does not exist."
                        .formatted(tool.group())
                : "The group %s is not among those that the operator allows. For callers it does not exist."
                        .formatted(tool.group());
    }

    /// The names of classes or reaches as they stand in settings and logs.
    static String ids(Collection<? extends Enum<?>> values) {
        return values.stream()
                .sorted()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /// What kinds of change the tool makes and what they touch; that it reads where it makes none.
    public static String about(ToolInfo tool) {
        return tool.reads()
                ? "It reads."
                : "Its changes may be: %s. They touch: %s."
                        .formatted(ids(tool.risks()), ids(tool.reaches()));
    }
}
