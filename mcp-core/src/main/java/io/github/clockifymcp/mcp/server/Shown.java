package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import java.util.List;

/// Definitions as a caller sees them.
final class Shown {
    private Shown() {}

    static List<byte[]> all(List<ObjectNode> definitions, RunningCall call, Dialogue dialogue) {
        return definitions.stream()
                .map(definition -> dialogue.form(SafeText.clean(definition), call.caller()))
                .map(Json::bytes)
                .toList();
    }

    /// Lets through requests for what this server has.
    static void offered(Offer offer, Offer.Feature feature, RunningCall call) {
        if (!offer.features().contains(feature)) {
            throw RpcError.methodNotFound(call.request().method());
        }
    }
}
