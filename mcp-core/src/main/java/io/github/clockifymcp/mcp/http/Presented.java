package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.RequestHeaders;
import java.security.cert.Certificate;
import java.util.List;

/// What a request shows of who sent it.
///
/// @param path under which it came
/// @param certificates the client's, its own first; empty without mutual TLS
public record Presented(String path, RequestHeaders headers, List<Certificate> certificates) {
    public Presented {
        certificates = List.copyOf(certificates);
    }
}
