package io.github.clockifymcp.server.doctor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/// As much of an MCP client as it takes to see whether a server answers as it should. ADR 22 says
/// why it is not the official one.
final class EndpointClient implements AutoCloseable {
    private static final Duration WAIT = Duration.ofSeconds(8);
    private static final String META = "io.modelcontextprotocol/";
    private static final JsonMapper JSON = new JsonMapper();

    /// The newest of the older revisions, and the modern one.
    static final String LEGACY = "2025-11-25";

    static final String MODERN = "2026-07-28";

    private final Asker asker;
    private final URI endpoint;
    private final @Nullable Secret token;
    private int ids;

    /// @param token what is shown there; null for nothing
    /// @param outlet how it is reached
    EndpointClient(URI endpoint, @Nullable Secret token, Outlet outlet) {
        this.asker = new Asker(outlet, WAIT);
        this.endpoint = endpoint;
        this.token = token;
    }

    /// What came back.
    ///
    /// @param body the JSON-RPC answer or the document; a missing node where there was none
    /// @param certificates what the other side showed; empty where nothing was encrypted
    record Told(
            int status,
            Map<String, String> headers,
            JsonNode body,
            List<Certificate> certificates) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /// The result, where it is one.
        JsonNode result() {
            return status == 200 ? body.path("result") : body.path("nothing");
        }
    }

    /// Reads a document of the same host.
    Told get(URI address) throws IOException, InterruptedException {
        return told(new HttpGet(address));
    }

    /// Sends a request of the older revisions.
    ///
    /// @param session which session it is in; empty for none
    /// @param shown whether the token is shown
    Told legacy(String method, ObjectNode params, String session, boolean shown)
            throws IOException, InterruptedException {
        HttpPost post = post(message(method, params), shown);
        if (!session.isEmpty()) {
            post.setHeader("Mcp-Session-Id", session);
            post.setHeader("MCP-Protocol-Version", LEGACY);
        }
        return told(post);
    }

    /// Says that it is done with a session.
    void end(String session) throws IOException, InterruptedException {
        HttpDelete delete = authorized(new HttpDelete(endpoint), true);
        delete.setHeader("Mcp-Session-Id", session);
        delete.setHeader("MCP-Protocol-Version", LEGACY);
        told(delete);
    }

    /// Sends a request of the modern revision.
    Told modern(String method) throws IOException, InterruptedException {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        ObjectNode meta = params.putObject("_meta");
        meta.put(META + "protocolVersion", MODERN);
        meta.putObject(META + "clientInfo").put("name", "clockify-mcp-doctor").put("version", "1");
        meta.putObject(META + "clientCapabilities");
        HttpPost post = post(message(method, params), true);
        post.setHeader("MCP-Protocol-Version", MODERN);
        post.setHeader("Mcp-Method", method);
        return told(post);
    }

    private ObjectNode message(String method, ObjectNode params) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        if (!method.startsWith("notifications/")) {
            message.put("id", ++ids);
        }
        message.put("method", method).set("params", params);
        return message;
    }

    private HttpPost post(ObjectNode message, boolean shown) {
        HttpPost post = authorized(new HttpPost(endpoint), shown);
        post.setHeader("Accept", "application/json, text/event-stream");
        post.setEntity(new StringEntity(message.toString(), ContentType.APPLICATION_JSON));
        return post;
    }

    private <T extends HttpUriRequestBase> T authorized(T request, boolean shown) {
        if (shown && token != null) {
            request.setHeader("Authorization", "Bearer " + token.reveal());
        }
        return request;
    }

    private Told told(HttpUriRequestBase request) throws IOException, InterruptedException {
        Asker.Answer answer = asker.ask(request, EndpointClient::isAnswer);
        boolean stream =
                answer.headers().getOrDefault("Content-Type", "").startsWith("text/event-stream");
        return new Told(
                answer.status(),
                answer.headers(),
                parsed(stream ? last(answer.body()) : answer.body()),
                answer.certificates());
    }

    /// Whether a line of a stream has the answer in it: before it come others, and after it the
    /// stream may stay open.
    private static boolean isAnswer(String line) {
        JsonNode message = parsed(data(line));
        return message.has("result") || message.has("error");
    }

    private static String last(String events) {
        return events.lines()
                .map(EndpointClient::data)
                .filter(data -> !data.isEmpty())
                .reduce("", (before, after) -> after);
    }

    private static String data(String line) {
        return line.startsWith("data:") ? line.substring("data:".length()).strip() : "";
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
        asker.close();
    }
}
