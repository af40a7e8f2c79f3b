package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.RequestHeaders;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// What a browser asks of a [Website].
public final class PageRequest {
    private final String method;
    private final String path;
    private final String query;
    private final RequestHeaders headers;
    private final byte[] body;
    private final @Nullable InetAddress peer;

    /// @param query as it stands behind the `?`; empty without
    /// @param peer whose connection it came through, whatever its headers say; null when that is
    ///   gone
    public PageRequest(
            String method,
            String path,
            String query,
            RequestHeaders headers,
            byte[] body,
            @Nullable InetAddress peer) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body.clone();
        this.peer = peer;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /// As it stands behind the `?`; empty without.
    public String query() {
        return query;
    }

    public RequestHeaders headers() {
        return headers;
    }

    public byte[] body() {
        return body.clone();
    }

    /// Whose connection it came through; null when that is gone.
    public @Nullable InetAddress peer() {
        return peer;
    }

    /// What it says may be a secret.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
