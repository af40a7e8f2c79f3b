package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A change that was made, or was about to be.
///
/// @param id short, for people and models to name it by
/// @param ended whether it is known what was sent of it
/// @param steps those that were sent, in that order
/// @param before the records it replaced or deleted; empty where nothing can be taken back
public record JournalEntry(
        String id,
        Instant at,
        Journal.Owner owner,
        String tool,
        String summary,
        Set<Risk> risks,
        Reach reach,
        boolean ended,
        List<Done> steps,
        List<Image> before) {

    public JournalEntry {
        risks = Set.copyOf(risks);
        steps = List.copyOf(steps);
        before = List.copyOf(before);
    }

    /// A request that was sent.
    ///
    /// @param request as it was sent
    /// @param after the record as the request left it; null when that is not known
    /// @param back what takes it back, in that order; empty when nothing does, or nothing has to
    /// @param goesWith the step with which it is taken back; null when it is by itself
    public record Done(
            String step,
            Request request,
            Sent.Fate fate,
            @Nullable JsonNode after,
            List<Back> back,
            @Nullable String goesWith) {

        public Done {
            back = List.copyOf(back);
        }

        /// A request that one other takes back, or none.
        Done(
                String step,
                Request request,
                Sent.Fate fate,
                @Nullable JsonNode after,
                @Nullable Request inverse) {
            this(
                    step,
                    request,
                    fate,
                    after,
                    inverse == null ? List.of() : List.of(new Back(inverse, null)),
                    null);
        }

        boolean done() {
            return fate == Sent.Fate.DONE;
        }

        /// The path of the record that this takes away and such a request makes again; null when it
        /// makes none again.
        @Nullable String renewedBy(Back one) {
            if (!one.request().method().equals("POST")) {
                return null;
            }
            String said = one.renews();
            if (said == null && request.method().equals("DELETE")) {
                return History.withoutQuery(request.path());
            }
            return said;
        }
    }

    /// A request that takes another back, alone or with others.
    ///
    /// @param request with nothing left to fill in
    /// @param renews the path of the record that it makes again, where that is not the other's own
    public record Back(Request request, @Nullable String renews) {}

    Optional<Image> before(String record) {
        return before.stream().filter(image -> image.id().equals(record)).findFirst();
    }
}
