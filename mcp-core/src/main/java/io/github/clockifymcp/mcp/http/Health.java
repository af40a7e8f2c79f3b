package io.github.clockifymcp.mcp.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.util.Headers;
import java.util.Optional;

/// Whether we are alive, and whether we should be sent work, for whoever keeps servers running.
final class Health {
    private Health() {}

    /// What there is to say under a path; empty when that is none of these.
    ///
    /// @param draining whether we end
    static Optional<Readiness.State> at(String path, boolean draining, Readiness readiness) {
        return switch (path) {
            case "/health", "/livez" -> Optional.of(Readiness.State.READY);
            case "/ready", "/readyz" ->
                    Optional.of(draining ? Readiness.State.NOT_READY : readiness.state());
            default -> Optional.empty();
        };
    }

    /// The answer to write; adds to its headers.
    static Runnable answer(Reply reply, Readiness.State state) {
        boolean well = state != Readiness.State.NOT_READY;
        if (!well) {
            reply.header(Headers.RETRY_AFTER, "1");
        }
        String word =
                switch (state) {
                    case READY -> "ok";
                    case DEGRADED -> "degraded";
                    case NOT_READY -> "unavailable";
                };
        byte[] body = ("{\"status\":\"" + word + "\"}").getBytes(UTF_8);
        return () -> reply.json(well ? 200 : 503, body);
    }
}
