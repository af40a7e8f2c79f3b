package io.github.clockifymcp.mcp.server.modern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Holds what a request's headers say against its message. Proxies route and refuse by the headers
/// and we act by the message, so the two must not differ: 2026-07-28, transports, "Server
/// Validation".
final class HeaderCheck {
    static final String VERSION = "MCP-Protocol-Version";

    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";
    private static final String PARAMETER = "Mcp-Param-";
    private static final String MARK = "x-mcp-header";
    private static final byte[] MARK_BYTES = ('"' + MARK + '"').getBytes(UTF_8);
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";
    private static final int DEEPEST = 16;

    private HeaderCheck() {}

    /// The version stands first, since what else has to be there depends on it.
    static void version(RequestHeaders headers, String version) {
        same(headers, VERSION, version);
    }

    /// Everything else.
    ///
    /// @param tools finds a tool's definition
    static void rest(
            RequestHeaders headers,
            Message.Request request,
            Function<String, Optional<byte[]>> tools) {
        same(headers, METHOD, request.method());
        String field = named(request.method());
        String name = field == null ? null : Json.text(request.params(), field);
        if (field != null && name != null) {
            same(headers, NAME, name);
        }
        if (request.method().equals("tools/call") && name != null) {
            tools.apply(name)
                    .filter(HeaderCheck::marked)
                    .map(Json::ofOurs)
                    .ifPresent(tool -> parameters(headers, tool, request.params()));
        }
    }

    /// Where the thing's name stands that a method is about; null when it is about none.
    private static @Nullable String named(String method) {
        return switch (method) {
            case "tools/call", "prompts/get" -> "name";
            case "resources/read" -> "uri";
            case "tasks/get", "tasks/update", "tasks/cancel" -> "taskId";
            default -> null;
        };
    }

    private static void same(RequestHeaders headers, String header, String expected) {
        List<String> values = headers.all(header);
        if (values.isEmpty()) {
            throw mismatch(header, "is missing");
        }
        if (values.size() > 1) {
            throw mismatch(header, "stands more than once");
        }
        if (!decoded(header, values.getFirst()).equals(expected)) {
            throw mismatch(header, "differs from the message");
        }
    }

    /// Most definitions mark nothing, and looking for the mark costs less than reading them.
    private static boolean marked(byte[] definition) {
        int last = definition.length - MARK_BYTES.length;
        for (int i = 0; i <= last; i++) {
            int matching = 0;
            while (matching < MARK_BYTES.length
                    && definition[i + matching] == MARK_BYTES[matching]) {
                matching++;
            }
            if (matching == MARK_BYTES.length) {
                return true;
            }
        }
        return false;
    }

    private static void parameters(RequestHeaders headers, ObjectNode tool, ObjectNode params) {
        schema(
                headers,
                Json.object(tool, "inputSchema"),
                Json.object(params, "arguments"),
                DEEPEST);
    }

    /// Marks count where they can be reached through `properties` alone.
    private static void schema(
            RequestHeaders headers,
            @Nullable ObjectNode schema,
            @Nullable JsonNode arguments,
            int depth) {
        ObjectNode properties = Json.object(schema, "properties");
        if (properties == null || depth == 0) {
            return;
        }
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode value = arguments == null ? null : arguments.get(property.getKey());
            String header = Json.text(property.getValue(), MARK);
            if (header != null) {
                parameter(headers, PARAMETER + header, value);
            } else if (property.getValue() instanceof ObjectNode inner) {
                schema(headers, inner, value, depth - 1);
            }
        }
    }

    private static void parameter(RequestHeaders headers, String header, @Nullable JsonNode value) {
        List<String> given = headers.all(header);
        if (value == null || value.isNull()) {
            if (!given.isEmpty()) {
                throw mismatch(header, "stands for an argument that is not there");
            }
        } else if (value.isTextual()) {
            same(headers, header, value.textValue());
        } else if (value.isBoolean()) {
            same(headers, header, value.asText());
        } else if (value.isNumber()) {
            number(header, given, value);
        }
        // Anything else is not what the schema says, and is refused with the arguments.
    }

    /// Numbers are compared as such: 7, 07 and 7.0 are one.
    private static void number(String header, List<String> given, JsonNode value) {
        if (given.size() != 1) {
            throw mismatch(header, given.isEmpty() ? "is missing" : "stands more than once");
        }
        String text = decoded(header, given.getFirst());
        if (!text.matches("-?[0-9]{1,40}(\\.[0-9]{1,40})?")
                || new java.math.BigDecimal(text).compareTo(value.decimalValue()) != 0) {
            throw mismatch(header, "differs from the message");
        }
    }

    /// What a value stands for: what does not fit into a header comes as `=?base64?…?=`.
    private static String decoded(String header, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\t' && (c < ' ' || c > '~')) {
                throw mismatch(header, "has characters that headers do not have");
            }
        }
        if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)) {
            return value;
        }
        int end = value.length() - ENCODED_END.length();
        if (end < ENCODED.length()) {
            return value;
        }
        String base64 = value.substring(ENCODED.length(), end);
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.getBytes(ISO_8859_1));
            // One text has one form: the decoder would also take one without its end.
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw mismatch(header, "is not what its encoding says");
        }
        throw mismatch(header, "is not what its encoding says");
    }

    private static RpcError mismatch(String header, String what) {
        return new RpcError(
                        RpcError.HEADER_MISMATCH, "Header mismatch: " + header + " " + what + ".")
                .atTheDoor();
    }
}
