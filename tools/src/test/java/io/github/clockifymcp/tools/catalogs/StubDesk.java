package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.SchemaArguments;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.SandboxDesk;
import io.github.clockifymcp.tools.ToolGroups;
import io.github.clockifymcp.tools.desk.Desk;
import io.github.clockifymcp.tools.desk.Problems;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A desk in front of a [StubTransport], at which tools are called by name with arguments as JSON,
/// checked against the published schemas.
public final class StubDesk {
    /// The workspace's path.
    public static final String WS = "/workspaces/64f000000000000000000001";

    /// The workspace's id.
    public static final String WORKSPACE = "64f000000000000000000001";

    private static final JsonMapper ARGUMENTS = new JsonMapper();

    private final Clockify clockify;
    private final SchemaArguments arguments = new SchemaArguments(new Catalogue("tools"));
    private final Map<String, Tool<?, ?>> tools = new HashMap<>();

    private StubDesk(StubTransport transport, @Nullable String workspace) {
        clockify = new Clockify(transport);
        Clock clock = Clock.fixed(SandboxDesk.NOW, ZoneOffset.UTC);
        Desk desk = new Desk(() -> clockify, workspace, null, new MemoryNameStore(clock, 1_000));
        ToolGroups.declareAll(new Toolbox<>(desk::at, Problems::said))
                .tools()
                .forEach(tool -> tools.put(tool.info().name(), tool));
    }

    /// The desk of somebody who chose no workspace.
    public static StubDesk at(StubTransport transport) {
        return new StubDesk(transport, null);
    }

    /// A Clockify with one workspace and its owner, Anna in Berlin.
    public static StubTransport annas() {
        return new StubTransport()
                .answers(
                        "/user",
                        """
                        {"id": "5a0000000000000000000001", "name": "Anna Berg",
                         "email": "anna@example.org", "status": "ACTIVE",
                         "settings": {"timeZone": "Europe/Berlin", "weekStart": "SUNDAY"}}
                        """)
                .has(
                        "/workspaces",
                        """
                        {"id": "64f000000000000000000001", "name": "Nordlicht",
                         "featureSubscriptionType": "PRO_2021",
                         "currencies": [{"code": "EUR", "isDefault": true}]}
                        """);
    }

    /// What a reading tool answers.
    public Object call(String tool, String json) {
        return switch (tool(tool)) {
            case Tool.Reading<?, ?> reading -> read(reading, json);
            case Tool.Writing<?, ?> writing -> throw new AssertionError(tool + " writes");
            case Tool.Addressing<?, ?> naming -> throw new AssertionError("it does nothing itself");
        };
    }

    /// What a reading tool tells a model.
    public String told(String tool, String json) {
        return ((Told) call(tool, json)).told();
    }

    private <I extends Record> Object read(Tool.Reading<I, ?> tool, String json) {
        return tool.read().apply(arguments.read(tool, node(json)).input(), now());
    }

    /// What a writing tool plans.
    public Planned<?> plan(String tool, String json) {
        return switch (tool(tool)) {
            case Tool.Reading<?, ?> reading -> throw new AssertionError(tool + " reads");
            case Tool.Writing<?, ?> writing -> plan(writing, json);
            case Tool.Addressing<?, ?> naming -> throw new AssertionError("it does nothing itself");
        };
    }

    private <I extends Record> Planned<?> plan(Tool.Writing<I, ?> tool, String json) {
        return tool.plan().apply(arguments.read(tool, node(json)).input(), now());
    }

    /// Makes a planned change, as the guard would.
    public Object make(Planned<?> planned) {
        Map<String, JsonNode> answers = new HashMap<>();
        for (Step step : planned.change().steps()) {
            Request request = SandboxDesk.filled(step, answers);
            answers.put(
                    step.name(),
                    clockify.sendRaw(
                            ApiRequest.of(
                                    Service.valueOf(request.service()),
                                    request.method(),
                                    request.path().replaceFirst("\\?.*", ""),
                                    query(request.path()),
                                    request.body())));
        }
        return planned.result().apply(new Answers(answers));
    }

    private static Query query(String path) {
        Query query = Query.none();
        for (String pair : path.replaceFirst("[^?]*\\??", "").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query = query.with(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    /// The problem a call ends with.
    public Problem problem(String tool, String json) {
        try {
            switch (tool(tool)) {
                case Tool.Reading<?, ?> reading -> read(reading, json);
                case Tool.Writing<?, ?> writing -> plan(writing, json);
                case Tool.Addressing<?, ?> naming ->
                        throw new AssertionError("it does nothing itself");
            }
        } catch (ToolException e) {
            return e.problem();
        }
        throw new AssertionError(tool + " ended without a problem");
    }

    /// The names of all tools of these groups.
    public List<String> toolsOf(List<String> groups) {
        return tools.values().stream()
                .map(Tool::info)
                .filter(info -> groups.contains(info.group()))
                .map(info -> info.name())
                .sorted()
                .toList();
    }

    private Tool<?, ?> tool(String name) {
        Tool<?, ?> tool = tools.get(name);
        if (tool == null) {
            throw new AssertionError("no tool is called " + name);
        }
        return tool;
    }

    private static Call now() {
        return SandboxDesk.call(SandboxDesk.NOW);
    }

    private static ObjectNode node(String json) {
        try {
            return (ObjectNode) ARGUMENTS.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
