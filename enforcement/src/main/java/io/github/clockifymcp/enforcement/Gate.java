package io.github.clockifymcp.enforcement;

import io.github.clockifymcp.mcp.tool.Outcome;
import java.util.List;

/// One rule a call must pass. A gate answers for itself or lets the next one answer.
///
/// 1. It proceeds at most once; a second time is a fault, and denies.
/// 2. It may throw; whatever it throws denies, except a cancellation, which ends the call.
/// 3. What it found out goes on in the [Walk] it hands to the next gate.
@FunctionalInterface
interface Gate {

    Outcome pass(Walk walk, Next next);

    /// The gates after this one.
    @FunctionalInterface
    interface Next {
        Outcome proceed(Walk walk);
    }

    /// Sends a call through the gates, first to last.
    static Outcome walk(List<Gate> gates, Walk walk) {
        return new Link(gates, 0).proceed(walk);
    }

    /// The place in the list that a gate hands over to. It is used up by being used.
    final class Link implements Next {
        private final List<Gate> gates;
        private final int index;
        private boolean used;

        private Link(List<Gate> gates, int index) {
            this.gates = gates;
            this.index = index;
        }

        @Override
        public Outcome proceed(Walk walk) {
            if (used) {
                throw new IllegalStateException("gate " + (index - 1) + " proceeded twice");
            }
            used = true;
            if (index == gates.size()) {
                throw new IllegalStateException("the last gate proceeded");
            }
            return gates.get(index).pass(walk, new Link(gates, index + 1));
        }
    }
}
