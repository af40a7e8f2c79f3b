package io.github.clockifymcp.sandbox;

/// A request the sandbox received, as tests want to see it. It holds no key.
///
/// @param path the path as sent, without the query
/// @param query what stood behind the question mark, still encoded; empty when nothing did
/// @param body the body as text; empty when there was none
/// @param status what was answered; 0 when the connection was cut before the answer
public record ReceivedRequest(String method, String path, String query, String body, int status) {

    /// Method and path with query, as in `GET /api/v1/user`.
    public String line() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query);
    }
}
