package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sandbox's own routes under `/sandbox/`, for those who run it alone: faults, recorded
/// requests, the clock, settings, and starting over. They need no key, since nothing but this
/// machine can reach them; pages in a browser are refused.
final class Control {

    private final World world;
    private final Router router = new Router();

    Control(World world) {
        this.world = world;
        router.add("GET", "/people", call -> people());
        router.add("GET", "/faults", call -> faults());
        router.add("POST", "/faults", call -> inject(call.body()));
        router.add("DELETE", "/faults", call -> clearFaults());
        router.add("GET", "/requests", call -> requests());
        router.add("DELETE", "/requests", call -> forget());
        router.add("GET", "/clock", call -> clock());
        router.add("POST", "/clock", call -> setClock(call.body()));
        router.add("POST", "/settings", Control::set);
        router.add("POST", "/features", Control::setFeature);
        router.add("POST", "/withdrawn-keys", Control::withdraw);
        router.add("POST", "/reset", call -> reset());
    }

    Answer answer(HttpServerExchange exchange, String method, String path, byte[] body) {
        try {
            if (exchange.getRequestHeaders().contains(Headers.ORIGIN)) {
                throw ApiError.denied();
            }
            Router.Match match = router.find(method, path.substring("/sandbox".length()));
            JsonNode json = body.length == 0 ? null : Json.MAPPER.readTree(body);
            return match.handler().handle(call(json));
        } catch (ApiError error) {
            return Answer.of(error);
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | DateTimeException e) {
            return Answer.of(ApiError.unreadable(String.valueOf(e.getMessage())));
        }
    }

    private Call call(@Nullable JsonNode json) {
        // These routes belong to nobody; the first account stands in for a caller.
        return world.with(company ->
                new Call(
                        Map.of(),
                        new Query(Map.of()),
                        json,
                        null,
                        new Call.Caller(company.account(Seed.people().getFirst().id()), false),
                        company,
                        world.options(),
                        world.options().clock().instant()));
    }

    private static Answer people() {
        ArrayNode people = Json.array();
        for (Person person : Seed.people()) {
            people.addObject()
                    .put("id", person.id())
                    .put("name", person.name())
                    .put("role", person.role())
                    .put("timeZone", person.zone().getId())
                    .put("key", person.key());
        }
        return Answer.ok(people);
    }

    private Answer faults() {
        ArrayNode faults = Json.array();
        for (Fault fault : world.faults().waiting()) {
            faults.addObject()
                    .put("kind", fault.kind().name())
                    .put("method", fault.method())
                    .put("path", fault.path())
                    .put("times", fault.times());
        }
        return Answer.ok(faults);
    }

    private Answer inject(Body body) {
        Fault.Kind kind =
                Fault.Kind.valueOf(body.text("kind").orElse("STATUS").toUpperCase(Locale.ROOT));
        world.faults()
                .inject(
                        new Fault(
                                kind,
                                body.text("method").orElse("*"),
                                body.text("path").orElse("/"),
                                body.amount("times").orElse(1L).intValue(),
                                body.amount("status").orElse(503L).intValue(),
                                body.amount("retryAfter").map(Long::intValue).orElse(null),
                                Duration.ofMillis(body.amount("delayMillis").orElse(0L))));
        return Answer.empty(204);
    }

    private Answer clearFaults() {
        world.faults().clear();
        return Answer.empty(204);
    }

    private Answer requests() {
        ArrayNode requests = Json.array();
        for (ReceivedRequest request : world.received().all()) {
            requests.addObject()
                    .put("method", request.method())
                    .put("path", request.path())
                    .put("query", request.query())
                    .put("body", request.body())
                    .put("status", request.status());
        }
        return Answer.ok(requests);
    }

    private Answer forget() {
        world.received().clear();
        return Answer.empty(204);
    }

    private Answer clock() {
        ObjectNode json = Json.object();
        json.put("now", world.options().clock().instant().toString());
        return Answer.ok(json);
    }

    private Answer setClock(Body body) {
        body.text("set").map(Instant::parse).ifPresent(world.options().clock()::set);
        body.text("advance").map(Duration::parse).ifPresent(world.options().clock()::advance);
        return clock();
    }

    private static Answer set(Call call) {
        Body body = call.body();
        setting(
                call.company(),
                body.required("workspaceId"),
                body.required("name"),
                body.flag("on").orElse(true));
        return Answer.empty(204);
    }

    private static Answer setFeature(Call call) {
        Body body = call.body();
        feature(
                call.company(),
                body.required("workspaceId"),
                body.required("name"),
                body.flag("on").orElse(true));
        return Answer.empty(204);
    }

    private static Answer withdraw(Call call) {
        call.company().withdraw(call.body().required("key"));
        return Answer.empty(204);
    }

    private Answer reset() {
        world.reset();
        return Answer.empty(204);
    }

    static void setting(Company company, String workspaceId, String name, boolean on) {
        workspace(company, workspaceId).settings().put(name, on);
    }

    static void feature(Company company, String workspaceId, String name, boolean on) {
        if (!Seed.features().contains(name)) {
            throw new IllegalArgumentException("No plan has " + name);
        }
        Set<String> features = workspace(company, workspaceId).features();
        if (on) {
            features.add(name);
        } else {
            features.remove(name);
        }
    }

    private static State workspace(Company company, String id) {
        State workspace = company.workspaces().get(id);
        if (workspace == null) {
            throw new IllegalArgumentException("There is no workspace " + id);
        }
        return workspace;
    }
}
