package io.github.clockifymcp.mcp.http;

import java.util.List;

/// What a [Website] answers.
///
/// @param headers in their order; one may stand there more than once
/// @param body as UTF-8
public record PageAnswer(int status, List<Header> headers, String body) {
    public PageAnswer {
        headers = List.copyOf(headers);
    }

    /// One of them.
    public record Header(String name, String value) {}
}
