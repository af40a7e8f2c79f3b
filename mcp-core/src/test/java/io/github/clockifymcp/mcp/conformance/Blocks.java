package io.github.clockifymcp.mcp.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Contents;
import io.github.clockifymcp.mcp.tool.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// What the fixtures are made of.
final class Blocks {
    /// One red pixel.
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    /// A sound with nothing in it.
    static final String WAV = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";

    private static final JsonMapper JSON = new JsonMapper();

    private Blocks() {}

    /// JSON as it is written here, with apostrophes for quotation marks.
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    static ObjectNode image() {
        return Json.object().put("type", "image").put("data", PNG).put("mimeType", "image/png");
    }

    static ObjectNode sound() {
        return Json.object().put("type", "audio").put("data", WAV).put("mimeType", "audio/wav");
    }

    static ObjectNode embedded(String uri, String mimeType, String text) {
        ObjectNode block = Json.object().put("type", "resource");
        block.putObject("resource").put("uri", uri).put("mimeType", mimeType).put("text", text);
        return block;
    }

    static Outcome content(ObjectNode... blocks) {
        return new Outcome.Answer(new Contents(Arrays.asList(blocks), null, false));
    }

    static Outcome says(String text) {
        return content(text(text));
    }

    static Outcome error(String text) {
        return new Outcome.Answer(new Contents(List.of(text(text)), null, true));
    }

    /// A form with these properties.
    static Ask.Form form(String message, String properties, String required) {
        return new Ask.Form(
                message,
                json(
                        "{'type':'object','properties':%s,'required':%s}"
                                .formatted(properties, required)));
    }

    static Ask.Sampling sampling(String prompt, int tokens) {
        ObjectNode params = Json.object();
        ObjectNode message = params.putArray("messages").addObject().put("role", "user");
        message.set("content", text(prompt));
        return new Ask.Sampling(params.put("maxTokens", tokens));
    }

    /// Asks what may be answered before it is asked.
    static Outcome asks(String key, Ask ask) {
        return new Outcome.Question(Map.of(key, ask), "");
    }

    static String quoted(JsonNode json) {
        return Json.string(json);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }
}
