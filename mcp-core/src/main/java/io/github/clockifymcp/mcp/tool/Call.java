package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call: who asks, when, and what was said so far. A call in which the person had to be asked
/// comes in more than once; it keeps its id, so that it is audited and counted once.
///
/// @param id one id for the call and all its rounds
/// @param round 0 when it comes in first, then one more each time it comes back with an answer
/// @param now the instant the call counts from; a confirmed change is planned again as of the
///   instant it was shown
/// @param replies what the client answered to earlier questions, by key, as it came
/// @param state what an earlier [Outcome.Question] of this call asked to have back; its integrity
///   has been checked by the engine
/// @param trace the trace it belongs to, as its caller says
/// @param activations what the caller added to its list of tools
public record Call(
        String id,
        int round,
        Principal principal,
        Client client,
        Instant now,
        Map<String, ObjectNode> replies,
        @Nullable String state,
        Line line,
        TraceContext trace,
        Activations activations) {

    public Call {
        replies = Map.copyOf(replies);
    }

    /// A call that belongs to no trace, of a caller that activated nothing.
    public Call(
            String id,
            int round,
            Principal principal,
            Client client,
            Instant now,
            Map<String, ObjectNode> replies,
            @Nullable String state,
            Line line) {
        this(
                id,
                round,
                principal,
                client,
                now,
                replies,
                state,
                line,
                TraceContext.NONE,
                Activations.NONE);
    }

    /// The same call, counting from another instant.
    public Call at(Instant instant) {
        return new Call(
                id, round, principal, client, instant, replies, state, line, trace, activations);
    }

    /// What the person did with the question of this key; absent when it was not asked or the
    /// answer has not the form of one.
    public Reply reply(String key) {
        return Reply.of(replies.get(key));
    }
}
