package io.github.clockifymcp.server.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;

/// An entry as a line for programs. What the message says as `name=value` is in `fields` too.
final class JsonLine {
    private JsonLine() {}

    static String of(LogEntry entry) {
        StringBuilder time = new StringBuilder();
        TextLine.time(entry.at(), time);
        ObjectNode line =
                Json.object()
                        .put("time", time.toString())
                        .put("level", entry.level().name())
                        .put("logger", entry.logger());
        StringBuilder message = new StringBuilder();
        ObjectNode fields = Json.object();
        for (LogEntry.Part part : entry.parts()) {
            message.append(part.text());
            if (!part.name().isEmpty()) {
                fields.put(part.name(), part.text());
            }
        }
        line.put("message", message.toString());
        LogContext context = entry.context();
        if (context != null) {
            line.put("call", context.call());
            if (!context.trace().isEmpty()) {
                line.put("trace", context.trace());
            }
            line.put("tenant", context.tenant());
        }
        if (!fields.isEmpty()) {
            line.set("fields", fields);
        }
        if (entry.thrown() != null) {
            line.put("error", Shown.of(entry.thrown()));
        }
        return Json.string(line);
    }
}
