package io.github.clockifymcp.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.SchemaArguments;
import io.github.clockifymcp.mcp.server.UriTemplate;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All tools at a desk in front of the sandbox, called by name with arguments as JSON that are
/// checked against the published schemas. What is planned is made. Strings of the JSON may stand in
/// single quotes.
public final class SandboxTools {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final SandboxDesk desk;
    private final List<Tool<?, ?>> tools;
    private final List<ResourceTemplate> resources;
    private final SchemaArguments arguments = new SchemaArguments(new Catalogue("tools"));

    public SandboxTools(SandboxDesk desk) {
        this.desk = desk;
        Toolbox<Workplace> all =
                ToolGroups.declareAll(
                        new Toolbox<Workplace>(call -> desk.workplace(), Problems::said));
        this.tools = all.tools();
        this.resources = all.resources();
    }

    /// What a call tells a model, by an answer that is as its tool promises.
    public String told(String name, String json) {
        return ((Told) answer(name, json)).told();
    }

    /// What a call answers, which is as its tool promises.
    public Object answer(String name, String json) {
        Object answer = call(name, json);
        AnswerSchemas.assertFits(name, answer);
        return answer;
    }

    /// What a link leads to.
    public Object read(String uri) {
        for (ResourceTemplate template : resources) {
            Optional<Map<String, String>> values = new UriTemplate(template.uri()).match(uri);
            if (values.isPresent()) {
                return template.read().apply(values.get(), SandboxDesk.call(SandboxDesk.NOW));
            }
        }
        throw new AssertionError("nothing is read by " + uri);
    }

    /// Makes a change and takes each of its steps back, the last one first.
    void makeAndTakeBack(String name, String json) {
        if (!(tool(name) instanceof Tool.Writing<?, ?> writing)) {
            throw new AssertionError(name + " does not write");
        }
        Planned<?> planned = plan(writing, json);
        desk.make(planned);
        for (Step step : planned.change().steps().reversed()) {
            Step.Inverse inverse = step.inverse();
            if (inverse == null) {
                throw new AssertionError(name + " cannot be taken back");
            }
            desk.send(inverse.request());
        }
    }

    /// What a call would change; nothing is.
    Change planned(String name, String json) {
        return switch (tool(name)) {
            case Tool.Writing<?, ?> writing -> plan(writing, json).change();
            case Tool.Reading<?, ?> reading -> throw new AssertionError(name + " reads");
            case Tool.Addressing<?, ?> naming -> throw new AssertionError("it does nothing itself");
        };
    }

    private Tool<?, ?> tool(String name) {
        return tools.stream()
                .filter(one -> one.info().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Object call(String name, String json) {
        return switch (tool(name)) {
            case Tool.Reading<?, ?> reading -> read(reading, json);
            case Tool.Writing<?, ?> writing -> desk.make(plan(writing, json));
            case Tool.Addressing<?, ?> naming -> throw new AssertionError("it does nothing itself");
        };
    }

    private <I extends Record> Object read(Tool.Reading<I, ?> tool, String json) {
        I input = arguments.read(tool, node(json)).input();
        return tool.read().apply(input, SandboxDesk.call(SandboxDesk.NOW));
    }

    private <I extends Record> Planned<?> plan(Tool.Writing<I, ?> tool, String json) {
        I input = arguments.read(tool, node(json)).input();
        return tool.plan().apply(input, SandboxDesk.call(SandboxDesk.NOW));
    }

    private static ObjectNode node(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
