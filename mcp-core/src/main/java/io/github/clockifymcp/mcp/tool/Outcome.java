package io.github.clockifymcp.mcp.tool;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// How a call ended. Everything a caller can be told is one of these.
public sealed interface Outcome {

    /// A read's value, or what came of a change that was made.
    ///
    /// @param value a record, shown by [Told] or as JSON, or [Contents]
    /// @param sent the requests of the change; empty for a read
    /// @param notes what the change's notes said; a change that nobody was shown before it was made
    ///   must still tell them. Empty for a read
    record Answer(Object value, List<Sent> sent, List<String> notes) implements Outcome {
        public Answer {
            sent = List.copyOf(sent);
            notes = List.copyOf(notes);
        }

        public Answer(Object value, List<Sent> sent) {
            this(value, sent, List.of());
        }

        public Answer(Object value) {
            this(value, List.of());
        }
    }

    /// Nothing was sent. The change waits for its ticket, or was only asked to be shown.
    record Preview(Change change, @Nullable Ticket ticket) implements Outcome {}

    /// Nothing was sent. The client, or its person, must still say something; then the call comes
    /// back with the answers and the state.
    ///
    /// @param asks what is needed, by key, in the order in which it is asked
    /// @param state given back as it is with the answers; the engine seals it on the way. Empty
    ///   when an answer is good without the question having been seen, so that a client which knows
    ///   the question may answer it with the call
    record Question(Map<String, Ask> asks, String state) implements Outcome {
        public Question {
            asks = Collections.unmodifiableMap(new LinkedHashMap<>(asks));
        }
    }

    /// The work goes on in the background where the client can follow a task, else at once.
    ///
    /// @param required whether a client that cannot follow tasks is refused
    record Later(Callable<Outcome> work, boolean required) implements Outcome {}

    /// A rule of ours said no. Nothing was sent.
    record Refused(Problem problem) implements Outcome {}

    /// Whoever we asked said no, or did not answer.
    ///
    /// @param sent the requests that were sent, with what is known of each; empty when a read or
    ///   the plan failed, and so nothing can have changed
    record Failed(Problem problem, List<Sent> sent) implements Outcome {
        public Failed {
            sent = List.copyOf(sent);
        }
    }

    /// What a client that cannot ask its person repeats the call with.
    ///
    /// @param token good once, for exactly this change
    record Ticket(String token, Instant expires) {}
}
