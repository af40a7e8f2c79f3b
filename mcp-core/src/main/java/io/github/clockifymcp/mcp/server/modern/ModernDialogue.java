package io.github.clockifymcp.mcp.server.modern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.rpc.SafeText;
import io.github.clockifymcp.mcp.server.Asked;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.Capabilities;
import io.github.clockifymcp.mcp.server.Dialogue;
import io.github.clockifymcp.mcp.server.InputRequests;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Peer;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.Round;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.server.Tasks;
import io.github.clockifymcp.mcp.server.Watching;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requests that say everything themselves. Remembers nothing from one to the next.
final class ModernDialogue implements Dialogue {
    private static final String LOG_LEVEL = ModernEra.META + "logLevel";

    private final Principal principal;
    private final Offer offer;
    private final StateSeal seal;
    private final Duration listsGoodFor;
    private final Listen listen;
    private final Activations activations;

    ModernDialogue(Peer peer, StateSeal seal, Duration listsGoodFor) {
        this.principal = peer.principal();
        this.offer = peer.offer();
        this.listen = new Listen(peer);
        this.activations = Activations.fixed(peer.activated());
        this.seal = seal;
        this.listsGoodFor = listsGoodFor;
    }

    @Override
    public Caller admit(Message.Request request) {
        return admit(request, null);
    }

    /// In the order of the specification: what the message says of itself, whether the headers say
    /// the same, and only then whether we speak that.
    @Override
    public Caller admit(Message.Request request, @Nullable RequestHeaders headers) {
        ObjectNode meta = Json.object(request.params(), "_meta");
        String version = Json.text(meta, ModernEra.VERSION);
        ObjectNode capabilities = Json.object(meta, ModernEra.META + "clientCapabilities");
        String named = headers == null ? null : headers.one(HeaderCheck.VERSION);
        if (version == null && named != null && Revision.of(named).isEmpty()) {
            throw unsupported(named);
        }
        if (version == null || capabilities == null) {
            throw RpcError.invalidParams(
                            "_meta must carry %s and %sclientCapabilities"
                                    .formatted(ModernEra.VERSION, ModernEra.META))
                    .atTheDoor();
        }
        if (headers != null) {
            HeaderCheck.version(headers, version);
        }
        Revision revision =
                Revision.of(version)
                        .filter(Revision::modern)
                        .orElseThrow(() -> unsupported(version));
        logLevel(meta);
        Caller caller =
                Caller.of(
                        principal,
                        revision,
                        capabilities,
                        Json.object(meta, ModernEra.META + "clientInfo"),
                        activations,
                        "");
        if (headers != null) {
            HeaderCheck.rest(headers, request, name -> offer.tool(caller, name));
        }
        return caller;
    }

    private static RpcError unsupported(String version) {
        ObjectNode data = Json.object();
        data.set("supported", versions());
        data.put("requested", SafeText.brief(version));
        return new RpcError(RpcError.UNSUPPORTED_VERSION, "Unsupported protocol version", data)
                .atTheDoor();
    }

    private static void logLevel(@Nullable ObjectNode meta) {
        String level = Json.text(meta, LOG_LEVEL);
        if (meta != null
                && meta.has(LOG_LEVEL)
                && (level == null || LogLevel.of(level).isEmpty())) {
            throw RpcError.invalidParams("_meta has an unknown log level").atTheDoor();
        }
    }

    /// A request says itself what it wants to be told.
    @Override
    public boolean logs(LogLevel level, RunningCall call) {
        String least = Json.text(Json.object(call.params(), "_meta"), LOG_LEVEL);
        return least != null && LogLevel.of(least).filter(l -> level.compareTo(l) >= 0).isPresent();
    }

    private static ArrayNode versions() {
        ArrayNode versions = Json.array();
        for (Revision revision : Revision.values()) {
            versions.add(revision.id());
        }
        return versions;
    }

    @Override
    public Optional<Result> own(Message.Request request, Caller caller) {
        if (!request.method().equals("server/discover")) {
            return Optional.empty();
        }
        ObjectNode result = Json.object();
        result.set("supportedVersions", versions());
        result.set("capabilities", Capabilities.of(offer, caller.revision()));
        String instructions = offer.instructions(caller);
        if (!instructions.isEmpty()) {
            result.put("instructions", instructions);
        }
        return Optional.of(Result.of(result));
    }

    @Override
    public Result serve(RunningCall call, Watching watching) {
        if (!call.request().method().equals("subscriptions/listen")) {
            throw RpcError.methodNotFound(call.request().method());
        }
        return listen.answer(call, watching);
    }

    @Override
    public boolean followsTasks(RunningCall call) {
        return call.caller().extended(Tasks.EXTENSION);
    }

    @Override
    public void close() {
        listen.close();
    }

    @Override
    public Round open(RunningCall call) {
        ObjectNode params = call.params();
        JsonNode responses = params.get("inputResponses");
        if (responses != null && !responses.isObject()) {
            throw RpcError.invalidParams("inputResponses must be an object");
        }
        JsonNode state = params.get("requestState");
        if (state == null) {
            // Answers to questions that we never asked are no answers.
            return Round.first();
        }
        if (!state.isTextual()) {
            throw RpcError.invalidParams("requestState must be a text");
        }
        StateSeal.Opened opened =
                seal.open(state.textValue(), principal, call.request().method(), params);
        Map<String, ObjectNode> replies = new HashMap<>(opened.round().replies());
        for (String key : opened.asked()) {
            ObjectNode reply = Json.object(responses, key);
            if (reply != null) {
                replies.put(key, reply);
            }
        }
        Round round = opened.round();
        return new Round(round.call(), round.number(), replies, round.state());
    }

    @Override
    public Asked ask(Outcome.Question question, Round round, RunningCall call) {
        Map<String, ObjectNode> early = early(question, round, call);
        if (!early.isEmpty()) {
            return new Asked.Heard(round.next(early, question.state()));
        }
        ObjectNode result = Json.object().put("resultType", "input_required");
        ObjectNode requests = result.putObject("inputRequests");
        for (Map.Entry<String, Ask> asked : question.asks().entrySet()) {
            Ask ask = asked.getValue();
            if (!InputRequests.possible(ask, call.caller())) {
                return new Asked.Impossible(
                        lacking(InputRequests.capability(ask), InputRequests.sentence(ask)));
            }
            ObjectNode request = requests.putObject(asked.getKey());
            request.put("method", InputRequests.method(ask));
            request.set("params", InputRequests.params(ask));
        }
        Round next = round.next(Map.of(), question.state());
        result.put(
                "requestState",
                seal.close(
                        new StateSeal.Opened(next, question.asks().keySet()),
                        principal,
                        call.request().method(),
                        call.params()));
        return new Asked.Returned(Result.of(result));
    }

    /// The answers of a client that knew what it would be asked and said it at once. They count
    /// only where the question binds them to nothing: whoever must agree to what is shown has to
    /// have seen it.
    private static Map<String, ObjectNode> early(
            Outcome.Question question, Round round, RunningCall call) {
        if (round.number() > 0 || !question.state().isEmpty()) {
            return Map.of();
        }
        Map<String, ObjectNode> given = new HashMap<>();
        for (String key : question.asks().keySet()) {
            ObjectNode reply = Json.object(call.params().get("inputResponses"), key);
            if (reply == null) {
                return Map.of();
            }
            given.put(key, reply);
        }
        return given;
    }

    @Override
    public Outcome lacking(ObjectNode needed, String sentence) {
        ObjectNode data = Json.object();
        data.set("requiredCapabilities", needed);
        throw new RpcError(RpcError.MISSING_CAPABILITY, sentence, data).atTheDoor();
    }

    @Override
    public ObjectNode form(ObjectNode shown, Caller caller) {
        return shown;
    }

    @Override
    public Result dress(Result result, String method, Caller caller) {
        ObjectNode fields = result.fields();
        if (!fields.has("resultType")) {
            fields.put("resultType", "complete");
            fresh(fields, method);
        }
        ObjectNode meta = Json.object(fields, "_meta");
        (meta == null ? fields.putObject("_meta") : meta)
                .set(ModernEra.META + "serverInfo", offer.info().json(caller.revision()));
        return result;
    }

    /// How long an answer may be kept. What we list depends on who asks, so nobody else may see it.
    private void fresh(ObjectNode fields, String method) {
        switch (method) {
            case "server/discover",
                    "tools/list",
                    "prompts/list",
                    "resources/list",
                    "resources/templates/list" ->
                    fields.put("ttlMs", listsGoodFor.toMillis()).put("cacheScope", "private");
            case "resources/read" -> fields.put("ttlMs", 0).put("cacheScope", "private");
            default -> {}
        }
    }
}
