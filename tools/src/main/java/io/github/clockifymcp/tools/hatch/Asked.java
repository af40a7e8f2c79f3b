package io.github.clockifymcp.tools.hatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request that was asked for by path, checked against the table. Only its path, its query and
/// its body are the caller's: the host is the table's, the workspace is the account's, and headers
/// and redirects are nobody's.
///
/// @param operation what it is
/// @param path with the workspace's id filled in
record Asked(Operation operation, String path, Query query, @Nullable JsonNode body) {
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cc}\\p{Cf}]{0,500}");

    /// @param query each `name=value`
    static Asked of(
            String method,
            String path,
            @Nullable List<String> query,
            @Nullable String body,
            Workplace ws) {
        String asked = path.strip();
        if (!asked.startsWith("/")) {
            throw invalid(
                    "‹%s› is no path.".formatted(Lines.beginning(asked, 200)),
                    "It begins with a slash: /workspaces/{workspaceId}/tags.");
        }
        List<String> segments = new ArrayList<>(Operations.segments(asked));
        Operation operation = Operations.table().get(method, segments);
        if (!operation.isJson()) {
            throw invalid(
                    "%s takes or answers a file, and this tool knows JSON only."
                            .formatted(operation.said()),
                    "clockify_list_tools finds tools for files.");
        }
        pin(segments, operation, ws.api().id());
        return new Asked(
                operation,
                "/" + String.join("/", segments),
                query(query == null ? List.of() : query, operation),
                body(body));
    }

    /// Puts the account's workspace in its place, and refuses any other: a key may reach several.
    private static void pin(List<String> segments, Operation operation, String workspace) {
        for (int i = 0; i < segments.size(); i++) {
            boolean place = operation.template().get(i).equals(Operation.WORKSPACE);
            if (segments.get(i).equals(Operation.WORKSPACE) && place) {
                segments.set(i, workspace);
            } else if (place && !segments.get(i).equals(workspace)) {
                throw invalid(
                        "The path names another workspace than the one that is worked in.",
                        "Leave {workspaceId} in it as it stands.");
            } else if (segments.get(i).startsWith("{")) {
                throw invalid(
                        "In the path ‹%s› is no id.".formatted(Lines.one(segments.get(i))),
                        "Only {workspaceId} is filled in; give the other ids.");
            }
        }
    }

    private static Query query(List<String> pairs, Operation operation) {
        Query query = Query.none();
        for (String pair : pairs) {
            int at = pair.indexOf('=');
            String name = at < 0 ? pair : pair.substring(0, at);
            if (at < 0 || !operation.query().contains(name)) {
                throw invalid(
                        "%s reads no query ‹%s›."
                                .formatted(operation.said(), Lines.beginning(name, 80)),
                        operation.query().isEmpty()
                                ? "It has none."
                                : "Each is name=value; there are: %s."
                                        .formatted(
                                                String.join(
                                                        ", ", new TreeSet<>(operation.query()))));
            }
            String value = pair.substring(at + 1);
            if (!VALUE.matcher(value).matches()) {
                throw invalid(
                        "The value of ‹%s› is too long or has control characters.".formatted(name),
                        "Give at most 500 characters that can be seen.");
            }
            query = query.with(name, value);
        }
        return query;
    }

    private static @Nullable JsonNode body(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return null;
        }
        try {
            JsonNode json =
                    JsonMapper.builder()
                            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .build()
                            .readTree(body);
            if (json.isContainerNode()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            // What was wrong with it repeats the text; the answer below says what is wanted.
            return refuseBody();
        }
        return refuseBody();
    }

    private static JsonNode refuseBody() {
        throw invalid("The body is no JSON object or list.", "Give it as {\"name\": \"New\"}.");
    }

    static ToolException invalid(String message, String hint) {
        return new ToolException(Code.INVALID_ARGUMENTS, message, hint);
    }

    ApiRequest<JsonNode> request() {
        return ApiRequest.of(operation.service(), operation.method(), path, query, body);
    }
}
