package io.github.clockifymcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.Sleeper;
import io.github.clockifymcp.mcp.tool.Answers;
import io.github.clockifymcp.mcp.tool.Blank;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Client;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Step;
import io.github.clockifymcp.sandbox.Person;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.tools.desk.ClockifySender;
import io.github.clockifymcp.tools.desk.Desk;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.targets.Targets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Somebody's desk in front of a sandbox, for tests: what a handler works with, over real HTTP.
public final class SandboxDesk implements AutoCloseable {
    /// A Friday morning in Vienna, 10:30.
    public static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

    private final Sandbox sandbox;
    private final Clockify clockify;
    private final Desk desk;

    private SandboxDesk(Person person, Clock clock, @Nullable ZoneId zone) {
        this(person, clock, zone, DoubleCheck.USUAL);
    }

    private SandboxDesk(
            Person person, Clock clock, @Nullable ZoneId zone, DoubleCheck doubleCheck) {
        sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.fixedAt(NOW)));
        clockify = Clockify.of(Hosts.at(sandbox.baseUrl() + "/api/v1"), ApiKey.of(person.key()));
        desk =
                new Desk(
                        () -> clockify,
                        Seed.studio(),
                        zone,
                        new MemoryNameStore(clock, 1_000),
                        new Targets(Set.of()),
                        doubleCheck);
    }

    /// The desk of the person the seed is about.
    public static SandboxDesk ofMina() {
        return of(Seed.main());
    }

    /// The desk of somebody.
    public static SandboxDesk of(Person person) {
        return new SandboxDesk(person, Clock.fixed(NOW, java.time.ZoneOffset.UTC), null);
    }

    /// The same desk where the operator says what is done about work that is recorded already.
    public static SandboxDesk ofMinaWith(DoubleCheck doubleCheck) {
        return new SandboxDesk(
                Seed.main(), Clock.fixed(NOW, java.time.ZoneOffset.UTC), null, doubleCheck);
    }

    /// The same desk where the operator set another time zone than the account's.
    public static SandboxDesk ofMinaIn(ZoneId zone) {
        return new SandboxDesk(Seed.main(), Clock.fixed(NOW, java.time.ZoneOffset.UTC), zone);
    }

    /// What a handler works with, for a call that counts from [#NOW].
    public Workplace workplace() {
        return desk.at(call(NOW));
    }

    /// The same as of another instant.
    public Workplace workplace(Instant now) {
        return desk.at(call(now));
    }

    /// A call by a client that cannot ask its person.
    public static Call call(Instant now) {
        return new Call(
                "call-1",
                0,
                Principal.LOCAL,
                new Client("test", "1", "2025-11-25", false, false),
                now,
                Map.of(),
                null,
                Line.SILENT);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /// The requests Clockify was sent since [#forget], reads and writes.
    public List<String> received() {
        return sandbox.received().stream()
                .map(ReceivedRequest::line)
                .map(line -> line.replace("/api/v1", "").replace(Seed.studio(), "WS"))
                .toList();
    }

    /// Those that change something.
    public List<String> written() {
        return received().stream().filter(line -> !line.startsWith("GET ")).toList();
    }

    public void forget() {
        sandbox.forgetReceived();
    }

    /// What a handler throws, as the toolbox would say it.
    public static <T> T said(Supplier<T> handler) {
        try {
            return handler.get();
        } catch (RuntimeException e) {
            throw Problems.said(e);
        }
    }

    /// Makes a planned change, as the guard would: each step once, in order, blanks filled.
    public <O> O make(Planned<O> planned) {
        Map<String, JsonNode> answers = new HashMap<>();
        for (Step step : planned.change().steps()) {
            answers.put(step.name(), send(filled(step, answers)));
        }
        return planned.result().apply(new Answers(answers));
    }

    /// A step's request, the ids of earlier answers in its path and in its body.
    public static Request filled(Step step, Map<String, JsonNode> answers) {
        Request request = step.request();
        String path = request.path();
        JsonNode planned = request.body();
        JsonNode body = planned == null ? null : planned.deepCopy();
        for (Blank blank : step.blanks()) {
            String id = new Answers(answers).of(blank.step()).at(blank.field()).asText();
            if (blank.at().isEmpty()) {
                path = path.replace("{%s}".formatted(blank.step()), id);
            } else if (body instanceof ObjectNode fields) {
                fields.put(blank.at().substring(1), id);
            }
        }
        return new Request(request.service(), request.method(), path, body);
    }

    /// Sends one request of a change.
    public JsonNode send(Request request) {
        try {
            return new ClockifySender(call -> clockify, Sleeper.real()).send(request, call(NOW));
        } catch (Sender.SendException e) {
            throw new AssertionError(e.problem().text(), e);
        }
    }

    @Override
    public void close() {
        clockify.close();
        sandbox.close();
    }
}
