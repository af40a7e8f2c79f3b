package io.github.clockifymcp.mcp.tool;

/// A place in a request that an earlier step's answer fills.
///
/// @param at a JSON pointer into the body, such as `/clientId`; empty when it is the `{step}` in
///   the path
/// @param step the step whose answer is used
/// @param field a JSON pointer into that answer, such as `/id`
public record Blank(String at, String step, String field) {}
