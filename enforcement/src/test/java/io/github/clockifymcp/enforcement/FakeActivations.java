package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Activations;
import java.util.Set;
import java.util.TreeSet;

/// A session's list of tools.
final class FakeActivations implements Activations {
    private final Set<String> active = new TreeSet<>();

    @Override
    public Set<String> active() {
        return Set.copyOf(active);
    }

    @Override
    public boolean changeable() {
        return true;
    }

    @Override
    public boolean activate(String groupOrTool) {
        return active.add(groupOrTool);
    }

    @Override
    public boolean deactivate(Set<String> groupsAndTools) {
        return active.removeAll(groupsAndTools);
    }
}
