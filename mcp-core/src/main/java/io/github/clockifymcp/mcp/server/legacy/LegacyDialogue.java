package io.github.clockifymcp.mcp.server.legacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Asked;
import io.github.clockifymcp.mcp.server.Caller;
import io.github.clockifymcp.mcp.server.Capabilities;
import io.github.clockifymcp.mcp.server.Dialogue;
import io.github.clockifymcp.mcp.server.InputRequests;
import io.github.clockifymcp.mcp.server.Offer;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.Round;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session: what was agreed in `initialize`, and the questions that wait for the client.
final class LegacyDialogue implements Dialogue {
    private final Principal principal;
    private final Offer offer;
    private final OpenQuestions questions;
    private volatile @Nullable Caller introduced;

    LegacyDialogue(Principal principal, Offer offer, ServerSettings settings) {
        this.principal = principal;
        this.offer = offer;
        this.questions = new OpenQuestions(settings.askTimeout(), settings.heartbeat());
    }

    @Override
    public Caller admit(Message.Request request) {
        Caller known = introduced;
        if (known != null && !request.method().equals("initialize")) {
            return known;
        }
        return switch (request.method()) {
            case "initialize" -> introduction(request.params());
            // May come first, to see whether somebody is there.
            case "ping" -> introduction(Json.object());
            default ->
                    throw RpcError.invalidRequest("Invalid request: initialize comes first.")
                            .atTheDoor();
        };
    }

    private Caller introduction(ObjectNode params) {
        String asked = Json.text(params, "protocolVersion");
        Revision revision =
                Revision.of(asked == null ? "" : asked)
                        .filter(known -> !known.modern())
                        .orElse(Revision.LATEST_LEGACY);
        ObjectNode capabilities = Json.object(params, "capabilities");
        return Caller.of(
                principal,
                revision,
                capabilities == null ? Json.object() : capabilities,
                Json.object(params, "clientInfo"));
    }

    @Override
    public Optional<Result> own(Message.Request request, Caller caller) {
        return switch (request.method()) {
            case "initialize" -> Optional.of(initialize(caller));
            case "ping" -> Optional.of(Result.empty());
            default -> Optional.empty();
        };
    }

    /// A client that introduces itself again, as some proxies do, is believed again.
    private Result initialize(Caller caller) {
        introduced = caller;
        ObjectNode result = Json.object().put("protocolVersion", caller.revision().id());
        result.set("capabilities", Capabilities.of(offer, caller.revision()));
        result.set("serverInfo", offer.info().json(caller.revision()));
        String instructions = offer.instructions(caller);
        if (!instructions.isEmpty()) {
            result.put("instructions", instructions);
        }
        return Result.of(result);
    }

    @Override
    public Round open(RunningCall call) {
        return Round.first();
    }

    @Override
    public Asked ask(Outcome.Question question, Round round, RunningCall call) {
        for (Ask ask : question.asks().values()) {
            if (!InputRequests.possible(ask, call.caller())) {
                return new Asked.Impossible(
                        lacking(InputRequests.capability(ask), InputRequests.sentence(ask)));
            }
        }
        Map<String, ObjectNode> replies = new HashMap<>();
        for (Map.Entry<String, Ask> asked : question.asks().entrySet()) {
            switch (questions.put(asked.getValue(), call)) {
                case OpenQuestions.Heard(ObjectNode reply) -> replies.put(asked.getKey(), reply);
                case OpenQuestions.Silence(Problem why) -> {
                    if (InputRequests.method(asked.getValue()).equals("elicitation/create")) {
                        replies.put(asked.getKey(), Json.object().put("action", "cancel"));
                    }
                    return new Asked.Unanswered(round.next(replies, question.state()), why);
                }
            }
        }
        return new Asked.Heard(round.next(replies, question.state()));
    }

    @Override
    public Outcome lacking(ObjectNode needed, String sentence) {
        return new Outcome.Refused(
                new Problem(
                        Problem.Code.NOT_CONFIGURED,
                        sentence + " This one did not say that it can. Nothing was sent.",
                        ""));
    }

    @Override
    public ObjectNode form(ObjectNode shown, Caller caller) {
        return OlderForm.of(shown, caller.revision());
    }

    @Override
    public Result dress(Result result, String method, Caller caller) {
        return result;
    }

    @Override
    public void hear(Message.Response response) {
        questions.hear(response);
    }

    @Override
    public boolean batches() {
        Caller known = introduced;
        return known != null && known.revision().batches();
    }

    @Override
    public void close() {
        questions.close();
    }
}
