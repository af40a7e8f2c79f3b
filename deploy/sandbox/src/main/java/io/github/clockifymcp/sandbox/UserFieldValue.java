package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/// What somebody has in a custom field.
record UserFieldValue(String id, String userId, String fieldId, JsonNode value) implements Row {

    static UserFieldValue of(String userId, String fieldId, JsonNode value) {
        return new UserFieldValue(id(userId, fieldId), userId, fieldId, value);
    }

    static String id(String userId, String fieldId) {
        return Ids.of("user-field", userId + fieldId);
    }
}
