package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.sandbox.Seed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// What a sandbox is told and asked beside the server, as by a person in a browser.
///
/// @param root where it listens, such as `http://127.0.0.1:8484`
record BesideTheServer(URI root) {
    private static final JsonMapper JSON = new JsonMapper();

    /// What the owner asks of the studio.
    ///
    /// @param path behind the workspace's
    JsonNode studio(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(method, "/api/v1/workspaces/" + Seed.studio() + path, body);
    }

    /// What the sandbox's own routes answer.
    JsonNode control(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(method, "/sandbox" + path, body);
    }

    private JsonNode send(String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(root.resolve(path))
                            .header("X-Api-Key", Seed.person("ada").key())
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IOException(
                        "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        }
    }
}
