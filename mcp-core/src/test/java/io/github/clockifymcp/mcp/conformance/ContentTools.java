package io.github.clockifymcp.mcp.conformance;

import static io.github.clockifymcp.mcp.conformance.Blocks.content;
import static io.github.clockifymcp.mcp.conformance.Blocks.embedded;
import static io.github.clockifymcp.mcp.conformance.Blocks.image;
import static io.github.clockifymcp.mcp.conformance.Blocks.pause;
import static io.github.clockifymcp.mcp.conformance.Blocks.quoted;
import static io.github.clockifymcp.mcp.conformance.Blocks.says;
import static io.github.clockifymcp.mcp.conformance.Blocks.sound;
import static io.github.clockifymcp.mcp.conformance.Blocks.text;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;

/// Tools that answer at once.
final class ContentTools {
    private static final String NOTHING = "{'type':'object'}";

    private ContentTools() {}

    static void declare(ConformanceServer server) {
        server.tool(
                "test_simple_text",
                NOTHING,
                attempt -> says("This is a simple text response for testing."));
        server.tool("test_image_content", NOTHING, attempt -> content(image()));
        server.tool("test_audio_content", NOTHING, attempt -> content(sound()));
        server.tool(
                "test_embedded_resource",
                NOTHING,
                attempt ->
                        content(
                                embedded(
                                        "test://embedded-resource",
                                        "text/plain",
                                        "This is an embedded resource content.")));
        server.tool("test_multiple_content_types", NOTHING, ContentTools::several);
        server.tool(
                "test_error_handling",
                NOTHING,
                attempt -> Blocks.error("This tool intentionally returns an error for testing"));
        server.tool("test_tool_with_progress", NOTHING, ContentTools::progress);
        server.tool("test_reconnection", NOTHING, ContentTools::pausing);
        server.tool("test_tool_with_logging", NOTHING, ContentTools::logging);
        server.tool("test_logging_tool", NOTHING, ContentTools::logging);
        server.tool(
                "json_schema_2020_12_tool", SCHEMA, attempt -> says(quoted(attempt.arguments())));
        server.tool(
                "test_x_mcp_header",
                """
                {'type':'object','properties':{
                  'region':{'type':'string','x-mcp-header':'Region'},
                  'note':{'type':'string'}}}
                """,
                attempt -> says("region " + attempt.arguments().path("region").asText()));
    }

    private static Outcome several(Attempt attempt) {
        return content(
                text("Multiple content types test:"),
                image(),
                embedded(
                        "test://mixed-content-resource",
                        "application/json",
                        "{\"test\":\"data\",\"value\":123}"));
    }

    private static Outcome progress(Attempt attempt) {
        attempt.call().line().progress(0, 100.0, "");
        pause(50);
        attempt.call().line().progress(50, 100.0, "");
        pause(50);
        attempt.call().line().progress(100, 100.0, "");
        return says("Done.");
    }

    private static Outcome pausing(Attempt attempt) {
        attempt.call().line().pause();
        pause(100);
        return says("Reconnection test completed successfully");
    }

    private static Outcome logging(Attempt attempt) {
        for (String step : new String[] {"started", "is processing data", "has completed"}) {
            attempt.call().line().log(LogLevel.INFO, "fixture", new TextNode("The tool " + step));
            pause(50);
        }
        return says("The tool has spoken.");
    }

    private static final String SCHEMA =
            """
            {'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object',
             '$defs':{'address':{'$anchor':'addressDef','type':'object','properties':{
               'street':{'type':'string'},'city':{'type':'string'}}}},
             'properties':{
               'name':{'type':'string'},
               'address':{'$ref':'#/$defs/address'},
               'contactMethod':{'type':'string','enum':['phone','email']},
               'phone':{'type':'string'},
               'email':{'type':'string'}},
             'allOf':[{'anyOf':[{'required':['phone']},{'required':['email']}]}],
             'if':{'properties':{'contactMethod':{'const':'phone'}},'required':['contactMethod']},
             'then':{'required':['phone']},
             'else':{'required':['email']},
             'additionalProperties':false}
            """;
}
