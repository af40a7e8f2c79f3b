package io.github.clockifymcp.mcp.http;

import io.undertow.server.HttpServerExchange;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// How long somebody is let in. What they asked while it lasted is answered; what goes on by itself
/// ends with it.
///
/// @param until null for ever
record Stay(@Nullable Instant until, Clock clock, Pulse pulse, Executor threads) {

    /// Does this when it is over, unless the exchange is by then. Before the exchange can be.
    void whenOver(HttpServerExchange http, Runnable end) {
        Instant last = until;
        if (last == null) {
            return;
        }
        // By the time of day: what a token says holds also when this machine slept meanwhile.
        Pulse.Beat beat =
                now -> {
                    if (clock.instant().isBefore(last)) {
                        return true;
                    }
                    threads.execute(end);
                    return false;
                };
        pulse.add(beat);
        http.addExchangeCompleteListener((exchange, next) -> {
            pulse.remove(beat);
            next.proceed();
        });
    }
}
