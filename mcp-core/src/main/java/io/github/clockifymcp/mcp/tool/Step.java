package io.github.clockifymcp.mcp.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request of a change.
///
/// @param name what later steps and the result call its answer
/// @param blanks what is filled in from earlier answers; where they go, the request shows `{name}`
/// @param inverse what would take the step back; null when nothing does
public record Step(String name, Request request, List<Blank> blanks, @Nullable Inverse inverse) {

    public Step {
        blanks = List.copyOf(blanks);
    }

    /// A step that needs no earlier answer and cannot be taken back.
    public Step(String name, Request request) {
        this(name, request, List.of(), null);
    }

    /// What takes a step back: a request whose blanks may name any step of the change, its own
    /// among them.
    public record Inverse(Request request, List<Blank> blanks) {
        public Inverse {
            blanks = List.copyOf(blanks);
        }
    }
}
