package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;

/// A good answer: a status from 200 to 299 with what came along.
///
/// @param status the HTTP status
/// @param body the JSON; a missing node if there was none; the bytes, where a [Download] was wanted
public record Answer(int status, Headers headers, JsonNode body) {}
