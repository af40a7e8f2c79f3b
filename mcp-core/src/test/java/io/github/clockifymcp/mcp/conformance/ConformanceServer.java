package io.github.clockifymcp.mcp.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.MemoryTasks;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Offered;
import io.github.clockifymcp.mcp.server.ServerInfo;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.Tasks;
import io.github.clockifymcp.mcp.server.Topic;
import io.github.clockifymcp.mcp.server.legacy.LegacyEra;
import io.github.clockifymcp.mcp.server.modern.ModernEra;
import io.github.clockifymcp.mcp.server.modern.SealKey;
import io.github.clockifymcp.mcp.server.modern.SealKeys;
import io.github.clockifymcp.mcp.server.modern.StateSeal;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Offers what the suite asks for, to everybody, and guards nothing.
public final class ConformanceServer implements Offer, Attempts {
    private static final String RIGHTS = "test_simple_text";

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Tasks tasks = new MemoryTasks(clock, Duration.ofMinutes(10), 1_000, 1_000);
    private final McpServer server;

    /// A tool: what is published of it, and what it does.
    private record Tool(ObjectNode definition, Function<Attempt, Outcome> does) {}

    public ConformanceServer() {
        ContentTools.declare(this);
        AskingTools.declare(this);
        TaskTools.declare(this);
        tool("test_trigger_tool_change", "{'type':'object'}", attempt -> change(Topic.TOOLS));
        tool("test_trigger_prompt_change", "{'type':'object'}", attempt -> change(Topic.PROMPTS));
        SealKey key = SealKey.of("k1", "a key for a server of tests only".getBytes(UTF_8));
        StateSeal seal = new StateSeal(SealKeys.of(key), Duration.ofMinutes(10), clock);
        this.server =
                new McpServer(
                        this,
                        ServerSettings.DEFAULT,
                        clock,
                        List.of(new ModernEra(seal, Duration.ofMinutes(5)), new LegacyEra()));
    }

    public McpServer server() {
        return server;
    }

    private Outcome change(Topic topic) {
        server.changed(topic, Principal.LOCAL.tenant());
        return Blocks.says("Changed.");
    }

    /// Declares a tool.
    ///
    /// @param schema of its arguments, with apostrophes for quotation marks
    void tool(String name, String schema, Function<Attempt, Outcome> does) {
        ObjectNode definition =
                Json.object().put("name", name).put("description", "Does what its name says.");
        definition.set("inputSchema", Blocks.json(schema));
        tools.put(name, new Tool(definition, does));
    }

    @Override
    public ServerInfo info() {
        return new ServerInfo("conformance", "Conformance fixture", "1.0.0");
    }

    @Override
    public List<byte[]> tools(Caller caller) {
        return tools.values().stream().map(tool -> Json.bytes(tool.definition())).toList();
    }

    @Override
    public Optional<byte[]> tool(Caller caller, String name) {
        return Optional.ofNullable(tools.get(name)).map(tool -> Json.bytes(tool.definition()));
    }

    @Override
    public Attempts attempts() {
        return this;
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public Optional<Tasks> tasks() {
        return Optional.of(tasks);
    }

    @Override
    public List<Offered.Resource> resources(Caller caller) {
        return Readings.resources(RIGHTS);
    }

    @Override
    public List<Offered.Template> templates(Caller caller) {
        return Readings.templates(RIGHTS);
    }

    @Override
    public List<Offered.Prompt> prompts(Caller caller) {
        return Prompts.all(RIGHTS);
    }

    @Override
    public Optional<Offered.Completion> completion(
            Caller caller, String reference, String argument) {
        return Optional.of(
                new Offered.Completion(
                        RIGHTS,
                        (typed, others, call) ->
                                List.of("paris", "park", "party").stream()
                                        .filter(word -> word.startsWith(typed))
                                        .toList()));
    }

    @Override
    public Outcome attempt(Attempt attempt) {
        Call call = attempt.call();
        return switch (attempt.target()) {
            case Target.OfTool(String name) -> {
                Tool tool = tools.get(name);
                yield tool == null
                        ? new Outcome.Refused(Problem.of(Problem.Code.UNKNOWN_TOOL, "Unknown."))
                        : tool.does().apply(attempt);
            }
            case Target other when other.rights().isEmpty() ->
                    new Outcome.Refused(Problem.of(Problem.Code.UNKNOWN_TOOL, "Unknown."));
            case Target.OfPrompt prompt ->
                    Prompts.question(prompt.name(), call)
                            .orElseGet(() -> new Outcome.Answer(prompt.work().run(call)));
            case Target.OfResource resource -> new Outcome.Answer(resource.work().run(call));
            case Target.OfCompletion completion -> new Outcome.Answer(completion.work().run(call));
            case Target.OfSubscription subscription ->
                    new Outcome.Answer(subscription.work().run(call));
        };
    }
}
