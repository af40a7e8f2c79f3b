package io.github.clockifymcp.mcp.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The result of a request: a tree, and at most one list whose items are bytes already. Lists of
/// tools are long and ready; making a tree of them to write them out again would be the slowest
/// thing this server does.
///
/// @param fields all of the result but the list; may still be added to
/// @param list the name of the list; empty when there is none
/// @param items JSON objects
public record Result(ObjectNode fields, String list, List<byte[]> items) {

    public Result {
        items = List.copyOf(items);
    }

    /// A result that is only a tree.
    public static Result of(ObjectNode fields) {
        return new Result(fields, "", List.of());
    }

    /// A result that says nothing but that it was done.
    public static Result empty() {
        return of(JsonNodeFactory.instance.objectNode());
    }
}
