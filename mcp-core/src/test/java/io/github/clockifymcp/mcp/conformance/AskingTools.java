package io.github.clockifymcp.mcp.conformance;

import static io.github.clockifymcp.mcp.conformance.Blocks.asks;
import static io.github.clockifymcp.mcp.conformance.Blocks.form;
import static io.github.clockifymcp.mcp.conformance.Blocks.quoted;
import static io.github.clockifymcp.mcp.conformance.Blocks.sampling;
import static io.github.clockifymcp.mcp.conformance.Blocks.says;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/// Tools that ask their client something.
final class AskingTools {
    private static final String NOTHING = "{'type':'object'}";
    private static final String NAME = "{'name':{'type':'string'}}";

    private AskingTools() {}

    static void declare(ConformanceServer server) {
        server.tool(
                "test_sampling",
                "{'type':'object','properties':{'prompt':{'type':'string'}},'required':['prompt']}",
                AskingTools::sample);
        server.tool(
                "test_elicitation",
                "{'type':'object','properties':{'message':{'type':'string'}},'required':['message']}",
                attempt ->
                        filled(
                                attempt,
                                "user",
                                form(
                                        attempt.arguments().path("message").asText("?"),
                                        "{'username':{'type':'string'},'email':{'type':'string'}}",
                                        "['username','email']"),
                                (action, content) ->
                                        "User response: action=%s, content=%s"
                                                .formatted(action, quoted(content))));
        server.tool(
                "test_elicitation_sep1034_defaults",
                NOTHING,
                attempt -> filled(attempt, "user", DEFAULTS, AskingTools::completed));
        server.tool(
                "test_elicitation_sep1330_enums",
                NOTHING,
                attempt -> filled(attempt, "user", ENUMS, AskingTools::completed));
        server.tool("test_missing_capability", NOTHING, AskingTools::needsSampling);
        server.tool("test_streaming_elicitation", NOTHING, AskingTools::streaming);
        again(server);
    }

    private static void again(ConformanceServer server) {
        String prefix = "test_input_required_result_";
        server.tool(
                prefix + "elicitation",
                NOTHING,
                attempt ->
                        filled(
                                attempt,
                                "user_name",
                                form("What is your name?", NAME, "['name']"),
                                (action, content) ->
                                        "Hello, %s!".formatted(content.path("name").asText())));
        server.tool(
                prefix + "sampling",
                NOTHING,
                attempt ->
                        once(
                                attempt,
                                "capital_question",
                                sampling("What is the capital of France?", 100)));
        server.tool(
                prefix + "list_roots",
                NOTHING,
                attempt -> once(attempt, "client_roots", new Ask.Roots()));
        server.tool(prefix + "request_state", NOTHING, AskingTools::confirm);
        server.tool(prefix + "tampered_state", NOTHING, AskingTools::confirm);
        server.tool(prefix + "multiple_inputs", NOTHING, AskingTools::several);
        server.tool(prefix + "multi_round", NOTHING, AskingTools::rounds);
        server.tool(prefix + "capabilities", NOTHING, AskingTools::whatIsDeclared);
    }

    private static Outcome sample(Attempt attempt) {
        ObjectNode reply = attempt.call().replies().get("llm");
        return reply == null
                ? asks("llm", sampling(attempt.arguments().path("prompt").asText("?"), 100))
                : says("LLM response: " + reply.path("content").path("text").asText());
    }

    /// Asks until the form comes back filled in, or not filled in.
    private static Outcome filled(
            Attempt attempt,
            String key,
            Ask.Form form,
            BiFunction<String, ObjectNode, String> told) {
        ObjectNode nothing = Blocks.json("{}");
        return switch (attempt.call().reply(key)) {
            case Reply.Absent absent -> asks(key, form);
            case Reply.Accepted(ObjectNode content) -> says(told.apply("accept", content));
            case Reply.Declined declined -> says(told.apply("decline", nothing));
            case Reply.Cancelled cancelled -> says(told.apply("cancel", nothing));
        };
    }

    private static String completed(String action, ObjectNode content) {
        return "Elicitation completed: action=%s, content=%s".formatted(action, quoted(content));
    }

    private static Outcome once(Attempt attempt, String key, Ask ask) {
        ObjectNode reply = attempt.call().replies().get(key);
        return reply == null ? asks(key, ask) : says("Heard: " + quoted(reply));
    }

    private static Outcome needsSampling(Attempt attempt) {
        return attempt.call().client().samples()
                ? says("Success")
                : asks("llm", sampling("Anything", 10));
    }

    private static Outcome streaming(Attempt attempt) {
        attempt.call().line().progress(50, 100.0, "");
        attempt.call().line().log(LogLevel.INFO, "fixture", new TextNode("streaming"));
        return says("Streaming complete");
    }

    private static Outcome confirm(Attempt attempt) {
        return attempt.call().reply("confirm") instanceof Reply.Absent
                ? new Outcome.Question(
                        Map.of(
                                "confirm",
                                form("Please confirm", "{'ok':{'type':'boolean'}}", "['ok']")),
                        "state")
                : says("state-ok");
    }

    private static Outcome several(Attempt attempt) {
        Map<String, Ask> asks =
                Map.of(
                        "user_name", form("What is your name?", NAME, "['name']"),
                        "greeting", sampling("Generate a greeting", 50),
                        "client_roots", new Ask.Roots());
        return attempt.call().replies().keySet().containsAll(asks.keySet())
                ? says("All inputs received.")
                : new Outcome.Question(asks, "several");
    }

    private static Outcome rounds(Attempt attempt) {
        if (!(attempt.call().reply("step1") instanceof Reply.Accepted(ObjectNode first))) {
            return asks("step1", form("Step 1: What is your name?", NAME, "['name']"));
        }
        return filled(
                attempt,
                "step2",
                form(
                        "Step 2: What is your favorite color?",
                        "{'color':{'type':'string'}}",
                        "['color']"),
                (action, content) ->
                        "%s likes %s"
                                .formatted(
                                        first.path("name").asText(),
                                        content.path("color").asText()));
    }

    private static Outcome whatIsDeclared(Attempt attempt) {
        Call call = attempt.call();
        Map<String, Ask> asks = new HashMap<>();
        if (call.client().asksPerson() && !call.replies().containsKey("person")) {
            asks.put(
                    "person",
                    form("Elicitation input", "{'value':{'type':'string'}}", "['value']"));
        }
        if (call.client().samples() && !call.replies().containsKey("model")) {
            asks.put("model", sampling("Sample request", 50));
        }
        return asks.isEmpty() ? says("Done.") : new Outcome.Question(asks, "capabilities");
    }

    private static final Ask.Form DEFAULTS =
            form(
                    "Please review",
                    """
                    {'name':{'type':'string','default':'John Doe'},
                     'age':{'type':'integer','default':30},
                     'score':{'type':'number','default':95.5},
                     'status':{'type':'string','enum':['active','inactive','pending'],'default':'active'},
                     'verified':{'type':'boolean','default':true}}
                    """,
                    "[]");

    private static final Ask.Form ENUMS =
            form(
                    "Please choose",
                    """
                    {'untitledSingle':{'type':'string','enum':['option1','option2','option3']},
                     'titledSingle':{'type':'string','oneOf':[
                       {'const':'value1','title':'First Option'},
                       {'const':'value2','title':'Second Option'},
                       {'const':'value3','title':'Third Option'}]},
                     'legacyEnum':{'type':'string','enum':['opt1','opt2','opt3'],
                       'enumNames':['Option One','Option Two','Option Three']},
                     'untitledMulti':{'type':'array','items':{
                       'type':'string','enum':['option1','option2','option3']}},
                     'titledMulti':{'type':'array','items':{'anyOf':[
                       {'const':'value1','title':'First Choice'},
                       {'const':'value2','title':'Second Choice'},
                       {'const':'value3','title':'Third Choice'}]}}}
                    """,
                    "[]");
}
