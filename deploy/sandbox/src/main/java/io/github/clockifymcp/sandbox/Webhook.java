package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.util.List;

/// An address that is called when something happens.
///
/// @param sources the ids whose events count; empty for all of the workspace
/// @param token what is sent along, so that the receiver knows who calls
/// @param delivers false once too much failed
/// @param made when; for a moment after, it cannot be found by its id
record Webhook(
        String id,
        String name,
        String userId,
        String url,
        String event,
        String sourceType,
        List<String> sources,
        String token,
        boolean delivers,
        Instant made)
        implements Row {

    Webhook {
        sources = List.copyOf(sources);
    }

    Webhook withToken(String other) {
        return new Webhook(
                id, name, userId, url, event, sourceType, sources, other, delivers, made);
    }
}
