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

    /// A page where the person has something to do before the call can be made at all. It need not
    /// be done when the client says that it was opened: the call looks for itself, when it is made
    /// again.
    ///
    /// @param id tells this errand from others
    record Errand(String id, String message, String url) implements Ask {}

    /// A completion by the client's own model (`sampling/createMessage`).
    record Sampling(ObjectNode params) implements Ask {}

    /// The folders the client works in (`roots/list`).
    record Roots() implements Ask {}
}
