package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Somebody who talks to the sandbox, with headers of their own.
final class Http {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final List<String> headers;

    private Http(URI base, List<String> headers) {
        this.base = base;
        this.headers = List.copyOf(headers);
    }

    /// Someone with the key of this person of the seed.
    static Http as(Sandbox sandbox, String name) {
        return new Http(sandbox.baseUrl(), List.of("X-Api-Key", Seed.person(name).key()));
    }

    static Http with(Sandbox sandbox, String... headers) {
        return new Http(sandbox.baseUrl(), List.of(headers));
    }

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply post(String path, String json) {
        return send("POST", path, json);
    }

    Reply put(String path, String json) {
        return send("PUT", path, json);
    }

    Reply patch(String path, String json) {
        return send("PATCH", path, json);
    }

    Reply delete(String path) {
        return send("DELETE", path, "");
    }

    /// Sends a request to the core; the body may be written with single quotes.
    Reply send(String method, String path, String json) {
        try {
            return exchange(method, "/api/v1" + path, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        }
    }

    /// Sends a request to the reports' host; the body may be written with single quotes.
    Reply report(String path, String json) {
        return report("POST", path, json);
    }

    Reply report(String method, String path, String json) {
        try {
            return exchange(method, "/report/v1" + path, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        }
    }

    /// Sends a request to the audit log's host; the body may be written with single quotes.
    Reply auditLog(String path, String json) {
        try {
            return exchange("POST", "/auditlog/v1" + path, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError("No answer to POST " + path, e);
        }
    }

    /// Sends a form in parts to the core: texts as `name=value`, and a file as
    /// `name@file.pdf=content`.
    Reply form(String method, String path, String... parts) {
        try {
            return reply(form(method, "/api/v1" + path, List.of(parts)));
        } catch (IOException e) {
            throw new AssertionError("No answer to " + method + " " + path, e);
        }
    }

    /// The same, anywhere and as it comes.
    HttpResponse<byte[]> form(String method, String path, List<String> parts) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            String[] named = part.split("=", 2);
            String[] file = named[0].split("@", 2);
            body.append("--edge\r\nContent-Disposition: form-data; name=\"%s\"".formatted(file[0]));
            if (file.length == 2) {
                body.append(
                        "; filename=\"%s\"\r\nContent-Type: application/pdf".formatted(file[1]));
            }
            body.append("\r\n\r\n").append(named[1]).append("\r\n");
        }
        body.append("--edge--\r\n");
        return raw(method, path, body.toString(), "multipart/form-data; boundary=edge");
    }

    /// Sends a request anywhere, and lets a broken connection be seen.
    Reply exchange(String method, String path, String body) throws IOException {
        return reply(raw(method, path, body, "application/json"));
    }

    private static Reply reply(HttpResponse<byte[]> response) throws IOException {
        JsonNode json =
                response.body().length == 0
                        ? MissingNode.getInstance()
                        : MAPPER.readTree(response.body());
        return new Reply(response.statusCode(), response.headers(), json);
    }

    HttpResponse<byte[]> raw(String method, String path, String body, String type)
            throws IOException {
        List<String> all = new ArrayList<>(headers);
        if (!body.isEmpty()) {
            all.addAll(List.of("Content-Type", type));
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(10))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
