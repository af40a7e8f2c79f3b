package io.github.clockifymcp.mcp.tool;

import java.util.Set;

/// What a caller added to its own list of tools: ids of groups, and names of single tools.
///
/// A session of the older revisions adds and removes as it goes. Since 2026-07-28 a list depends on
/// the address, on who asks and on the configuration, and on nothing that was asked before; what an
/// address adds is fixed.
public interface Activations {

    /// For callers that have nothing of their own.
    Activations NONE = fixed(Set.of());

    /// What is active now.
    Set<String> active();

    /// Whether calls of this caller can change it.
    boolean changeable();

    /// Adds a group or a tool; its caller is told that its list has changed.
    ///
    /// @return whether it was not active before
    /// @throws UnsupportedOperationException when it cannot be changed
    boolean activate(String groupOrTool);

    /// Takes groups and tools away again; its caller is told that its list has changed.
    ///
    /// @return whether one of them was active before
    /// @throws UnsupportedOperationException when it cannot be changed
    boolean deactivate(Set<String> groupsAndTools);

    /// These and no others.
    static Activations fixed(Set<String> groupsAndTools) {
        Set<String> active = Set.copyOf(groupsAndTools);
        return new Activations() {
            @Override
            public Set<String> active() {
                return active;
            }

            @Override
            public boolean changeable() {
                return false;
            }

            @Override
            public boolean activate(String groupOrTool) {
                throw new UnsupportedOperationException("this list does not change");
            }

            @Override
            public boolean deactivate(Set<String> groupsAndTools) {
                throw new UnsupportedOperationException("this list does not change");
            }
        };
    }
}
