package io.github.clockifymcp.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Makes the sandbox's workspace as large as the one that is measured has to be.
final class Workspace {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PROJECTS = 50;

    private final String base;
    private final HttpClient client;

    private Workspace(String base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /// Adds public projects until there are fifty that are not archived.
    ///
    /// @return the path and query that list them
    static String fill(String base, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Workspace workspace = new Workspace(base, client);
            String id = workspace.ask("/user", key, "").path("activeWorkspace").asText();
            String projects = "/workspaces/" + id + "/projects";
            int there = workspace.ask(projects + "?archived=false&page-size=200", key, "").size();
            for (int i = there; i < PROJECTS; i++) {
                String body = "{\"name\":\"Campaign %d\",\"isPublic\":true}".formatted(i);
                workspace.ask(projects, key, body);
            }
            return projects + "?archived=false&page=1&page-size=50";
        }
    }

    /// @param body empty to read
    private JsonNode ask(String path, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1" + path))
                        .header("X-Api-Key", key)
                        .header("Content-Type", "application/json");
        if (!body.isEmpty()) {
            request.POST(BodyPublishers.ofString(body));
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
