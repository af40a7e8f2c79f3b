package io.github.clockifymcp.mcp.http;

import java.util.List;
import java.util.Random;

/// Requests that nobody should send, among requests that clients do send.
final class WildRequests {
    private static final List<String> METHODS =
            List.of(
                    "POST", "POST", "POST", "POST", "GET", "DELETE", "OPTIONS", "PUT", "HEAD",
                    "BREW", "post");
    private static final List<String> PATHS =
            List.of(
                    "/mcp",
                    "/mcp",
                    "/mcp",
                    "/mcp",
                    "/",
                    "/mcp/",
                    "/ready",
                    "/health",
                    "/mcp?x=1",
                    "/%6dcp",
                    "/../mcp",
                    "//mcp",
                    "*");
    private static final List<String> HEADERS =
            List.of(
                    "Accept: application/json, text/event-stream",
                    "Accept: text/event-stream",
                    "Accept: */*;q=0",
                    "Accept: ,;,",
                    "Content-Type: application/json",
                    "Content-Type: application/json; charset=\"utf-8\"",
                    "Content-Type: text/plain",
                    "Content-Encoding: gzip",
                    "Connection: close",
                    "Connection: keep-alive",
                    "Expect: 100-continue",
                    "Expect: the unexpected",
                    "Origin: http://localhost",
                    "Origin: null",
                    "Origin: ://",
                    "Host: localhost",
                    "Host: [",
                    "Upgrade: websocket",
                    "Upgrade: h2c",
                    "MCP-Protocol-Version: 2026-07-28",
                    "MCP-Protocol-Version: 2025-11-25",
                    "MCP-Protocol-Version: 1999-12-31",
                    "Mcp-Method: tools/call",
                    "Mcp-Method: =?base64??=",
                    "Mcp-Name: echo",
                    "Mcp-Name: =?base64?!!!?=",
                    "Mcp-Param-City: x",
                    "Mcp-Session-Id: unknown",
                    "Mcp-Session-Id: ",
                    "Last-Event-ID: g-0",
                    "Last-Event-ID: -",
                    "Access-Control-Request-Headers: a,,b, mcp-param-\u00e4",
                    "Authorization: Bearer",
                    "Cookie: a=b; c",
                    "Transfer-Encoding: chunked",
                    "Transfer-Encoding: identity, chunked",
                    "Content-Length: 5",
                    "Content-Length: -1",
                    "Content-Length: 99999999999999999999",
                    ": no name",
                    "no colon",
                    " folded: header");

    private final Random random;
    private final String session;

    /// @param session one that there is
    WildRequests(Random random, String session) {
        this.random = random;
        this.session = session;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// The next one.
    String next() {
        String request =
                switch (random.nextInt(5)) {
                    case 0 -> Raw.modern("1", any(List.of("echo", "quick", "none", "")));
                    case 1 -> sane();
                    default -> wild();
                };
        return switch (random.nextInt(6)) {
            case 0 -> request.substring(0, random.nextInt(request.length() + 1));
            case 1 -> mutated(request);
            default -> request;
        };
    }

    private String sane() {
        String body = body();
        return Raw.head(
                        "POST /mcp",
                        body.length(),
                        random.nextBoolean() ? "Mcp-Session-Id: " + session : "X-None: 1",
                        any(HEADERS.subList(0, 2)))
                + body;
    }

    private String wild() {
        String body = body();
        StringBuilder request = new StringBuilder();
        request.append(any(METHODS)).append(' ').append(any(PATHS)).append(" HTTP/1.");
        request.append(random.nextInt(8) == 0 ? 0 : 1).append("\r\nHost: localhost\r\n");
        for (int i = random.nextInt(6); i > 0; i--) {
            request.append(any(HEADERS)).append("\r\n");
        }
        if (random.nextInt(4) == 0) {
            request.append("Mcp-Session-Id: ").append(session).append("\r\n");
        }
        int wrong = random.nextInt(5) == 0 ? random.nextInt(40) - 20 : 0;
        if (random.nextInt(4) > 0) {
            request.append("Content-Length: ").append(Math.max(0, body.length() + wrong));
            request.append("\r\n");
        }
        return request.append("\r\n").append(body).toString();
    }

    private String body() {
        String id = random.nextBoolean() ? Integer.toString(random.nextInt(9)) : "\"x\"";
        return switch (random.nextInt(12)) {
            case 0 -> Wording.initialize(any(List.of("2025-11-25", "2025-03-26", "1.0")));
            case 1 -> Wording.call(id, "echo");
            case 2 -> Wording.progressing(id, "quick");
            case 3 -> Wording.request(id, "ping", "{}");
            case 4 -> Wording.modern(id, "server/discover", "{}");
            case 5 -> Wording.notification("notifications/cancelled", "{\"requestId\":" + id + "}");
            case 6 -> "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}";
            case 7 -> "[" + Wording.call(id, "echo") + "," + Wording.call(id, "echo") + "]";
            case 8 -> "[".repeat(random.nextInt(300));
            case 9 -> "";
            case 10 -> "{\"jsonrpc\":\"2.0\",\"id\":1e9,\"method\":\"\u0000\"}";
            default -> mutated(Wording.request(id, "tools/list", "{\"cursor\":\"x\"}"));
        };
    }

    private String mutated(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
                case 1 -> changed.deleteCharAt(at);
                default -> changed.insert(at, (char) random.nextInt(128));
            }
        }
        return changed.toString();
    }
}
