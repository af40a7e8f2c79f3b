package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An event that a webhook is told about, and every attempt to do so.
///
/// @param body what is sent
/// @param status `RETRYING` until it ends as `SUCCEEDED` or `FAILED`
/// @param attempts the oldest first
record Delivery(String id, String webhookId, String body, String status, List<Attempt> attempts)
        implements Row {

    Delivery {
        attempts = List.copyOf(attempts);
    }

    /// One request to the target.
    ///
    /// @param code what it answered; 0 when nothing came back
    /// @param answer the beginning of what it said, or why nothing came back
    record Attempt(String id, int code, String answer, Instant at) {

        boolean succeeded() {
            return code >= 200 && code < 300;
        }
    }

    /// With one more attempt.
    ///
    /// @param last whether there is none after it
    Delivery with(Attempt attempt, boolean last) {
        List<Attempt> all = new ArrayList<>(attempts);
        all.add(attempt);
        String now = attempt.succeeded() ? "SUCCEEDED" : last ? "FAILED" : "RETRYING";
        return new Delivery(id, webhookId, body, now, all);
    }
}
