package io.github.clockifymcp.tools.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Category;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The record that a request is about, as it stands now.
///
/// @param path where it was read
/// @param record null when there is none any more
public record Standing(String path, @Nullable JsonNode record) {
    /// What is shorter is a workspace, which holds too much to be one record.
    private static final int SHORTEST = 4;

    /// Reads what stands at the request's path, or at the nearest path above it where Clockify
    /// shows one record; empty when it shows none.
    ///
    /// @throws io.github.clockifymcp.mcp.tool.ToolException when Clockify does not answer
    public static Optional<Standing> of(Request request, Workplace ws) {
        List<String> path = Operations.segments(request.path().split("\\?", 2)[0]);
        for (int length = path.size(); length >= SHORTEST; length--) {
            List<String> above = path.subList(0, length);
            Optional<Operation> reading =
                    Operations.table()
                            .find("GET", above)
                            .filter(Standing::showsOne)
                            .filter(found -> found.service().name().equals(request.service()));
            if (reading.isPresent()) {
                return Optional.of(
                        read(reading.get().service(), "/" + String.join("/", above), ws));
            }
        }
        return Optional.empty();
    }

    private static boolean showsOne(Operation operation) {
        return operation.exists()
                && operation.isJson()
                && operation.template().getLast().startsWith("{");
    }

    private static Standing read(Service service, String path, Workplace ws) {
        try {
            JsonNode record =
                    ws.clockify().sendRaw(ApiRequest.of(service, "GET", path, Query.none(), null));
            if (record instanceof ObjectNode one) {
                // A webhook's secret, which nothing behind this may keep or show.
                one.remove("authToken");
            }
            return new Standing(path, record.isObject() ? record : null);
        } catch (ClockifyException e) {
            if (e.category() == Category.NOT_FOUND) {
                return new Standing(path, null);
            }
            throw Problems.said(e);
        }
    }
}
