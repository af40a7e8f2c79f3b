package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `prompts/list`, `prompts/get`, and `completion/complete`, which fills in prompts and templates.
final class PromptMethods {
    private static final int MAX_SUGGESTIONS = 100;

    private final Offer offer;
    private final CallRunner runner;
    private final Pages pages;

    PromptMethods(Offer offer, CallRunner runner, Pages pages) {
        this.offer = offer;
        this.runner = runner;
        this.pages = pages;
    }

    Result list(RunningCall call, Dialogue dialogue) {
        Shown.offered(offer, Offer.Feature.PROMPTS, call);
        List<ObjectNode> all =
                offer.prompts(call.caller()).stream().map(Offered.Prompt::definition).toList();
        return pages.page("prompts", Shown.all(all, call, dialogue), call.params());
    }

    Result get(RunningCall call, Dialogue dialogue) {
        Shown.offered(offer, Offer.Feature.PROMPTS, call);
        String name = Params.text(call.params(), "name");
        RpcError unknown = unknown(name);
        Map<String, String> arguments = Params.texts(Params.object(call.params(), "arguments"));
        Target target =
                offer.prompts(call.caller()).stream()
                        .filter(offered -> offered.name().equals(name))
                        .findFirst()
                        .map(prompt -> target(prompt, arguments))
                        .orElseGet(() -> new Target.OfPrompt(name, Nothing.RIGHTS, Nothing.WORK));
        return switch (runner.run(target, Json.object(), call, dialogue)) {
            case CallRunner.End.Suspended(Result soFar) -> soFar;
            case CallRunner.End.Over(Outcome outcome) ->
                    Result.of(
                            messages(
                                    (Offered.Messages) DataEnd.value(outcome, unknown),
                                    call.caller(),
                                    dialogue));
        };
    }

    private static Target target(Offered.Prompt prompt, Map<String, String> arguments) {
        required(prompt, arguments);
        return new Target.OfPrompt(
                prompt.name(),
                prompt.rights(),
                running -> prompt.compose().compose(arguments, running));
    }

    private static void required(Offered.Prompt prompt, Map<String, String> arguments) {
        prompt.definition()
                .path("arguments")
                .forEach(argument -> {
                    String name = argument.path("name").asText();
                    if (argument.path("required").asBoolean() && !arguments.containsKey(name)) {
                        throw RpcError.invalidParams("The argument " + name + " is needed.");
                    }
                });
    }

    private static ObjectNode messages(Offered.Messages written, Caller caller, Dialogue dialogue) {
        ObjectNode result = Json.object();
        if (!written.description().isEmpty()) {
            result.put("description", SafeText.clean(written.description()));
        }
        ArrayNode messages = result.putArray("messages");
        for (ObjectNode message : written.messages()) {
            ObjectNode shown = SafeText.clean(message);
            if (shown.get("content") instanceof ObjectNode content) {
                shown.set("content", dialogue.form(content, caller));
            }
            messages.add(shown);
        }
        return result;
    }

    Result complete(RunningCall call, Dialogue dialogue) {
        Shown.offered(offer, Offer.Feature.COMPLETIONS, call);
        Completed completed = completed(Params.object(call.params(), "ref"), call.caller());
        ObjectNode argument = Params.object(call.params(), "argument");
        String name = Params.text(argument, "name");
        String typed = Params.text(argument, "value");
        Map<String, String> others =
                Params.texts(Json.object(call.params().path("context"), "arguments"));
        Target target =
                completed
                        .by(offer, call.caller(), name)
                        .map(found ->
                                completed.target(
                                        name,
                                        found.rights(),
                                        running -> found.suggest().suggest(typed, others, running)))
                        .orElseGet(() ->
                                completed.target(name, completed.rights(), completed.nothing()));
        return switch (runner.run(target, Json.object(), call, dialogue)) {
            // Questions are for calls, prompts and reads; nobody is asked while typing.
            case CallRunner.End.Suspended suspended ->
                    throw new RpcError(RpcError.INTERNAL, "Internal error");
            case CallRunner.End.Over(Outcome outcome) ->
                    Result.of(suggestions((List<?>) DataEnd.value(outcome, completed.unknown())));
        };
    }

    /// What an argument is completed of.
    ///
    /// @param rights the tool whose rights it takes, or nobody's when the caller is offered no such
    ///   thing
    /// @param unknown the error of whoever has no right to it
    private record Completed(String reference, String rights, RpcError unknown) {
        Target target(String argument, String taken, Target.Work work) {
            return new Target.OfCompletion(reference, argument, taken, work);
        }

        Optional<Offered.Completion> by(Offer offer, Caller caller, String argument) {
            return offered() ? offer.completion(caller, reference, argument) : Optional.empty();
        }

        private boolean offered() {
            return !rights.equals(Nothing.RIGHTS);
        }

        /// Of what there is, an argument that nothing completes has no suggestions.
        Target.Work nothing() {
            return offered() ? running -> List.of() : Nothing.WORK;
        }
    }

    private Completed completed(ObjectNode ref, Caller caller) {
        return switch (Params.text(ref, "type")) {
            case "ref/prompt" -> ofPrompt(Params.text(ref, "name"), caller);
            case "ref/resource" -> ofResource(Params.text(ref, "uri"), caller);
            default -> throw RpcError.invalidParams("ref is of an unknown type");
        };
    }

    private Completed ofPrompt(String name, Caller caller) {
        String rights =
                offer.prompts(caller).stream()
                        .filter(prompt -> prompt.name().equals(name))
                        .map(Offered.Prompt::rights)
                        .findFirst()
                        .orElse(Nothing.RIGHTS);
        return new Completed(name, rights, unknown(name));
    }

    /// A template by its form, or a resource that has no blanks.
    private Completed ofResource(String uri, Caller caller) {
        Stream<String> templates =
                offer.templates(caller).stream()
                        .filter(template -> template.uri().toString().equals(uri))
                        .map(Offered.Template::rights);
        Stream<String> resources =
                offer.resources(caller).stream()
                        .filter(resource -> resource.uri().equals(uri))
                        .map(Offered.Resource::rights);
        String rights = Stream.concat(templates, resources).findFirst().orElse(Nothing.RIGHTS);
        RpcError unknown = RpcError.invalidParams("Unknown resource: " + SafeText.brief(uri));
        return new Completed(uri, rights, unknown);
    }

    private static RpcError unknown(String prompt) {
        return RpcError.invalidParams("Unknown prompt: " + SafeText.brief(prompt));
    }

    private static ObjectNode suggestions(List<?> all) {
        ObjectNode result = Json.object();
        ObjectNode completion = result.putObject("completion");
        ArrayNode values = completion.putArray("values");
        all.stream()
                .limit(MAX_SUGGESTIONS)
                .forEach(value -> values.add(SafeText.clean(value.toString())));
        completion.put("total", all.size()).put("hasMore", all.size() > MAX_SUGGESTIONS);
        return result;
    }
}
