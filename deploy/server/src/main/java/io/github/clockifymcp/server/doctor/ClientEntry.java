package io.github.clockifymcp.server.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A server as a client's file has it. What is in it may be secret.
final class ClientEntry {
    private static final String OURS = "clockify-mcp";

    private final String name;
    private final Path file;
    private final String command;
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final String url;
    private final boolean headers;
    private final boolean off;

    /// @param file in which it stands
    ClientEntry(Path file, String name, JsonNode entry) {
        this.file = file;
        this.name = name;
        this.command = entry.path("command").asText("");
        entry.path("args").forEach(argument -> arguments.add(argument.asText()));
        entry.path("env")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        this.url =
                entry.hasNonNull("url")
                        ? entry.path("url").asText("")
                        : entry.path("httpUrl").asText("");
        this.headers = !entry.path("headers").isEmpty() || !entry.path("http_headers").isEmpty();
        this.off =
                entry.path("disabled").asBoolean(false) || !entry.path("enabled").asBoolean(true);
    }

    /// Whether it starts a server like this one, or leads to one.
    boolean isOurs() {
        return isNamed(command)
                || arguments.stream().anyMatch(ClientEntry::isNamed)
                || (!url.isEmpty() && name.toLowerCase(Locale.ROOT).contains("clockify"));
    }

    /// Whether it is called like one, although something else may be started.
    boolean isCalledLikeOurs() {
        return name.toLowerCase(Locale.ROOT).contains("clockify")
                && environment.keySet().stream().anyMatch(each -> each.startsWith("CLOCKIFY_"));
    }

    private static boolean isNamed(String text) {
        String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        return last.startsWith(OURS);
    }

    /// Whether the client puts something else there when it starts the server.
    static boolean isFilledIn(String value) {
        return value.contains("${");
    }

    /// What is said of it, so that somebody finds it.
    String place() {
        return "‹%s› in %s".formatted(name, file);
    }

    String command() {
        return command;
    }

    List<String> arguments() {
        return List.copyOf(arguments);
    }

    Map<String, String> environment() {
        return new LinkedHashMap<>(environment);
    }

    String url() {
        return url;
    }

    boolean hasHeaders() {
        return headers;
    }

    boolean isOff() {
        return off;
    }
}
