package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.RequestHeaders;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request shows of who sent it.
///
/// @param path under which it came
/// @param certificates the client's, its own first; empty without mutual TLS
/// @param peer whose connection it came through, whatever its headers say; null when that is gone
public record Presented(
        String path,
        RequestHeaders headers,
        List<Certificate> certificates,
        @Nullable InetAddress peer) {
    public Presented {
        certificates = List.copyOf(certificates);
    }
}
