package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Offer.Feature;
import java.util.Set;

/// What this server says that it can. It says nothing that does not work.
public final class Capabilities {
    private Capabilities() {}

    public static ObjectNode of(Offer offer, Revision revision) {
        Set<Feature> features = offer.features();
        ObjectNode capabilities = Json.object();
        capabilities.putObject("tools");
        if (features.contains(Feature.RESOURCES)) {
            ObjectNode resources = capabilities.putObject("resources");
            if (features.contains(Feature.SUBSCRIPTIONS)) {
                resources.put("subscribe", true);
            }
        }
        if (features.contains(Feature.PROMPTS)) {
            capabilities.putObject("prompts");
        }
        for (Topic topic : Topic.values()) {
            ObjectNode list = Json.object(capabilities, topic.capability());
            if (list != null && features.contains(topic.feature())) {
                list.put("listChanged", true);
            }
        }
        if (features.contains(Feature.COMPLETIONS) && revision.atLeast(Revision.V2025_03_26)) {
            capabilities.putObject("completions");
        }
        if (features.contains(Feature.LOGGING)) {
            capabilities.putObject("logging");
        }
        if (revision.modern() && offer.tasks().isPresent()) {
            capabilities.putObject("extensions").putObject(Tasks.EXTENSION);
        }
        return capabilities;
    }
}
