package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;

/// What this server says that it can. It says nothing that does not work.
public final class Capabilities {
    private Capabilities() {}

    public static ObjectNode of(Offer offer, Revision revision) {
        ObjectNode capabilities = Json.object();
        capabilities.putObject("tools");
        if (offer.features().contains(Offer.Feature.RESOURCES)) {
            capabilities.putObject("resources");
        }
        if (offer.features().contains(Offer.Feature.PROMPTS)) {
            capabilities.putObject("prompts");
        }
        if (offer.features().contains(Offer.Feature.COMPLETIONS)
                && revision.atLeast(Revision.V2025_03_26)) {
            capabilities.putObject("completions");
        }
        return capabilities;
    }
}
