package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.settings.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// As much of an MCP client as it takes to see whether a server answers as it should. ADR 22 says
/// why it is not the official one.
final class EndpointClient implements AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final int LARGEST = 8 << 20;
    private static final String META = "io.modelcontextprotocol/";
    private static final JsonMapper JSON = new JsonMapper();

    /// The newest of the older revisions, and the modern one.
    static final String LEGACY = "2025-11-25";

    static final String MODERN = "2026-07-28";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(WAIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final URI endpoint;
    private final @Nullable Secret token;
    private int ids;

    /// @param token what is shown there; null for nothing
    EndpointClient(URI endpoint, @Nullable Secret token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /// What came back.
    ///
    /// @param body the JSON-RPC answer or the document; a missing node where there was none
    record Told(
            int status,
            Map<String, List<String>> headers,
            JsonNode body,
            Optional<SSLSession> tls) {

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .flatMap(each -> each.getValue().stream())
                    .findFirst();
        }

        /// The result, where it is one.
        JsonNode result() {
            return status == 200 ? body.path("result") : body.path("nothing");
        }

        /// What the other side showed; empty where nothing was encrypted.
        List<Certificate> certificates() {
            try {
                return tls.isEmpty() ? List.of() : List.of(tls.get().getPeerCertificates());
            } catch (SSLPeerUnverifiedException e) {
                return List.of();
            }
        }
    }

    /// Reads a document of the same host.
    Told get(URI address) throws IOException, InterruptedException {
        return told(HttpRequest.newBuilder(address).timeout(WAIT).GET().build());
    }

    /// Sends a request of the older revisions.
    ///
    /// @param session which session it is in; empty for none
    /// @param shown whether the token is shown
    Told legacy(String method, ObjectNode params, String session, boolean shown)
            throws IOException, InterruptedException {
        HttpRequest.Builder post = post(message(method, params), shown);
        if (!session.isEmpty()) {
            post.header("Mcp-Session-Id", session).header("MCP-Protocol-Version", LEGACY);
        }
        return told(post.build());
    }

    /// Says that it is done with a session.
    void end(String session) throws IOException, InterruptedException {
        HttpRequest.Builder delete =
                authorized(HttpRequest.newBuilder(endpoint).timeout(WAIT), true)
                        .header("Mcp-Session-Id", session)
                        .header("MCP-Protocol-Version", LEGACY)
                        .DELETE();
        told(delete.build());
    }

    /// Sends a request of the modern revision.
    Told modern(String method) throws IOException, InterruptedException {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        ObjectNode meta = params.putObject("_meta");
        meta.put(META + "protocolVersion", MODERN);
        meta.putObject(META + "clientInfo").put("name", "clockify-mcp-doctor").put("version", "1");
        meta.putObject(META + "clientCapabilities");
        return told(
                post(message(method, params), true)
                        .header("MCP-Protocol-Version", MODERN)
                        .header("Mcp-Method", method)
                        .build());
    }

    private ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        if (!method.startsWith("notifications/")) {
            message.put("id", ++ids);
        }
        message.put("method", method).set("params", params);
        return message;
    }

    private HttpRequest.Builder post(ObjectNode message, boolean shown) {
        return authorized(HttpRequest.newBuilder(endpoint).timeout(WAIT), shown)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message.toString()));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request, boolean shown) {
        return shown && token != null
                ? request.header("Authorization", "Bearer " + token.reveal())
                : request;
    }

    private Told told(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        boolean stream =
                answer.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
        try (InputStream in = answer.body()) {
            String text = new String(in.readNBytes(LARGEST), UTF_8);
            return new Told(
                    answer.statusCode(),
                    answer.headers().map(),
                    parsed(stream ? last(text) : text),
                    answer.sslSession());
        }
    }

    /// The last event's data: an answer comes after what goes before it.
    private static String last(String events) {
        String data = "";
        for (String line : events.lines().toList()) {
            if (line.startsWith("data:") && line.length() > "data:".length() + 1) {
                data = line.substring("data:".length()).strip();
            }
        }
        return data;
    }

    private static JsonNode parsed(String text) {
        try {
            return text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
