package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Something the client is asked for in the middle of a call.
public sealed interface Ask {

    /// A form for the person (`elicitation/create`). Never asks for secrets.
    ///
    /// @param schema the form as a flat JSON schema
    record Form(String message, ObjectNode schema) implements Ask {}

    /// A page the person should open (`elicitation/create` in URL mode).
    record Link(String message, String url) implements Ask {}

    /// A completion by the client's own model (`sampling/createMessage`).
    record Sampling(ObjectNode params) implements Ask {}

    /// The folders the client works in (`roots/list`).
    record Roots() implements Ask {}
}
