package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/// Something that webhooks are told about.
///
/// @param event such as `NEW_TIME_ENTRY`
/// @param entity what it happened to, as the receiver gets it
record Happening(String event, JsonNode entity) {

    /// Whether the webhook is for this: the event is its own, and one of its sources has to do with
    /// the entity, if it names any.
    boolean concerns(Webhook webhook) {
        if (!webhook.event().equals(event)) {
            return false;
        }
        return webhook.sources().isEmpty()
                || webhook.sourceType().equals("WORKSPACE_ID")
                || ids(webhook.sourceType()).stream().anyMatch(webhook.sources()::contains);
    }

    private Set<String> ids(String sourceType) {
        Set<String> ids = new HashSet<>();
        ids.add(entity.path("id").asText());
        switch (sourceType) {
            case "PROJECT_ID" -> ids.add(entity.path("projectId").asText());
            case "TASK_ID" -> ids.add(entity.path("taskId").asText());
            case "USER_ID" -> ids.add(entity.path("userId").asText());
            case "TAG_ID" -> entity.path("tagIds").forEach(tag -> ids.add(tag.asText()));
            default -> {
                // An assignment or an expense is its own source.
            }
        }
        return ids;
    }
}
