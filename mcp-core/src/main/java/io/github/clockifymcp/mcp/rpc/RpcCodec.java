package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes to messages and messages to bytes. Reading never throws: whatever is wrong with a message
/// becomes an [Message.Unusable] that says how to answer it.
public final class RpcCodec {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private RpcCodec() {}

    /// Reads what stands in the bytes.
    ///
    /// @param maxBatch how many messages an array may hold
    public static Packet decode(byte[] bytes, int from, int length, int maxBatch) {
        int start = from + markLength(bytes, from, length);
        int size = from + length - start;
        if (!isUtf8(bytes, start, size)) {
            return Packet.unusable(new RpcError(RpcError.PARSE, "Parse error: not UTF-8."));
        }
        try {
            return packet(Json.read(bytes, start, size), maxBatch);
        } catch (Json.Unreadable e) {
            String why = e.getMessage();
            return Packet.unusable(
                    e.limit()
                            ? RpcError.invalidRequest("Invalid request: " + why)
                            : new RpcError(RpcError.PARSE, "Parse error: " + why));
        }
    }

    private static int markLength(byte[] bytes, int from, int length) {
        boolean marked =
                length >= BYTE_ORDER_MARK.length
                        && bytes[from] == BYTE_ORDER_MARK[0]
                        && bytes[from + 1] == BYTE_ORDER_MARK[1]
                        && bytes[from + 2] == BYTE_ORDER_MARK[2];
        return marked ? BYTE_ORDER_MARK.length : 0;
    }

    /// Jackson takes overlong and other forms that are not UTF-8, so the JDK decides.
    private static boolean isUtf8(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes, i, from + length - i));
                    return true;
                } catch (CharacterCodingException e) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Packet packet(JsonNode json, int maxBatch) {
        if (!(json instanceof ArrayNode batch)) {
            return Packet.of(message(json));
        }
        if (batch.isEmpty()) {
            return Packet.unusable(RpcError.invalidRequest("Invalid request: an empty batch."));
        }
        if (batch.size() > maxBatch) {
            return Packet.unusable(
                    RpcError.invalidRequest(
                            "Invalid request: a batch may hold at most %d messages."
                                    .formatted(maxBatch)));
        }
        List<Message> messages = new ArrayList<>(batch.size());
        batch.forEach(item -> messages.add(message(item)));
        return new Packet(messages, true);
    }

    private static Message message(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            return unusable(null, "a message is an object");
        }
        RequestId id = RequestId.of(object.get("id"));
        String method = Json.text(object, "method");
        if (method == null && (object.has("result") || object.has("error"))) {
            return response(object, id);
        }
        if (!"2.0".equals(Json.text(object, "jsonrpc"))) {
            return unusable(id, "jsonrpc must be \"2.0\"");
        }
        if (method == null) {
            return unusable(id, "method must be a text");
        }
        if (id == null && object.has("id")) {
            return unusable(null, "id must be a text or an integer");
        }
        JsonNode params = object.get("params");
        if (params != null && !params.isObject()) {
            // A notification is never answered, not even when it is wrong.
            return id == null
                    ? new Message.Noise()
                    : new Message.Unusable(id, RpcError.invalidParams("params must be an object"));
        }
        ObjectNode given = params instanceof ObjectNode o ? o : Json.object();
        return id == null
                ? new Message.Notification(method, given)
                : new Message.Request(id, method, given);
    }

    private static Message response(ObjectNode object, @Nullable RequestId id) {
        return id == null || !"2.0".equals(Json.text(object, "jsonrpc"))
                ? new Message.Noise()
                : new Message.Response(id, object.get("result"), object.get("error"));
    }

    private static Message unusable(@Nullable RequestId id, String why) {
        return new Message.Unusable(id, RpcError.invalidRequest("Invalid request: " + why + "."));
    }

    /// The answer to a request.
    public static byte[] result(RequestId id, Result result) {
        int ready = 0;
        for (byte[] item : result.items()) {
            ready += item.length + 1;
        }
        return written(
                ready,
                (json, out) -> {
                    json.writeFieldName("id");
                    Json.write(json, id.json());
                    json.writeFieldName("result");
                    json.writeStartObject();
                    if (!result.list().isEmpty()) {
                        json.writeFieldName(result.list());
                        json.writeStartArray();
                        json.flush();
                        join(result.items(), out);
                        json.writeEndArray();
                    }
                    for (var field : result.fields().properties()) {
                        json.writeFieldName(field.getKey());
                        Json.write(json, field.getValue());
                    }
                    json.writeEndObject();
                });
    }

    /// The answer to a request, or to something that was none.
    ///
    /// @param id null only when none could be read
    public static byte[] error(@Nullable RequestId id, RpcError error) {
        return written((json, out) -> {
            json.writeFieldName("id");
            if (id == null) {
                json.writeNull();
            } else {
                Json.write(json, id.json());
            }
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", error.code());
            json.writeStringField("message", error.message());
            ObjectNode data = error.data();
            if (data != null) {
                json.writeFieldName("data");
                Json.write(json, data);
            }
            json.writeEndObject();
        });
    }

    /// A message of ours that wants no answer.
    public static byte[] notification(String method, ObjectNode params) {
        return written((json, out) -> {
            json.writeStringField("method", method);
            json.writeFieldName("params");
            Json.write(json, params);
        });
    }

    /// A request of ours to the client; revisions up to 2025-11-25.
    public static byte[] request(String id, String method, ObjectNode params) {
        return written((json, out) -> {
            json.writeStringField("id", id);
            json.writeStringField("method", method);
            json.writeFieldName("params");
            Json.write(json, params);
        });
    }

    /// A client's answer to a request of ours, as it came.
    public static byte[] response(Message.Response response) {
        return written((json, out) -> {
            json.writeFieldName("id");
            Json.write(json, response.id().json());
            JsonNode result = response.result();
            if (result != null) {
                json.writeFieldName("result");
                Json.write(json, result);
            }
            JsonNode error = response.error();
            if (error != null) {
                json.writeFieldName("error");
                Json.write(json, error);
            }
        });
    }

    /// The answers to a batch as one array.
    public static byte[] batch(List<byte[]> answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('[');
        join(answers, out);
        out.write(']');
        return out.toByteArray();
    }

    private static void join(List<byte[]> items, ByteArrayOutputStream out) {
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(items.get(i));
        }
    }

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json, ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Body body) {
        return written(0, body);
    }

    /// @param ready how many bytes of it are there already
    private static byte[] written(int ready, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + ready);
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            body.write(json, out);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
