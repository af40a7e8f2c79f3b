package io.github.clockifymcp.server.identity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.http.Endpoints;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells clients without a token where they get one (RFC 9728).
///
/// @param resource our address as clients know it
/// @param issuers who gives tokens for it
/// @param scopes what to ask them for; empty for nothing in particular
public record ResourceMetadata(URI resource, List<String> issuers, List<String> scopes) {
    private static final String PLACE = "/.well-known/oauth-protected-resource";

    public ResourceMetadata(URI resource, Collection<String> issuers, Collection<String> scopes) {
        this(resource, List.copyOf(issuers), List.copyOf(scopes));
    }

    public ResourceMetadata {
        issuers = List.copyOf(issuers);
        scopes = List.copyOf(scopes);
    }

    /// The document, at each path where a client may look for it.
    public Map<String, String> pages() {
        String document = document();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(PLACE, document);
        pages.put(PLACE + Endpoints.DEFAULT_PATH, document);
        pages.put(PLACE + path(), document);
        return pages;
    }

    private String document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("resource", resource.toString());
        ArrayNode servers = document.putArray("authorization_servers");
        issuers.forEach(servers::add);
        if (!scopes.isEmpty()) {
            ArrayNode supported = document.putArray("scopes_supported");
            scopes.forEach(supported::add);
        }
        document.putArray("bearer_methods_supported").add("header");
        document.put("resource_name", "Clockify");
        return document.toString();
    }

    private String path() {
        String path = resource.getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    /// What is said to who shows no token.
    String challenge() {
        String all = resource.toString();
        String path = resource.getRawPath() == null ? "" : resource.getRawPath();
        String host = all.substring(0, all.length() - path.length());
        String challenge =
                "Bearer realm=\"mcp\", resource_metadata=\"%s\"".formatted(host + PLACE + path());
        return scopes.isEmpty()
                ? challenge
                : challenge + ", scope=\"%s\"".formatted(String.join(" ", scopes));
    }

    /// What is said to who shows one that is of no use.
    String challenge(Fault fault) {
        String error = fault == Fault.SCOPE ? "insufficient_scope" : "invalid_token";
        return challenge()
                + ", error=\"%s\", error_description=\"%s\"".formatted(error, fault.sentence());
    }
}
