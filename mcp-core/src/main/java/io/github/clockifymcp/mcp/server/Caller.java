package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Client;
import io.github.clockifymcp.mcp.tool.Principal;
import org.jspecify.annotations.Nullable;

/// Who sent a request, with which program, in which revision. The same shape in both eras.
///
/// @param capabilities what the client declared that it can; only read
/// @param activations what is in its list of tools beside what everybody sees
public record Caller(
        Principal principal,
        Revision revision,
        Client client,
        ObjectNode capabilities,
        Activations activations) {

    /// The caller as it describes itself.
    ///
    /// @param info `clientInfo`, which no revision requires us to believe
    /// @param session tells its session from others; empty where there are none
    public static Caller of(
            Principal principal,
            Revision revision,
            ObjectNode capabilities,
            @Nullable ObjectNode info,
            Activations activations,
            String session) {
        Client client =
                new Client(
                        described(info, "name"),
                        described(info, "version"),
                        revision.id(),
                        asks(revision, capabilities),
                        opens(revision, capabilities),
                        Json.object(capabilities, "sampling") != null,
                        Json.object(capabilities, "roots") != null,
                        session);
        return new Caller(principal, revision, client, capabilities, activations);
    }

    /// Whether the client declared this capability.
    public boolean can(String capability) {
        return Json.object(capabilities, capability) != null;
    }

    /// Whether the client declared this extension (2026-07-28).
    public boolean extended(String extension) {
        ObjectNode extensions = Json.object(capabilities, "extensions");
        return extensions != null && extensions.has(extension);
    }

    private static String described(@Nullable ObjectNode info, String field) {
        String text = Json.text(info, field);
        return text == null ? "" : SafeText.brief(text);
    }

    /// Elicitation came in 2025-06-18, as forms only; since 2025-11-25 an empty object still means
    /// forms, and a client that can only open links says so.
    private static boolean asks(Revision revision, ObjectNode capabilities) {
        ObjectNode elicitation = Json.object(capabilities, "elicitation");
        if (elicitation == null || !revision.atLeast(Revision.V2025_06_18)) {
            return false;
        }
        return elicitation.has("form")
                || !elicitation.has("url")
                || revision == Revision.V2025_06_18;
    }

    private static boolean opens(Revision revision, ObjectNode capabilities) {
        ObjectNode elicitation = Json.object(capabilities, "elicitation");
        return elicitation != null
                && elicitation.has("url")
                && revision.atLeast(Revision.V2025_11_25);
    }
}
