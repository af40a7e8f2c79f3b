package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.tool.Ask;

/// What a client is asked, in MCP's words. Both eras use the same methods; one sends them, the
/// other returns them.
public final class InputRequests {
    private InputRequests() {}

    public static String method(Ask ask) {
        return switch (ask) {
            case Ask.Form form -> "elicitation/create";
            case Ask.Link link -> "elicitation/create";
            case Ask.Errand errand -> "elicitation/create";
            case Ask.Sampling sampling -> "sampling/createMessage";
            case Ask.Roots roots -> "roots/list";
        };
    }

    public static ObjectNode params(Ask ask) {
        return switch (ask) {
            // No mode means a form, in the revisions that know no other too.
            case Ask.Form(String message, ObjectNode schema) ->
                    Json.object()
                            .put("message", SafeText.clean(message))
                            .set("requestedSchema", SafeText.clean(schema));
            case Ask.Link(String message, String url) -> page(message, url);
            case Ask.Errand(String id, String message, String url) -> page(message, url);
            case Ask.Sampling(ObjectNode params) -> SafeText.clean(params);
            case Ask.Roots roots -> Json.object();
        };
    }

    private static ObjectNode page(String message, String url) {
        return Json.object()
                .put("mode", "url")
                .put("message", SafeText.clean(message))
                .put("url", SafeText.clean(url));
    }

    /// Whether the caller declared that it can be asked this.
    public static boolean possible(Ask ask, Caller caller) {
        return switch (ask) {
            case Ask.Form form -> caller.client().asksPerson();
            case Ask.Link link -> caller.client().opensLinks();
            case Ask.Errand errand -> caller.client().opensLinks();
            case Ask.Sampling sampling -> caller.can("sampling");
            case Ask.Roots roots -> caller.can("roots");
        };
    }

    /// The capability that asking takes, as in `ClientCapabilities`.
    public static ObjectNode capability(Ask ask) {
        ObjectNode needed = Json.object();
        switch (ask) {
            case Ask.Form form -> needed.putObject("elicitation");
            case Ask.Link link -> needed.putObject("elicitation").putObject("url");
            case Ask.Errand errand -> needed.putObject("elicitation").putObject("url");
            case Ask.Sampling sampling -> needed.putObject("sampling");
            case Ask.Roots roots -> needed.putObject("roots");
        }
        return needed;
    }

    /// What is missing, in a sentence.
    public static String sentence(Ask ask) {
        return switch (ask) {
            case Ask.Form form -> "This needs a client that can put a form before its person.";
            case Ask.Link link -> "This needs a client that can open a link for its person.";
            case Ask.Errand errand -> "This needs a client that can open a link for its person.";
            case Ask.Sampling sampling -> "This needs a client that offers its model (sampling).";
            case Ask.Roots roots -> "This needs a client that lists its folders (roots).";
        };
    }
}
