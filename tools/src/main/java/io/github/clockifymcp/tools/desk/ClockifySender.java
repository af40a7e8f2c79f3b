package io.github.clockifymcp.tools.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.clockify.Sleeper;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent.Fate;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what changes describe, each request once, with the key of the call's principal.
public final class ClockifySender implements Sender {
    private static final Logger LOG = LoggerFactory.getLogger(ClockifySender.class);

    private final Function<Call, Clockify> clockify;
    private final Sleeper sleeper;

    /// @param sleeper waits before a second look at what became of a request without an answer
    public ClockifySender(Function<Call, Clockify> clockify, Sleeper sleeper) {
        this.clockify = clockify;
        this.sleeper = sleeper;
    }

    @Override
    public JsonNode send(Request request, Call call) throws SendException {
        Clockify client = clockify.apply(call);
        ApiRequest<JsonNode> sent = apiRequest(request);
        try {
            JsonNode answer = client.sendRaw(sent);
            if (answer instanceof ObjectNode record) {
                // A webhook's secret, which nothing behind this may keep or show.
                record.remove("authToken");
            }
            return answer;
        } catch (ClockifyException e) {
            if (e.category() == Category.UNKNOWN_OUTCOME) {
                Optional<JsonNode> found = client.reconciled(sent, sleeper);
                if (found.isPresent()) {
                    LOG.info("A change whose answer was lost was found to be done");
                    return found.get();
                }
            }
            throw new SendException(Problems.problem(e), fate(e));
        }
    }

    private static Fate fate(ClockifyException e) {
        if (e.category() == Category.UNKNOWN_OUTCOME) {
            return Fate.UNKNOWN;
        }
        return e.status().isPresent() ? Fate.REFUSED : Fate.NOT_SENT;
    }

    /// A request as the client sends it; its path may hold a query, encoded like the path.
    private static ApiRequest<JsonNode> apiRequest(Request request) {
        String[] parts = request.path().split("\\?", 2);
        Query query = parts.length == 1 ? Query.none() : query(parts[1]);
        return ApiRequest.of(
                Service.valueOf(request.service()),
                request.method(),
                parts[0],
                query,
                request.body());
    }

    private static Query query(String encoded) {
        Query query = Query.none();
        for (String pair : encoded.split("&", -1)) {
            String[] nameAndValue = pair.split("=", 2);
            String value = nameAndValue.length == 1 ? "" : nameAndValue[1];
            query = query.with(decoded(nameAndValue[0]), decoded(value));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
