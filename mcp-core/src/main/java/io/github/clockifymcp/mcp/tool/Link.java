package io.github.clockifymcp.mcp.tool;

import org.jspecify.annotations.Nullable;

/// Where there is more to read: a `resource_link` of an answer.
///
/// @param uri what `resources/read` takes
/// @param name of what is there, such as `october.csv`
/// @param title what people call it
/// @param mimeType such as `application/pdf`
/// @param size in bytes; null where it is not known before it is read
public record Link(String uri, String name, String title, String mimeType, @Nullable Long size) {}
