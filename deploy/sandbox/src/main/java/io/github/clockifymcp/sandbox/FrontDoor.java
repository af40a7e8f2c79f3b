package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every request walks through: reading within bounds, a fault if one waits, who asks, which
/// route, the handler, and the answer.
final class FrontDoor implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    /// Read and dropped behind a body that is too long, so that the caller gets to see the 413.
    private static final int DRAINED = 16 << 20;

    private static final int REMEMBERED_BODY = 64 << 10;

    /// As RFC 9110 has it, 5.6.7.
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Services services = new Services();
    private final World world;
    private final Postman postman;
    private final Control control;
    private final ExecutorService threads;

    FrontDoor(World world, Postman postman, ExecutorService threads) {
        this.world = world;
        this.postman = postman;
        this.control = new Control(world);
        this.threads = threads;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        // Undertow keeps a date for all servers of a process, and for ever the one of a server that
        // ended within its second.
        exchange.getResponseHeaders().put(Headers.DATE, DATE.format(Instant.now()));
        exchange.dispatch(threads, this::serve);
    }

    private void serve(HttpServerExchange exchange) throws IOException {
        exchange.startBlocking();
        Incoming request = new Incoming(exchange, read(exchange));
        if (request.path.startsWith("/sandbox/")) {
            Wire.write(
                    exchange, control.answer(exchange, request.method, request.path, request.body));
            return;
        }
        Fault fault = world.faults().take(request.method, request.path).orElse(null);
        Answer answer = answer(request, fault);
        world.received().add(request.answered(answer, fault));
        Wire.write(exchange, answer, fault);
    }

    /// A request, read.
    private static final class Incoming {
        private final String method;
        private final String path;
        private final HttpServerExchange exchange;
        private final byte[] body;

        private Incoming(HttpServerExchange exchange, byte[] body) {
            this.method = exchange.getRequestMethod().toString();
            this.path = exchange.getRequestPath();
            this.exchange = exchange;
            this.body = body;
        }

        private HeaderMap headers() {
            return exchange.getRequestHeaders();
        }

        private ReceivedRequest answered(@Nullable Answer answer, @Nullable Fault fault) {
            boolean cut = fault != null && fault.kind() == Fault.Kind.RESET_AFTER;
            int length = Math.min(body.length, REMEMBERED_BODY);
            return new ReceivedRequest(
                    method,
                    path,
                    exchange.getQueryString(),
                    new String(body, 0, length, StandardCharsets.UTF_8),
                    answer == null || cut ? 0 : answer.status());
        }
    }

    /// What there is to say; null when the connection is cut before anything is done.
    private @Nullable Answer answer(Incoming request, @Nullable Fault fault) {
        if (fault == null) {
            return perform(request);
        }
        return switch (fault.kind()) {
            case RESET_BEFORE -> null;
            case STATUS -> Wire.failing(fault);
            case RESET_AFTER, DELAY, SLOW_BODY, TRUNCATED_BODY, GARBAGE_BODY -> perform(request);
        };
    }

    private byte[] read(HttpServerExchange exchange) throws IOException {
        InputStream in = exchange.getInputStream();
        byte[] body = in.readNBytes(world.options().bodyLimit() + 1);
        if (body.length > world.options().bodyLimit()) {
            in.skip(DRAINED);
        }
        return body;
    }

    private Answer perform(Incoming request) {
        try {
            if (request.body.length > world.options().bodyLimit()) {
                throw new ApiError(413, ApiError.ROUTE, "Maximum upload size exceeded");
            }
            return world.with(company -> handle(request, company));
        } catch (ApiError error) {
            return Answer.of(error);
        } catch (RuntimeException e) {
            LOG.error(
                    "The sandbox failed to answer; method={} path={}",
                    request.method,
                    request.path,
                    e);
            return Answer.of(new ApiError(500, ApiError.RULE, "Internal server error"));
        }
    }

    private Answer handle(Incoming request, Company company) {
        Services.Service service =
                services.of(request.path)
                        .orElseThrow(() ->
                                new ApiError(
                                        404,
                                        ApiError.ROUTE,
                                        "No static resource %s."
                                                .formatted(request.path.substring(1))));
        Call.Caller caller = caller(request.headers(), company);
        Router.Match match = service.find(request.method, request.path);
        Call call =
                new Call(
                        match.parameters(),
                        query(request.exchange),
                        json(request.headers(), request.body),
                        MultipartForm.read(
                                request.headers().getFirst(Headers.CONTENT_TYPE), request.body),
                        caller,
                        company,
                        world.options(),
                        world.options().clock().instant());
        try {
            return Happenings.watch(
                    match.route(), call, () -> match.handler().handle(call), postman);
        } finally {
            company.settle(caller.account().id(), call.now());
        }
    }

    private static Call.Caller caller(HeaderMap headers, Company company) {
        String key = headers.getFirst("X-Api-Key");
        String token = headers.getFirst("X-Addon-Token");
        if (key != null && token == null) {
            return company.byKey(key)
                    .map(account -> new Call.Caller(account, false))
                    .orElseThrow(() -> new ApiError(401, 4003, "Api key does not exist"));
        }
        if (token != null && key == null) {
            return company.byAddonToken(token)
                    .map(account -> new Call.Caller(account, true))
                    .orElseThrow(() -> new ApiError(401, 4017, "Token is not valid"));
        }
        throw new ApiError(401, 1000, "Multiple or none auth tokens present");
    }

    private static Query query(HttpServerExchange exchange) {
        Map<String, List<String>> values = new HashMap<>();
        exchange.getQueryParameters()
                .forEach((name, given) -> values.put(name, new ArrayList<>(given)));
        return new Query(values);
    }

    private static @Nullable JsonNode json(HeaderMap headers, byte[] body) {
        String type = headers.getFirst(Headers.CONTENT_TYPE);
        if (body.length == 0 || MultipartForm.is(type)) {
            return null;
        }
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw ApiError.unsupported(type);
        }
        try {
            JsonNode json = Json.MAPPER.readTree(body);
            return json.isMissingNode() ? null : json;
        } catch (JsonProcessingException e) {
            throw ApiError.unreadable(e.getOriginalMessage());
        } catch (IOException e) {
            throw ApiError.unreadable("Unreadable");
        }
    }
}
