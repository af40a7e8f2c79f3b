package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A client: what it wants, in verbs, whatever the era and the transport; and what it hears, as
/// lines that are the same on all of them. It is strict: at its end, nothing may have been said
/// that nobody listened to.
abstract class Peer implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Leg leg;
    private final Wire wire;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<String, Open> requests = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> strays = new LinkedBlockingQueue<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final ObjectNode meta = Json.object();
    private Person person = Person.ABSENT;
    private boolean progress;
    private volatile String floor = "";

    Peer(Leg leg, Wire wire) {
        this.leg = leg;
        this.wire = wire;
    }

    // What a client wants.

    /// Asks and hears everything up to the answer.
    final List<String> ask(String method, String params) {
        return begin(method, params).rest();
    }

    final List<String> call(String tool) {
        return call(tool, "{}");
    }

    final List<String> call(String tool, String arguments) {
        return beginCall(tool, arguments).rest();
    }

    final Open beginCall(String tool, String arguments) {
        return begin("tools/call", "{'name':'" + tool + "','arguments':" + arguments + "}");
    }

    /// Asks, and hears of it step by step.
    final Open begin(String method, String params) {
        ObjectNode wanted = Words.json(params);
        Open open = new Open(this, nextId(), method, wanted);
        make(open, wanted.deepCopy());
        return open;
    }

    /// Wants to hear of the progress of whatever it asks from here on.
    final void wantsProgress() {
        progress = true;
    }

    /// Says this beside whatever it asks from here on.
    final void beside(String key, String value) {
        meta.put(key, value);
    }

    /// Puts this header beside whatever it asks from here on, where there are headers.
    final void header(String name, String value) {
        wire.header(name, value);
    }

    /// Says that it will not come back, where there is a way to say that.
    final void leave() {
        wire.leave();
    }

    /// Wants to be told what tools do, from this level on.
    ///
    /// @return what is heard when it says so; nothing where it says so with each request
    abstract List<String> wantsLogs(String level);

    /// Wants to hear when lists change, and when these resources do.
    abstract News watch(String... uris);

    /// What the server says of itself: name, instructions, capabilities.
    abstract ObjectNode about();

    /// Who answers questions from here on.
    final void person(Person answering) {
        person = answering;
    }

    /// Says something that may not be a message, and hears what the server says to that.
    final String sayRaw(String text) {
        wire.sayRaw(text);
        return astray();
    }

    /// The next thing that is heard and answers no request of this client.
    final String astray() {
        try {
            JsonNode stray = strays.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (stray == null) {
                throw new AssertionError("nothing was heard");
            }
            return stray.has("error") ? Words.error(stray.path("error")) : Words.text(stray);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // What is not the same everywhere.

    /// Does the one where the difference holds, and the other elsewhere.
    final void where(Difference difference, Runnable here, Runnable elsewhere) {
        String why = difference.name() + ": " + difference.because();
        try {
            either(difference, here, elsewhere).run();
        } catch (AssertionError e) {
            throw new AssertionError(why, e);
        }
    }

    /// The one where the difference holds, and the other elsewhere.
    final <T> T either(Difference difference, T here, T elsewhere) {
        boolean holds = difference.holds(leg);
        Spoken.HERE.differed(difference, holds);
        return holds ? here : elsewhere;
    }

    /// Waits for what happens by itself, since whoever cancels is not told when it was done.
    final void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    // What each era does its own way.

    /// Introduces itself, where that is done.
    abstract void greet();

    /// Adds what every request of this era has.
    abstract void dress(String method, ObjectNode params);

    /// Takes a result: lines, or more talk.
    abstract List<String> result(Open open, ObjectNode result);

    /// Takes a request of the server's.
    abstract List<String> asked(Open open, ObjectNode request);

    /// Gives up a request.
    abstract void cancel(Open open);

    /// Takes what belongs to no request.
    abstract void news(ObjectNode notification);

    /// Stops hearing of changes, before the end.
    abstract void hush();

    // How it comes about.

    final Leg leg() {
        return leg;
    }

    final Wire wire() {
        return wire;
    }

    final String nextId() {
        return Integer.toString(last.incrementAndGet());
    }

    final void make(Open open, ObjectNode params) {
        ObjectNode given = params.withObjectProperty("_meta");
        given.setAll(meta);
        if (progress) {
            given.put("progressToken", "of " + open.id());
        }
        dress(open.method(), params);
        if (given.isEmpty()) {
            params.remove("_meta");
        }
        requests.put(open.id(), open);
        floor = open.id();
        ObjectNode message = Json.object().put("jsonrpc", "2.0");
        message.put("id", Integer.parseInt(open.id())).put("method", open.method());
        message.set("params", params);
        wire.say(message);
    }

    /// Makes the same request again, with more to it.
    final void again(Open open, ObjectNode more) {
        open.again(nextId());
        ObjectNode params = open.params().deepCopy();
        params.setAll(more);
        make(open, params);
    }

    final void notify(String method, ObjectNode params) {
        Spoken.HERE.met(leg, method);
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        wire.say(message);
    }

    final Person person() {
        return person;
    }

    final void lose(Open open) {
        wire.lose(open.id());
    }

    /// Says that an answer is not wanted.
    final void sayCancelled(Open open) {
        ObjectNode params = Json.object().put("requestId", Integer.parseInt(open.id()));
        notify("notifications/cancelled", params);
    }

    final void hear(JsonNode message, String via) {
        if (!(message instanceof ObjectNode object)) {
            strays.add(message);
            return;
        }
        String method = Json.text(object, "method");
        if (method != null) {
            Spoken.HERE.met(leg, method);
        }
        String about = about(object, method, via);
        if (about.isEmpty()) {
            news(object);
            return;
        }
        Open open = requests.get(about);
        if (open == null) {
            strays.add(object);
            return;
        }
        if (!via.isEmpty() && !via.equals(about)) {
            unexpected("heard in the answer to " + via + ": " + object);
        }
        open.hear(object);
    }

    /// Takes what may not be said. It is held against the server at the end, since whoever hears it
    /// may be a thread of the server's.
    final void unexpected(String what) {
        wrong.add(what);
    }

    /// Which request a message belongs to; empty for none.
    private String about(ObjectNode message, @Nullable String method, String via) {
        JsonNode params = message.path("params");
        if (method == null) {
            return message.path("id").asText();
        }
        JsonNode listening = params.path("_meta").path("io.modelcontextprotocol/subscriptionId");
        if (!listening.isMissingNode()) {
            return listening.asText();
        }
        if (method.equals("notifications/progress")) {
            return params.path("progressToken").asText().replace("of ", "");
        }
        if (method.equals("notifications/cancelled") && params.path("requestId").isNumber()) {
            return params.path("requestId").asText();
        }
        if (method.endsWith("/list_changed") || method.endsWith("/updated")) {
            return "";
        }
        return via.isEmpty() ? floor : via;
    }

    /// What a message of a request says.
    final List<String> lines(Open open, ObjectNode message) {
        String method = Json.text(message, "method");
        if (method != null) {
            return message.has("id")
                    ? asked(open, message)
                    : List.of(Words.notification(method, plain(message.path("params"))));
        }
        if (message.get("error") instanceof ObjectNode error) {
            Spoken.HERE.refused(leg, open.method());
            open.over();
            return List.of(Words.error(error));
        }
        Spoken.HERE.met(leg, open.method());
        return result(open, (ObjectNode) message.path("result"));
    }

    private static JsonNode plain(JsonNode params) {
        ObjectNode plain = params.deepCopy();
        plain.remove("_meta");
        return plain;
    }

    /// Ends the conversation. Whatever nobody listened to was said too much.
    @Override
    public void close() {
        hush();
        wire.close();
        List<String> unheard = new ArrayList<>(wrong);
        strays.forEach(stray -> unheard.add(stray.toString()));
        requests.values().stream()
                .distinct()
                .filter(open -> !open.isDropped() && (open.unheard() > 0 || !open.isOver()))
                .forEach(open -> unheard.add("more of, or no end to, " + open.method()));
        if (!unheard.isEmpty()) {
            throw new AssertionError("nobody expected " + unheard);
        }
    }
}
