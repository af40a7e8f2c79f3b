package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.Locale;

/// Says a change that was not made: the same envelope for every tool, so that whoever has seen one
/// preview can read them all.
final class PreviewWriter {
    private PreviewWriter() {}

    static ObjectNode json(Outcome.Preview preview) {
        Change change = preview.change();
        ObjectNode json = Json.object().put("dry_run", true).put("summary", change.summary());
        if (!change.details().isEmpty()) {
            change.details().forEach(json.putArray("details")::add);
        }
        ArrayNode notes = json.putArray("notes");
        change.notes().forEach(notes::add);
        ArrayNode risks = json.putArray("risk");
        change.risks().stream()
                .sorted()
                .forEach(risk -> risks.add(risk.name().toLowerCase(Locale.ROOT)));
        ArrayNode requests = json.putArray("requests");
        for (Step step : change.steps()) {
            Request request = step.request();
            ObjectNode shown = requests.addObject().put("method", request.method());
            shown.put("path", request.path());
            JsonNode body = request.body();
            if (body != null) {
                shown.set("body", withoutFiles(body));
            }
        }
        Outcome.Ticket ticket = preview.ticket();
        if (ticket != null) {
            json.put("confirmation_token", ticket.token());
            json.put("confirmation_expires_at", ticket.expires().toString());
        }
        return SafeText.clean(json);
    }

    static String text(Outcome.Preview preview, Caller caller) {
        Change change = preview.change();
        StringBuilder text = new StringBuilder("Nothing was sent. This is what would happen:\n");
        text.append(change.summary());
        change.details().forEach(detail -> text.append("\n  ").append(detail));
        change.notes().forEach(note -> text.append("\n- ").append(note));
        text.append("\nRisk: ");
        text.append(
                String.join(
                        ", ",
                        change.risks().stream()
                                .sorted()
                                .map(risk -> risk.name().toLowerCase(Locale.ROOT))
                                .toList()));
        if (change.steps().isEmpty()) {
            return text.append("\nThere is nothing to do.").toString();
        }
        text.append("\nRequests:");
        for (Step step : change.steps()) {
            Request request = step.request();
            text.append("\n  ").append(request.method()).append(' ').append(request.path());
            JsonNode body = request.body();
            if (body != null) {
                text.append(' ').append(Json.string(SafeText.clean(withoutFiles(body))));
            }
        }
        return text.append('\n').append(goOn(preview, caller)).toString();
    }

    /// What is sent, with the size of a file in the place of its bytes: nobody reads those, and
    /// they would fill the answer.
    private static JsonNode withoutFiles(JsonNode body) {
        return switch (body) {
            case BinaryNode file ->
                    TextNode.valueOf("(%d bytes)".formatted(file.binaryValue().length));
            case ObjectNode object -> {
                ObjectNode copy = Json.object();
                object.properties()
                        .forEach(one -> copy.set(one.getKey(), withoutFiles(one.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(one -> copy.add(withoutFiles(one)));
                yield copy;
            }
            default -> body;
        };
    }

    private static String goOn(Outcome.Preview preview, Caller caller) {
        Outcome.Ticket ticket = preview.ticket();
        if (ticket != null) {
            return "To do it, show this to the person; when they agree, call the tool again with the"
                    + " same arguments and confirmation_token \"%s\" (good once, until %s)."
                            .formatted(ticket.token(), ticket.expires());
        }
        boolean asked = preview.change().confirmed() && caller.client().asksPerson();
        return asked
                ? "To do it, call the tool again without dry_run; the person will be asked."
                : "To do it, call the tool again without dry_run.";
    }
}
