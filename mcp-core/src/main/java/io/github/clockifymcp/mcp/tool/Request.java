package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A request as data: it can be shown, compared, sealed, recorded and sent, and is the same each
/// time.
///
/// @param service which of the service's hosts, such as `core`
/// @param method the HTTP method
/// @param path path and query, percent-encoded; a `{name}` in it stands for an answer of the step
///   of that name and can be nothing else, since braces in values are encoded
/// @param body as it will be sent; null for none
public record Request(String service, String method, String path, @Nullable JsonNode body) {}
