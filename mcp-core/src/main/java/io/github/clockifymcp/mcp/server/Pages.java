package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts lists into pages. A cursor says where the next one begins and means nothing to clients.
final class Pages {
    private static final String MARK = "from:";

    private final int size;

    Pages(int size) {
        this.size = size;
    }

    /// The page the request asks for.
    ///
    /// @param list what the list is called in the result
    Result page(String list, List<byte[]> all, ObjectNode params) {
        int from = Math.min(start(params.get("cursor")), all.size());
        int to = Math.min(all.size(), from + size);
        ObjectNode rest = Json.object();
        if (to < all.size()) {
            rest.put("nextCursor", cursor(to));
        }
        return new Result(rest, list, all.subList(from, to));
    }

    private static String cursor(int from) {
        byte[] text = (MARK + from).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static int start(@Nullable JsonNode cursor) {
        if (cursor == null || cursor.isNull()) {
            return 0;
        }
        try {
            byte[] text = Base64.getUrlDecoder().decode(cursor.asText());
            int from =
                    Integer.parseInt(
                            new String(
                                    text,
                                    MARK.length(),
                                    text.length - MARK.length(),
                                    StandardCharsets.US_ASCII));
            if (from > 0 && cursor(from).equals(cursor.textValue())) {
                return from;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Falls through to the same answer as any cursor that is not ours.
        }
        throw RpcError.invalidParams("Invalid cursor.");
    }
}
