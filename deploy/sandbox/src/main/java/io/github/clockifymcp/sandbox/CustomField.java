package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A field of the workspace's own, on time entries or on people.
///
/// @param type TXT, NUMBER, DROPDOWN_SINGLE, DROPDOWN_MULTIPLE, CHECKBOX or LINK
/// @param entityType TIMEENTRY or USER
/// @param status INACTIVE, VISIBLE or INVISIBLE
/// @param allowedValues what a dropdown offers
/// @param defaultValue what it holds when nobody says otherwise
/// @param projectDefaults what projects make of it
record CustomField(
        String id,
        String name,
        String type,
        String entityType,
        String status,
        List<String> allowedValues,
        boolean required,
        boolean onlyAdminCanEdit,
        @Nullable String placeholder,
        @Nullable JsonNode defaultValue,
        List<ProjectDefault> projectDefaults)
        implements Row {

    CustomField {
        allowedValues = List.copyOf(allowedValues);
        projectDefaults = List.copyOf(projectDefaults);
    }

    /// What one project makes of a field.
    record ProjectDefault(String projectId, String status, @Nullable JsonNode value) {}

    /// A field on time entries that everybody sees.
    CustomField(String id, String name, String type, List<String> allowedValues) {
        this(
                id,
                name,
                type,
                "TIMEENTRY",
                "VISIBLE",
                allowedValues,
                false,
                false,
                null,
                null,
                List.of());
    }

    boolean ofPeople() {
        return entityType.equals("USER");
    }

    boolean isDropdown() {
        return type.startsWith("DROPDOWN");
    }

    /// What a project makes of it; empty when it has not said.
    Optional<ProjectDefault> on(@Nullable String projectId) {
        return projectDefaults.stream()
                .filter(one -> one.projectId().equals(projectId))
                .findFirst();
    }

    /// The same, with another word of a project on it; null takes the word back.
    CustomField on(String projectId, @Nullable ProjectDefault changed) {
        Stream<ProjectDefault> others =
                projectDefaults.stream().filter(one -> !one.projectId().equals(projectId));
        return new CustomField(
                id,
                name,
                type,
                entityType,
                status,
                allowedValues,
                required,
                onlyAdminCanEdit,
                placeholder,
                defaultValue,
                Stream.concat(others, Stream.ofNullable(changed)).toList());
    }

    /// Whether a value is of the field's type.
    boolean fits(JsonNode value) {
        return switch (type) {
            case "NUMBER" -> value.isNumber();
            case "CHECKBOX" -> value.isBoolean();
            case "DROPDOWN_SINGLE" -> allowedValues.contains(value.asText());
            case "DROPDOWN_MULTIPLE" -> {
                boolean all = value.isArray();
                for (JsonNode element : value) {
                    all &= allowedValues.contains(Objects.toString(element.textValue()));
                }
                yield all;
            }
            default -> value.isTextual();
        };
    }
}
