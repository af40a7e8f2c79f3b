package io.github.clockifymcp.sandbox;

/// Answers one kind of request. It runs alone: no other request is handled at the same time.
@FunctionalInterface
interface Handler {

    /// The answer, or an [ApiError].
    Answer handle(Call call);
}
