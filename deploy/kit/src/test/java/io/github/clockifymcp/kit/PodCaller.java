package io.github.clockifymcp.kit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Calls a pod as the proxy in front of it passes callers on: by the name that the world knows.
///
/// @param http a client that keeps to HTTP/1.1, where that name can be said
/// @param address the pod's, such as `http://127.0.0.1:8080`
/// @param host that name
record PodCaller(HttpClient http, String address, String host) {

    private static final int ATTEMPTS = 20;

    /// Calls a tool in revision 2026-07-28; again after 503, which says that somebody whom the
    /// server asks, such as the provider, did not answer in time.
    ///
    /// @param token what the caller shows; empty for nothing
    HttpResponse<String> call(String tool, String token) throws IOException, InterruptedException {
        String body =
                """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s","arguments":{},\
                "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                "io.modelcontextprotocol/clientCapabilities":{}}}}\
                """
                        .formatted(tool);
        HttpRequest.Builder request =
                to("/mcp", token)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", "2026-07-28")
                        .header("Mcp-Method", "tools/call")
                        .header("Mcp-Name", tool)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        for (int left = ATTEMPTS; left > 0 && answer.statusCode() == 503; left--) {
            answer = http.send(request.build(), BodyHandlers.ofString());
        }
        return answer;
    }

    /// Asks for a document.
    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return http.send(to(path, token).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).header("Host", host);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
