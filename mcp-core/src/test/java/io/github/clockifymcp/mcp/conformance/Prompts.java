package io.github.clockifymcp.mcp.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The prompts.
final class Prompts {
    private static final String ASKING = "test_input_required_result_prompt";
    private static final String CONTEXT = "user_context";

    private Prompts() {}

    static List<Offered.Prompt> all(String rights) {
        return List.of(
                prompt(
                        "test_simple_prompt",
                        rights,
                        (given, call) ->
                                messages(Blocks.text("This is a simple prompt for testing."))),
                prompt(
                        "test_prompt_with_arguments",
                        rights,
                        (given, call) ->
                                messages(
                                        Blocks.text(
                                                "Prompt with arguments: arg1='%s', arg2='%s'"
                                                        .formatted(
                                                                given.get("arg1"),
                                                                given.get("arg2")))),
                        "arg1",
                        "arg2"),
                prompt(
                        "test_prompt_with_embedded_resource",
                        rights,
                        (given, call) ->
                                messages(
                                        Blocks.embedded(
                                                given.getOrDefault("resourceUri", ""),
                                                "text/plain",
                                                "Embedded resource content for testing."),
                                        Blocks.text("Please process the embedded resource above.")),
                        "resourceUri"),
                prompt(
                        "test_prompt_with_image",
                        rights,
                        (given, call) ->
                                messages(
                                        Blocks.image(),
                                        Blocks.text("Please analyze the image above."))),
                prompt(ASKING, rights, Prompts::withContext));
    }

    private static Offered.Messages withContext(Map<String, String> given, Call call) {
        String context =
                call.reply(CONTEXT) instanceof Reply.Accepted(ObjectNode content)
                        ? content.path("context").asText()
                        : "none";
        return messages(Blocks.text("Prompt with context: " + context));
    }

    /// What a prompt must be told before it can be written; empty for nothing. Composers compose;
    /// what stands in front of them asks.
    static Optional<Outcome> question(String name, Call call) {
        return name.equals(ASKING) && call.reply(CONTEXT) instanceof Reply.Absent
                ? Optional.of(
                        Blocks.asks(
                                CONTEXT,
                                Blocks.form(
                                        "What context should the prompt use?",
                                        "{'context':{'type':'string'}}",
                                        "['context']")))
                : Optional.empty();
    }

    private static Offered.Prompt prompt(
            String name, String rights, Offered.Composer composer, String... arguments) {
        ObjectNode definition = Json.object().put("name", name);
        definition.put("description", "A prompt of the fixture");
        ArrayNode named = definition.putArray("arguments");
        for (String argument : arguments) {
            named.addObject()
                    .put("name", argument)
                    .put("description", "An argument")
                    .put("required", true);
        }
        return new Offered.Prompt(name, definition, rights, composer);
    }

    private static Offered.Messages messages(ObjectNode... blocks) {
        return new Offered.Messages("", Arrays.stream(blocks).map(Prompts::message).toList());
    }

    private static ObjectNode message(ObjectNode block) {
        return Json.object().put("role", "user").set("content", block);
    }
}
