package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Contents;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Linked;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Sent;
import io.github.clockifymcp.mcp.tool.Told;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Says an outcome as a `CallToolResult`: for the model, and for the person who reads over its
/// shoulder. Whatever it says has passed [SafeText].
final class ResultWriter {

    ObjectNode write(Outcome outcome, Caller caller, Channel channel, Dialogue dialogue) {
        Channel used = caller.revision().structured() ? channel : Channel.TEXT;
        return switch (outcome) {
            case Outcome.Answer(Contents contents, var sent, var notes) ->
                    contents(contents, caller, used, dialogue);
            case Outcome.Answer(Object value, var sent, List<String> notes) ->
                    linked(value, value(value, notes, used), caller, dialogue);
            case Outcome.Preview preview -> preview(preview, caller, used);
            case Outcome.Refused(Problem problem) -> problem(problem, List.of(), used);
            case Outcome.Failed(Problem problem, List<Sent> sent) -> problem(problem, sent, used);
            // The runner settles these before anybody writes a result.
            case Outcome.Question question -> throw new IllegalStateException("an open question");
            case Outcome.Later later -> throw new IllegalStateException("work not done");
        };
    }

    private static ObjectNode contents(
            Contents contents, Caller caller, Channel channel, Dialogue dialogue) {
        ObjectNode result = Json.object();
        ArrayNode blocks = result.putArray("content");
        for (ObjectNode block : contents.blocks()) {
            blocks.add(dialogue.form(SafeText.clean(block), caller));
        }
        JsonNode structured = contents.structured();
        // Up to 2025-11-25 it is an object or nothing.
        boolean fits = caller.revision().modern() || structured instanceof ObjectNode;
        if (structured != null && fits && channel.structured()) {
            result.set("structuredContent", SafeText.clean(structured));
        }
        return contents.error() ? result.put("isError", true) : result;
    }

    /// Puts links behind what is said.
    private static ObjectNode linked(
            Object value, ObjectNode result, Caller caller, Dialogue dialogue) {
        if (value instanceof Linked linked) {
            ArrayNode blocks = result.withArray("content");
            for (Link link : linked.links()) {
                ObjectNode block = Json.object().put("type", "resource_link");
                block.put("uri", link.uri()).put("name", link.name()).put("title", link.title());
                block.put("mimeType", link.mimeType());
                if (link.size() != null) {
                    block.put("size", link.size());
                }
                blocks.add(dialogue.form(SafeText.clean(block), caller));
            }
        }
        return result;
    }

    private static ObjectNode value(Object value, List<String> notes, Channel channel) {
        @Nullable JsonNode json =
                channel.structured() ? SafeText.clean(ValueWriter.json(value)) : null;
        String text = "";
        if (channel.text() || !(json instanceof ObjectNode)) {
            text =
                    value instanceof Told told && !told.asValue()
                            ? told.told()
                            : Json.string(json == null ? ValueWriter.json(value) : json);
        }
        for (String note : notes) {
            text = text.isEmpty() ? "" : text + "\nNote: " + note;
        }
        ObjectNode structured = json instanceof ObjectNode object ? object : null;
        if (structured != null && !notes.isEmpty()) {
            notes.forEach(structured.withArray("notes")::add);
            structured = SafeText.clean(structured);
        }
        return result(text, structured);
    }

    private static ObjectNode preview(Outcome.Preview preview, Caller caller, Channel channel) {
        return result(
                channel.text() ? PreviewWriter.text(preview, caller) : "",
                channel.structured() ? PreviewWriter.json(preview) : null);
    }

    private static ObjectNode problem(Problem problem, List<Sent> sent, Channel channel) {
        ObjectNode structured = channel.structured() ? problemJson(problem, sent) : null;
        return result(problemText(problem, sent), structured).put("isError", true);
    }

    private static String problemText(Problem problem, List<Sent> sent) {
        StringBuilder text = new StringBuilder(problem.text());
        if (sent.isEmpty() || onlyRefused(sent)) {
            return text.append(sent.isEmpty() ? "" : "\nNothing was changed.").toString();
        }
        text.append("\nSent:");
        for (Sent request : sent) {
            text.append("\n- ").append(request.request().method()).append(' ');
            text.append(request.request().path()).append(": ").append(fate(request.fate()));
        }
        return text.append('\n').append(remains(sent)).toString();
    }

    /// The one request was the one that failed, which the problem has said.
    private static boolean onlyRefused(List<Sent> sent) {
        return sent.size() == 1
                && (sent.getFirst().fate() == Sent.Fate.REFUSED
                        || sent.getFirst().fate() == Sent.Fate.NOT_SENT);
    }

    private static String fate(Sent.Fate fate) {
        return switch (fate) {
            case DONE -> "done";
            case REFUSED -> "refused, it changed nothing";
            case NOT_SENT -> "never left this machine";
            case UNKNOWN -> "no answer that says so came; it may have been done";
        };
    }

    private static String remains(List<Sent> sent) {
        boolean done = sent.stream().anyMatch(request -> request.fate() == Sent.Fate.DONE);
        boolean unknown = sent.stream().anyMatch(request -> request.fate() == Sent.Fate.UNKNOWN);
        if (unknown) {
            return "Look what is there before you repeat anything.";
        }
        return done ? "What is done stays done." : "Nothing was changed.";
    }

    private static ObjectNode problemJson(Problem problem, List<Sent> sent) {
        ObjectNode result = Json.object();
        ObjectNode error = result.putObject("error");
        error.put("code", problem.code().name().toLowerCase(Locale.ROOT));
        error.put("message", problem.message()).put("hint", problem.hint());
        ArrayNode requests = error.putArray("sent");
        for (Sent request : sent) {
            requests.addObject()
                    .put("step", request.step())
                    .put("method", request.request().method())
                    .put("path", request.request().path())
                    .put("fate", request.fate().name().toLowerCase(Locale.ROOT));
        }
        return SafeText.clean(result);
    }

    /// @param text empty for none
    private static ObjectNode result(String text, @Nullable ObjectNode structured) {
        ObjectNode result = Json.object();
        ArrayNode content = result.putArray("content");
        if (!text.isEmpty() || structured == null) {
            content.addObject().put("type", "text").put("text", SafeText.clean(text));
        }
        if (structured != null) {
            result.set("structuredContent", structured);
        }
        return result;
    }
}
