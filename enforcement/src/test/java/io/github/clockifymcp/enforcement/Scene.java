package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Client;
import io.github.clockifymcp.mcp.tool.Line;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A guard with everything around it, and a client in front of it. By default the mode is
/// `standard` and the client can ask its person.
final class Scene {
    static final Principal ANNA = new Principal("acme", "anna", Set.of());
    static final byte[] KEY = key(1);

    final TestClock clock = new TestClock();
    final FakeSender sender = new FakeSender();
    final FakeAudit audit = new FakeAudit(sender);
    final FakeArguments arguments = new FakeArguments();
    final FakeTools tools = new FakeTools();
    Journal journal = new JournalInMemory(clock);
    Records records = (request, call) -> new Records.Found.Unreadable();
    final Redeemed redeemed = new RedeemedInMemory(clock);

    Policy policy = new Policy(Mode.STANDARD);
    UnaryOperator<Policies> scoping = policies -> policies;
    List<Tool<?, ?>> more = List.of();
    Listing listing = (tool, activations) -> true;
    Activations activations = Activations.NONE;
    Quota quota = new Limits(Limits.Settings.DEFAULTS, clock);
    SealKeys keys = SealKeys.of(KEY);
    Confirmation.Settings confirming = Confirmation.Settings.DEFAULTS;
    AuditTrail.Durability durability = AuditTrail.Durability.BEST_EFFORT;
    boolean reads = true;
    String workspace = "w1";
    Principal principal = ANNA;
    boolean asksPerson = true;
    Line line = Line.SILENT;
    GuardObserver observer = GuardObserver.NONE;
    private int calls;

    static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    static ObjectNode args() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode named(String name) {
        return args().put("name", name);
    }

    Guard guard() {
        return new Guard(
                Finder.of(Stream.concat(tools.tools().stream(), more.stream()).toList()),
                arguments,
                scoping.apply(Policies.everywhere(policy)),
                listing,
                quota,
                new Confirmation(confirming, () -> keys, redeemed, call -> workspace, clock),
                trail(),
                sender,
                undo(),
                observer);
    }

    AuditTrail trail() {
        return new AuditTrail(
                audit,
                durability,
                reads,
                clock,
                clock,
                new Journaling(journal, records, this::owner));
    }

    Undo undo() {
        return new Undo(journal, records, this::owner);
    }

    Journal.Owner owner(Call call) {
        return new Journal.Owner(
                call.principal().tenant(), call.principal().id(), "anna", workspace);
    }

    Call call() {
        calls++;
        return new Call(
                "call-" + calls,
                0,
                principal,
                new Client("test\u202Eclient", "1", "2025-11-25", asksPerson, false),
                clock.instant(),
                Map.of(),
                null,
                line,
                TraceContext.NONE,
                activations);
    }

    Outcome call(String tool, ObjectNode arguments) {
        return call(guard(), tool, arguments, call());
    }

    static Outcome call(Guard guard, String tool, ObjectNode arguments, Call call) {
        return guard.attempt(new Attempt(new Target.OfTool(tool), arguments, call));
    }

    /// The call as it comes in again with what the person did.
    Call answered(Call first, Outcome.Question question, @Nullable ObjectNode reply) {
        clock.passes(Duration.ofSeconds(20));
        return new Call(
                first.id(),
                first.round() + 1,
                principal,
                first.client(),
                clock.instant(),
                reply == null ? Map.of() : Map.of("confirm", reply),
                question.state(),
                line);
    }

    static ObjectNode yes() {
        return accepted(true);
    }

    static ObjectNode accepted(boolean tick) {
        ObjectNode reply = args().put("action", "accept");
        reply.putObject("content").put("confirm", tick);
        return reply;
    }

    static ObjectNode action(String action) {
        return args().put("action", action);
    }

    static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
