package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.ArgumentReader;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.ArrayList;
import java.util.List;

/// Reads arguments without a schema: an argument that the input does not have is bad. Remembers for
/// which tools it was asked.
final class FakeArguments implements ArgumentReader {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final List<String> read = new ArrayList<>();

    List<String> read() {
        return read;
    }

    @Override
    public <I extends Record> Checked<I> read(Tool<I, ?> tool, ObjectNode arguments) {
        read.add(tool.info().name());
        ObjectNode own = arguments.deepCopy();
        boolean dryRun = own.path("dry_run").asBoolean();
        String token =
                own.has("confirmation_token") ? own.get("confirmation_token").asText() : null;
        if (!tool.info().reads()) {
            own.remove(List.of("dry_run", "confirmation_token"));
        }
        @SuppressWarnings("unchecked") // a tool's info is made with its own input class
        Class<I> type = (Class<I>) tool.info().input();
        try {
            return new Checked<>(JSON.convertValue(own, type), dryRun, token);
        } catch (IllegalArgumentException e) {
            throw new ToolException(Problem.Code.INVALID_ARGUMENTS, "Bad arguments.", "");
        }
    }
}
