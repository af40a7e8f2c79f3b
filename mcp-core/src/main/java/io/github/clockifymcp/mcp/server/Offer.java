package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Attempts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a server offers, and to whom: the port through which the engine learns what to list. What
/// is listed for a caller is what the caller may reach; how a call ends is up to the [Attempts],
/// through which everything goes.
public interface Offer {

    /// What a server can have beside its tools.
    enum Feature {
        RESOURCES,
        PROMPTS,
        COMPLETIONS,
        /// The list of tools changes while the server runs ([McpServer#changed]).
        TOOL_CHANGES,
        /// The list of resources does.
        RESOURCE_CHANGES,
        /// The list of prompts does.
        PROMPT_CHANGES,
        /// Clients are told when a resource changes ([McpServer#updated]).
        SUBSCRIPTIONS,
        /// Tools tell their callers what they do ([io.github.clockifymcp.mcp.tool.Line#log]).
        LOGGING
    }

    ServerInfo info();

    /// How to begin, for the model; empty for nothing.
    default String instructions(Caller caller) {
        return "";
    }

    /// The definitions of the tools this caller may see, each a JSON object in the form of the
    /// caller's revision, in an order that does not change by itself.
    List<byte[]> tools(Caller caller);

    /// The definition of one of these tools; empty when the caller may not see such a one. Asked at
    /// every call that comes with headers, so an offer that can find it by name should.
    default Optional<byte[]> tool(Caller caller, String name) {
        for (byte[] definition : tools(caller)) {
            if (name.equals(Json.text(Json.ofOurs(definition), "name"))) {
                return Optional.of(definition);
            }
        }
        return Optional.empty();
    }

    /// The guard.
    Attempts attempts();

    /// Where answers stand for this caller.
    default Channel channel(Caller caller) {
        return Channel.TEXT;
    }

    /// What is advertised beside tools; what is not, is an unknown method.
    default Set<Feature> features() {
        return Set.of();
    }

    /// Where tasks are kept, when work may go on in the background; empty for a server that does
    /// everything at once.
    default Optional<Tasks> tasks() {
        return Optional.empty();
    }

    default List<Offered.Resource> resources(Caller caller) {
        return List.of();
    }

    default List<Offered.Template> templates(Caller caller) {
        return List.of();
    }

    /// Whether there is something of this URI for the caller.
    default boolean has(Caller caller, String uri) {
        return resources(caller).stream().anyMatch(resource -> resource.uri().equals(uri))
                || templates(caller).stream()
                        .anyMatch(template -> template.uri().match(uri).isPresent());
    }

    default List<Offered.Prompt> prompts(Caller caller) {
        return List.of();
    }

    /// What completes this argument.
    ///
    /// @param reference a prompt's name or a template's URI
    default Optional<Offered.Completion> completion(
            Caller caller, String reference, String argument) {
        return Optional.empty();
    }
}
