package io.github.clockifymcp.mcp.tool;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One request of a change.
///
/// @param name what later steps and the result call its answer
/// @param blanks what is filled in from earlier answers; where they go, the request shows `{name}`
/// @param inverse what would take the step back; null when nothing does, or nothing has to
/// @param goesWith the step of the same change that made what this one works on, or needs what this
///   one prepares: when that is taken back, nothing of this one is left. Null when there is none
public record Step(
        String name,
        Request request,
        List<Blank> blanks,
        @Nullable Inverse inverse,
        @Nullable String goesWith) {

    public Step {
        blanks = List.copyOf(blanks);
        if (inverse != null && goesWith != null) {
            throw new IllegalArgumentException(name + " is taken back twice");
        }
    }

    /// A step that stands for itself.
    public Step(String name, Request request, List<Blank> blanks, @Nullable Inverse inverse) {
        this(name, request, blanks, inverse, null);
    }

    /// A step that needs no earlier answer and cannot be taken back.
    public Step(String name, Request request) {
        this(name, request, List.of(), null);
    }

    /// Whether taking the change back takes this step back.
    public boolean reversible() {
        return inverse != null || goesWith != null;
    }

    /// What takes a step back: a request whose blanks may name any step of the change, its own
    /// among them, and where one is not enough, those that follow it. The step counts as taken back
    /// when the last one is done.
    ///
    /// @param renews the path of the deleted record that this request makes again, when the step's
    ///   own path does not say it; null otherwise
    /// @param then the request that follows; null when this is the last
    public record Inverse(
            Request request, List<Blank> blanks, @Nullable String renews, @Nullable Inverse then) {

        public Inverse {
            blanks = List.copyOf(blanks);
        }

        /// One request.
        public Inverse(Request request, List<Blank> blanks) {
            this(request, blanks, null, null);
        }

        /// All requests, in their order.
        public List<Inverse> all() {
            return Stream.iterate(this, Objects::nonNull, Inverse::then).toList();
        }

        /// The same with one request more, at its end.
        public Inverse followedBy(Inverse last) {
            return new Inverse(
                    request, blanks, renews, then == null ? last : then.followedBy(last));
        }
    }
}
