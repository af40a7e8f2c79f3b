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
import java.util.stream.Stream;

/// Tells clients without a token where they get one (RFC 9728).
///
/// @param resource our address as clients know it
/// @param issuers who gives tokens for it
/// @param scopes of which every token needs one; empty for nothing in particular
/// @param narrowing scopes that say what callers may do; empty where they say nothing about that
public record ResourceMetadata(
        URI resource, List<String> issuers, List<String> scopes, List<String> narrowing) {
    private static final String PLACE = "/.well-known/oauth-protected-resource";

    public ResourceMetadata(URI resource, Collection<String> issuers, Collection<String> scopes) {
        this(resource, issuers, scopes, List.of());
    }

    public ResourceMetadata(
            URI resource,
            Collection<String> issuers,
            Collection<String> scopes,
            Collection<String> narrowing) {
        this(resource, List.copyOf(issuers), List.copyOf(scopes), List.copyOf(narrowing));
    }

    public ResourceMetadata {
        issuers = List.copyOf(issuers);
        scopes = List.copyOf(scopes);
        narrowing = List.copyOf(narrowing);
    }

    /// What to ask issuers for, without repeating any.
    private List<String> all() {
        return Stream.concat(scopes.stream(), narrowing.stream()).distinct().toList();
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
        if (!all().isEmpty()) {
            ArrayNode supported = document.putArray("scopes_supported");
            all().forEach(supported::add);
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
        return challenge(all());
    }

    private String challenge(List<String> wanted) {
        String all = resource.toString();
        String path = resource.getRawPath() == null ? "" : resource.getRawPath();
        String host = all.substring(0, all.length() - path.length());
        String challenge =
                "Bearer realm=\"mcp\", resource_metadata=\"%s\"".formatted(host + PLACE + path());
        return wanted.isEmpty()
                ? challenge
                : challenge + ", scope=\"%s\"".formatted(String.join(" ", wanted));
    }

    /// What is said to who shows one that is good for something, and not for this.
    ///
    /// @param scope what it would have to be good for as well
    String challenge(String scope) {
        List<String> wanted = Stream.concat(scopes.stream(), Stream.of(scope)).distinct().toList();
        return described(challenge(wanted), Fault.SCOPE);
    }

    /// What is said to who shows one that is of no use.
    String challenge(Fault fault) {
        return described(challenge(), fault);
    }

    private static String described(String challenge, Fault fault) {
        String error = fault == Fault.SCOPE ? "insufficient_scope" : "invalid_token";
        return challenge
                + ", error=\"%s\", error_description=\"%s\"".formatted(error, fault.sentence());
    }
}
