package io.github.clockifymcp.mcp.server.legacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import io.github.clockifymcp.mcp.server.OpenResources;
import io.github.clockifymcp.mcp.server.Peer;
import io.github.clockifymcp.mcp.server.Revision;
import io.github.clockifymcp.mcp.server.Round;
import io.github.clockifymcp.mcp.server.RunningCall;
import io.github.clockifymcp.mcp.server.SessionState;
import io.github.clockifymcp.mcp.server.Topic;
import io.github.clockifymcp.mcp.server.Watching;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.LogLevel;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Problem;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A session: what was agreed in `initialize`, and the questions that wait for the client.
final class LegacyDialogue implements Dialogue {
    private final Peer peer;
    private final Offer offer;
    private final OpenQuestions questions;
    private final SessionMemory memory;

    /// For the audit log, and in the ids of questions. A replica that goes on with the session
    /// calls it otherwise.
    private final String session =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

    private volatile @Nullable Caller introduced;

    // Guarded by this.
    private @Nullable Subscriber subscriber;
    private boolean closed;

    LegacyDialogue(Peer peer) {
        this.peer = peer;
        this.offer = peer.offer();
        this.questions =
                new OpenQuestions(
                        session, peer.settings().askTimeout(), peer.settings().heartbeat());
        this.memory = new SessionMemory(peer.activated(), peer.memory(), this::listChanged);
    }

    @Override
    public Caller admit(Message.Request request) {
        Caller known = introduced;
        if (known != null && !request.method().equals("initialize")) {
            subscriber(known);
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
                peer.principal(),
                revision,
                capabilities == null ? Json.object() : capabilities,
                Json.object(params, "clientInfo"),
                memory,
                session);
    }

    @Override
    public Optional<Result> own(Message.Request request, Caller caller) {
        return switch (request.method()) {
            case "initialize" -> Optional.of(initialize(caller));
            case "ping" -> Optional.of(Result.empty());
            case "logging/setLevel" -> Optional.of(setLevel(request));
            default -> Optional.empty();
        };
    }

    private Result setLevel(Message.Request request) {
        if (!offer.features().contains(Offer.Feature.LOGGING)) {
            throw RpcError.methodNotFound(request.method());
        }
        String level = Json.text(request.params(), "level");
        memory.log(
                LogLevel.of(level == null ? "" : level)
                        .orElseThrow(() -> RpcError.invalidParams("level is not a log level")));
        return Result.empty();
    }

    /// Nobody is told anything before they asked to be.
    @Override
    public boolean logs(LogLevel level, RunningCall call) {
        LogLevel least = memory.logged();
        return least != null && level.compareTo(least) >= 0;
    }

    /// A client that introduces itself again, as some proxies do, is believed again.
    private Result initialize(Caller caller) {
        leave();
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

    /// The session hears of changes from the moment it can have read a list: not before, or the
    /// news would overtake the answer to `initialize`.
    private synchronized Subscriber subscriber(Caller caller) {
        Subscriber known = subscriber;
        if (known == null) {
            known =
                    new Subscriber(
                            caller,
                            peer.outlet(),
                            memory,
                            lists(),
                            OpenResources.by(caller, offer));
            subscriber = known;
            if (!closed) {
                peer.audience().join(known);
            }
        }
        return known;
    }

    /// Whoever hears of changes; null when nobody does.
    private synchronized @Nullable Subscriber listening() {
        return closed ? null : subscriber;
    }

    private Set<Topic> lists() {
        Set<Topic> lists = EnumSet.allOf(Topic.class);
        lists.removeIf(list -> !offer.features().contains(list.feature()));
        return lists;
    }

    /// This session has another list of tools now, and nobody else.
    private void listChanged() {
        Subscriber known = listening();
        if (known != null && offer.features().contains(Offer.Feature.TOOL_CHANGES)) {
            known.changed(Topic.TOOLS);
        }
    }

    @Override
    public void restore(SessionState state) {
        Set<String> added = memory.restore(state);
        follow();
        Subscriber known = listening();
        if (known != null && !added.isEmpty()) {
            // They may have changed since they were asked for elsewhere.
            known.updated(added::contains);
        }
    }

    /// What it watches has become something else.
    private synchronized void follow() {
        Subscriber known = subscriber;
        if (known != null) {
            peer.audience().follow(known);
        }
    }

    private synchronized void leave() {
        Subscriber known = subscriber;
        if (known != null) {
            peer.audience().leave(known);
            subscriber = null;
        }
    }

    @Override
    public void hear(Message.Notification notification) {
        Caller known = introduced;
        if (known != null && notification.method().equals("notifications/initialized")) {
            subscriber(known);
        }
    }

    @Override
    public Result serve(RunningCall call, Watching watching) {
        String method = call.request().method();
        boolean subscribes = method.equals("resources/subscribe");
        if (!(subscribes || method.equals("resources/unsubscribe"))
                || !offer.features().contains(Offer.Feature.SUBSCRIPTIONS)) {
            throw RpcError.methodNotFound(method);
        }
        String uri = Json.text(call.params(), "uri");
        if (uri == null) {
            throw RpcError.invalidParams("uri must be a text");
        }
        if (subscribes) {
            watching.admit(uri, call);
            memory.watch(uri);
        } else {
            memory.forget(uri);
        }
        follow();
        return Result.empty();
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
        if (question.asks().values().stream().allMatch(Ask.Errand.class::isInstance)) {
            throw pageFirst(question);
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

    /// Nobody knows how long an errand takes, so no call waits for one: the client makes another.
    private static RpcError pageFirst(Outcome.Question question) {
        ObjectNode data = Json.object();
        ArrayNode pages = data.putArray("elicitations");
        for (Ask ask : question.asks().values()) {
            ObjectNode page = InputRequests.params(ask);
            if (ask instanceof Ask.Errand errand) {
                page.put("elicitationId", errand.id());
            }
            pages.add(page);
        }
        return new RpcError(
                RpcError.PAGE_FIRST,
                "The person has to visit a page before this can be done.",
                data);
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
    public boolean asked(Message.Response response) {
        return questions.asked(response);
    }

    @Override
    public void missed() {
        Subscriber known = listening();
        if (known != null) {
            known.missed(lists());
        }
    }

    @Override
    public boolean batches() {
        Caller known = introduced;
        return known != null && known.revision().batches();
    }

    @Override
    public void close() {
        questions.close();
        synchronized (this) {
            closed = true;
        }
        leave();
    }
}
