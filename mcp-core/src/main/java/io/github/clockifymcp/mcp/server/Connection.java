package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Packet;
import io.github.clockifymcp.mcp.rpc.RequestId;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcCodec;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A peer's requests that share ids: a process on stdio, a session or a single request on HTTP.
///
/// [#receive] is called by whoever reads, in the order in which messages came, and does not wait
/// for a call: what an era answers by itself (`initialize`, `ping`, `server/discover`) is answered
/// on the spot, so that it is true for whatever is read next; everything else is registered on the
/// spot, so that a cancellation read next finds it, and runs on a virtual thread of its own, which
/// may be the one that brought it ([Exchange#lendsThread]).
public final class Connection {
    private final McpServer server;
    private final Peer peer;
    private final CallRegistry calls;
    private final @Nullable Dialogue[] dialogues;
    private volatile Outlet outlet = Outlet.NONE;
    private volatile Memory memory = Memory.NONE;
    private boolean closed;

    Connection(McpServer server, Principal principal, Set<String> activated) {
        this.server = server;
        this.peer =
                server.peer(
                        principal,
                        activated,
                        message -> outlet.push(message),
                        state -> memory.keep(state));
        this.calls = new CallRegistry(server.settings().maxRunning());
        this.dialogues = new @Nullable Dialogue[server.eras().size()];
    }

    /// Says where messages go that belong to no request. Until then they go nowhere.
    public void outlet(Outlet outlet) {
        this.outlet = outlet;
    }

    /// Says where is kept what the session sets. Until then it is kept nowhere.
    public void memory(Memory memory) {
        this.memory = memory;
    }

    /// Goes on with what the session has set elsewhere; its client is told when its list is another
    /// one than it was here.
    public synchronized void restore(SessionState state) {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null) {
                dialogue.restore(state);
            }
        }
    }

    /// Takes what came in.
    ///
    /// @param exchange where the answer goes; for a batch, the answer to all of it
    public void receive(Packet packet, Exchange exchange) {
        if (!packet.batch()) {
            receive(packet.messages().getFirst(), exchange);
        } else if (takesBatches()) {
            Exchange part = Batch.of(packet, exchange);
            packet.messages().forEach(message -> receiveOfBatch(message, part));
        } else {
            refuse(
                    null,
                    RpcError.invalidRequest("Invalid request: this revision has no batches."),
                    exchange);
        }
    }

    private void receiveOfBatch(Message message, Exchange part) {
        if (message instanceof Message.Request request && request.method().equals("initialize")) {
            refuse(
                    request.id(),
                    RpcError.invalidRequest("Invalid request: initialize stands alone."),
                    part);
        } else {
            receive(message, part);
        }
    }

    /// No switch over the message's type: the JVM makes the code of such a switch when it first
    /// gets there, and no AOT cache keeps it. Here that would be at every start.
    private void receive(Message message, Exchange exchange) {
        if (message instanceof Message.Request request) {
            request(request, exchange);
        } else if (message instanceof Message.Notification notification) {
            notification(notification);
        } else if (message instanceof Message.Response response) {
            hear(response);
        } else if (message instanceof Message.Unusable unusable) {
            refuse(unusable.id(), unusable.error(), exchange);
        }
    }

    private void request(Message.Request request, Exchange exchange) {
        long since = System.nanoTime();
        try {
            RequestHeaders headers = exchange.headers();
            Dialogue dialogue = dialogue(server.era(request, headers));
            Caller caller = dialogue.admit(request, headers);
            Incoming incoming = new Incoming(request, caller, headers, since);
            Optional<Result> own = dialogue.own(request, caller);
            if (own.isPresent()) {
                server.observer().begins(incoming).ended(null, false);
                Result dressed = dialogue.dress(own.get(), request.method(), caller);
                exchange.answer(RpcCodec.result(request.id(), dressed), null);
            } else {
                start(new RunningCall(request, caller, exchange), dialogue, incoming);
            }
        } catch (RpcError e) {
            refuse(request.id(), e, exchange);
        } catch (ToolException e) {
            refuse(request.id(), DataEnd.before(e.problem()), exchange);
        } catch (RuntimeException e) {
            refuse(request.id(), Faults.unexpected(request.method(), e), exchange);
        }
    }

    private void start(RunningCall call, Dialogue dialogue, Incoming incoming) {
        switch (calls.add(call)) {
            case ADDED -> {
                if (call.exchange().lendsThread()) {
                    run(call, dialogue, incoming);
                } else {
                    Thread.ofVirtual().start(() -> run(call, dialogue, incoming));
                }
            }
            case ID_IN_USE ->
                    throw RpcError.invalidRequest("Invalid request: this id is still in use.");
            case FULL ->
                    throw new RpcError(
                                    RpcError.INTERNAL,
                                    "Busy: too many requests are running. Try again when one has ended.")
                            .atTheDoor();
        }
    }

    private void run(RunningCall call, Dialogue dialogue, Incoming incoming) {
        Observer.Request watched = server.observer().begins(incoming);
        byte[] answer;
        RpcError error = null;
        try {
            call.begin();
            Result result = server.route(call, dialogue);
            String method = call.request().method();
            answer = RpcCodec.result(call.id(), dialogue.dress(result, method, call.caller()));
        } catch (RpcError e) {
            error = e;
            answer = RpcCodec.error(call.id(), e);
        } catch (ToolException e) {
            error = DataEnd.before(e.problem());
            answer = RpcCodec.error(call.id(), error);
        } catch (Throwable e) { // whatever it is, the client waits for an answer and others go on
            error =
                    e instanceof CancellationException && call.cancelled()
                            ? RpcError.invalidRequest("Cancelled.")
                            : Faults.unexpected(call.request().method(), e);
            answer = RpcCodec.error(call.id(), error);
        }
        boolean wanted = call.end();
        watched.ended(wanted ? error : null, !wanted);
        finish(call, answer, error, wanted);
    }

    private void finish(RunningCall call, byte[] answer, @Nullable RpcError error, boolean wanted) {
        calls.release(call);
        try {
            if (wanted) {
                call.exchange().answer(answer, error);
            } else {
                call.exchange().dismiss();
            }
        } catch (RuntimeException e) {
            Faults.unsent(e);
        } finally {
            calls.finished();
        }
    }

    private void refuse(@Nullable RequestId id, RpcError error, Exchange exchange) {
        server.observer().refused(error);
        exchange.answer(RpcCodec.error(id, error), error);
    }

    private void notification(Message.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            RequestId id = cancelled(notification);
            if (id != null) {
                calls.cancel(id);
            }
        } else {
            hear(notification);
        }
    }

    private synchronized void hear(Message.Notification notification) {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null) {
                dialogue.hear(notification);
            }
        }
    }

    /// Whether this is an answer to a request that was sent from here, or cancels a call that runs
    /// here. What is neither may be another replica's.
    public boolean awaits(Message message) {
        if (message instanceof Message.Response response) {
            return asked(response);
        }
        RequestId cancelled = cancelled(message);
        return cancelled != null && calls.runs(cancelled);
    }

    /// The id of the call that a message cancels; null when it cancels none.
    public static @Nullable RequestId cancelled(Message message) {
        return message instanceof Message.Notification notification
                        && notification.method().equals("notifications/cancelled")
                ? RequestId.of(notification.params().get("requestId"))
                : null;
    }

    private synchronized boolean asked(Message.Response response) {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null && dialogue.asked(response)) {
                return true;
            }
        }
        return false;
    }

    /// Tells the peer that whatever it wants to hear of may have changed: somebody else told it
    /// before, and may not have told it all.
    public synchronized void missed() {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null) {
                dialogue.missed();
            }
        }
    }

    private synchronized Dialogue dialogue(int era) {
        Dialogue dialogue = dialogues[era];
        if (dialogue == null) {
            dialogue = server.eras().get(era).begin(peer);
            dialogues[era] = dialogue;
            if (closed) {
                dialogue.close();
            }
        }
        return dialogue;
    }

    private synchronized void hear(Message.Response response) {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null) {
                dialogue.hear(response);
            }
        }
    }

    private synchronized boolean takesBatches() {
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null && dialogue.batches()) {
                return true;
            }
        }
        return false;
    }

    /// The peer will say nothing more. Calls that wait for its person end; the others go on.
    public synchronized void close() {
        closed = true;
        for (Dialogue dialogue : dialogues) {
            if (dialogue != null) {
                dialogue.close();
            }
        }
    }

    /// The peer is gone: ends what may be ended.
    public void abandon() {
        close();
        calls.cancelAll();
    }

    /// Waits until everything that runs was answered.
    ///
    /// @return whether it was, within the limit
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        return calls.awaitIdle(limit);
    }
}
