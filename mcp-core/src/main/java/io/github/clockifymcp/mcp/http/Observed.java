package io.github.clockifymcp.mcp.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;

/// Tells somebody of every request that was answered.
final class Observed implements HttpHandler {
    private final HttpHandler handler;
    private final HttpObserver observer;

    Observed(HttpHandler handler, HttpObserver observer) {
        this.handler = handler;
        this.observer = observer;
    }

    @Override
    public void handleRequest(HttpServerExchange http) throws Exception {
        long began = System.nanoTime();
        http.addExchangeCompleteListener((exchange, next) -> {
            try {
                observer.answered(
                        exchange.getRequestPath(),
                        exchange.getRequestMethod().toString(),
                        exchange.getStatusCode(),
                        Duration.ofNanos(System.nanoTime() - began));
            } finally {
                next.proceed();
            }
        });
        handler.handleRequest(http);
    }
}
