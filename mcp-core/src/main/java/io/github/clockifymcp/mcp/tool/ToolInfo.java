package io.github.clockifymcp.mcp.tool;

import java.util.Set;

/// Everything about a tool except how it runs.
///
/// @param name as clients call it, 1 to 64 of `[A-Za-z0-9_.-]`
/// @param group the id of the group that declares it
/// @param tier whether it is listed before anybody asked for it
/// @param title for people
/// @param description for the model, which acts on it
/// @param risks every class its changes may have; empty for a tool that reads
/// @param certain those of its risks that each change has which sends anything, so that whoever may
///   not take one of them may not use the tool
/// @param reaches whose things its changes may touch; empty for a tool that reads
/// @param input its arguments
/// @param output what an answer's value is
public record ToolInfo(
        String name,
        String group,
        Tier tier,
        String title,
        String description,
        Set<Risk> risks,
        Set<Risk> certain,
        Set<Reach> reaches,
        Class<? extends Record> input,
        Class<?> output) {

    public ToolInfo {
        if (!name.matches("[A-Za-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("not a tool name: " + name);
        }
        if (risks.isEmpty() != reaches.isEmpty()) {
            throw new IllegalArgumentException(name + " states risks and reaches, or neither");
        }
        if (!risks.containsAll(certain)) {
            throw new IllegalArgumentException(name + " is certain of a risk it does not state");
        }
        risks = Set.copyOf(risks);
        certain = Set.copyOf(certain);
        reaches = Set.copyOf(reaches);
    }

    /// Whether it changes nothing.
    public boolean reads() {
        return risks.isEmpty();
    }

    /// Whether some of its changes need a person's agreement.
    public boolean confirmed() {
        return risks.stream().anyMatch(Risk::confirmed);
    }
}
