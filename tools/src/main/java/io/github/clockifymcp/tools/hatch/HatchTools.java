package io.github.clockifymcp.tools.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Any documented operation of Clockify's, for what no other tool does. What reads follows the
/// rules of reading; what writes exists only where everything may be done, and a person agrees each
/// time.
public final class HatchTools implements ToolGroup<Workplace> {
    private static final int SHOWN = 500;

    @Override
    public String id() {
        return "probe_lab_api";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_api_read", ReadApi.class, ApiAnswer.class)
                .title("Read by API path")
                .describe(
                        "Sends a documented Clockify request that only reads, and shows its JSON."
                                + " Use it where no other tool does: clockify_list_tools finds"
                                + " those.")
                .by(HatchTools::read);

        tools.write("clockify_api_write", WriteApi.class, ApiAnswer.class)
                .title("Write by API path")
                .describe(
                        "Sends a documented Clockify request that changes something, as it stands:"
                                + " nothing is looked up or checked. Use it where no other tool"
                                + " does.")
                .risks(EnumSet.allOf(Risk.class), Set.of(Risk.ADMIN))
                .touching(Reach.WORKSPACE)
                .plan(HatchTools::write);
    }

    /// How to ask.
    enum Reading {
        GET,
        POST
    }

    /// How to change.
    enum Writing {
        POST,
        PUT,
        PATCH,
        DELETE
    }

    record ReadApi(
            @Doc("Such as /workspaces/{workspaceId}/tags; that id is filled in.")
                    @Size(min = 1, max = 500)
                    String path,
            @Doc("POST for reports and searches.") @Default("\"get\"") Reading method,
            @Doc("Each name=value.") @Size(max = 30) @Nullable List<String> query,
            @Doc("JSON to send.") @Size(max = 20_000) @Nullable String body) {}

    static ApiAnswer read(ReadApi in, Workplace ws) {
        Asked asked = Asked.of(in.method().name(), in.path(), in.query(), in.body(), ws);
        if (!asked.operation().reads()) {
            throw Asked.invalid(
                    "%s changes something.".formatted(asked.operation().said()),
                    "clockify_list_tools finds a tool for it; clockify_api_write sends it as it"
                            + " stands.");
        }
        return ApiAnswer.of(asked.operation(), ws.clockify().sendRaw(asked.request()));
    }

    record WriteApi(
            @Doc("How to change.") Writing method,
            @Doc("Such as /workspaces/{workspaceId}/tags; that id is filled in.")
                    @Size(min = 1, max = 500)
                    String path,
            @Doc("Each name=value.") @Size(max = 30) @Nullable List<String> query,
            @Doc("JSON to send.") @Size(max = 20_000) @Nullable String body) {}

    static Planned<ApiAnswer> write(WriteApi in, Workplace ws) {
        Asked asked = Asked.of(in.method().name(), in.path(), in.query(), in.body(), ws);
        Operation operation = asked.operation();
        if (operation.reads()) {
            throw Asked.invalid(
                    "%s only reads.".formatted(operation.said()), "Use clockify_api_read.");
        }
        checkTarget(asked, ws);
        Plan plan =
                ws.plan(
                                "Send %s %s".formatted(operation.method(), asked.path()),
                                "answer",
                                asked.request())
                        .touching(Reach.WORKSPACE)
                        .note("It is sent as it stands, and cannot be undone here.");
        operation.risks().forEach(plan::risk);
        if (asked.body() != null) {
            plan.note("Body: " + Lines.beginning(asked.body().toString(), SHOWN));
        }
        before(asked, ws).ifPresent(now -> plan.replacing("record", asked.path(), now));
        return plan.answering(answers -> ApiAnswer.of(operation, answers.of("answer")));
    }

    /// An address that others will call is checked here as by the tool for it.
    private static void checkTarget(Asked asked, Workplace ws) {
        if (asked.operation().template().contains("webhooks")
                && asked.body() != null
                && asked.body().has("url")) {
            ws.targets().checked(asked.body().path("url").asText());
        }
    }

    /// What stands at the path now, where Clockify shows one thing there.
    private static Optional<JsonNode> before(Asked asked, Workplace ws) {
        if (asked.operation().method().equals("POST")) {
            return Optional.empty();
        }
        return Operations.table()
                .find("GET", Operations.segments(asked.path()))
                .filter(found -> found.exists() && found.isJson())
                .filter(found -> found.template().equals(asked.operation().template()))
                .map(found ->
                        ws.clockify()
                                .sendRaw(
                                        ApiRequest.of(
                                                found.service(),
                                                "GET",
                                                asked.path(),
                                                Query.none(),
                                                null)))
                .filter(JsonNode::isObject);
    }
}
