package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A workspace's own fields, on time entries or on people. There are at most 50, and Clockify has
/// no route for one: lists hold them all, whatever page is asked for.
public final class CustomFields {

    private static final Set<String> READ_ONLY =
            Set.of("id", "workspaceId", "entityType", "projectDefaultValues");

    private final Connection connection;
    private final String workspace;

    CustomFields(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// All that fit.
    public List<CustomField> list(Filter filter) {
        return connection.list(path(), filter.query, CustomField.class);
    }

    /// All of a project: those of the workspace, with what the project makes of them.
    public List<CustomField> ofProject(String projectId) {
        return connection.list(
                Paths.of("workspaces", workspace, "projects", projectId, "custom-fields"),
                Query.none(),
                CustomField.class);
    }

    /// Makes a field.
    public ApiRequest<CustomField> create(NewCustomField field) {
        return ApiRequest.post(path(), Json.tree(field), CustomField.class);
    }

    /// Changes a field. Clockify demands name and type and has not said what becomes of the rest,
    /// so all of it is sent.
    public ApiRequest<CustomField> update(CustomField current, CustomFieldEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.texts(body, "allowedValues", edit.allowedValues());
        Edits.flag(body, "required", edit.required());
        Edits.flag(body, "onlyAdminCanEdit", edit.onlyAdminCanEdit());
        Edits.text(body, "status", Edits.notCleared("status", edit.status()));
        Edits.text(body, "placeholder", edit.placeholder());
        return ApiRequest.put(path(current.id()), body, CustomField.class);
    }

    /// Deletes a field, with the values that entries or people have in it.
    public ApiRequest<Nothing> delete(String id) {
        return ApiRequest.delete(path(id), Nothing.class);
    }

    /// What new entries on a project have in a field; null empties it.
    ///
    /// @param status `VISIBLE`, `INVISIBLE` or `INACTIVE` on this project; null leaves it as it is
    public ApiRequest<CustomField> setProjectDefault(
            String projectId, String id, @Nullable JsonNode value, @Nullable String status) {
        ObjectNode body = valued("defaultValue", value);
        if (status != null) {
            body.put("status", status);
        }
        return ApiRequest.patch(path(projectId, id), body, CustomField.class);
    }

    /// Takes away what a project makes of a field, so that the workspace's own way counts again.
    public ApiRequest<CustomField> removeFromProject(String projectId, String id) {
        return ApiRequest.delete(path(projectId, id), CustomField.class);
    }

    /// What a person has in a field; null empties it.
    public ApiRequest<JsonNode> setUserValue(String userId, String id, @Nullable JsonNode value) {
        String path =
                Paths.of("workspaces", workspace, "users", userId, "custom-field", id, "value");
        return ApiRequest.put(path, valued("value", value), JsonNode.class);
    }

    /// A body whose null is said: left out, it would not empty anything.
    private static ObjectNode valued(String field, @Nullable JsonNode value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(field, value == null ? JsonNodeFactory.instance.nullNode() : value);
        return body;
    }

    private String path() {
        return Paths.of("workspaces", workspace, "custom-fields");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "custom-fields", id);
    }

    private String path(String projectId, String id) {
        return Paths.of("workspaces", workspace, "projects", projectId, "custom-fields", id);
    }

    /// A field.
    ///
    /// @param type `TXT`, `NUMBER`, `DROPDOWN_SINGLE`, `DROPDOWN_MULTIPLE`, `CHECKBOX` or `LINK`
    /// @param entityType `TIMEENTRY` or `USER`
    /// @param status `VISIBLE`, `INVISIBLE` or `INACTIVE`
    /// @param allowedValues what a dropdown offers
    /// @param defaultValue what it holds where nobody says otherwise; null for nothing
    /// @param raw all that Clockify said about it
    public record CustomField(
            String id,
            String name,
            String type,
            String entityType,
            String status,
            boolean required,
            boolean onlyAdminCanEdit,
            @Nullable String placeholder,
            List<String> allowedValues,
            @Nullable JsonNode defaultValue,
            List<ProjectDefault> projectDefaults,
            @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static CustomField from(JsonNode raw) {
            Fields fields = new Fields(raw);
            JsonNode usual = raw.path("workspaceDefaultValue");
            return new CustomField(
                    fields.required("id"),
                    fields.required("name"),
                    Objects.requireNonNullElse(fields.text("type"), "TXT"),
                    Objects.requireNonNullElse(fields.text("entityType"), "TIMEENTRY"),
                    Objects.requireNonNullElse(fields.text("status"), "VISIBLE"),
                    fields.flag("required"),
                    fields.flag("onlyAdminCanEdit"),
                    fields.id("placeholder"),
                    fields.texts("allowedValues"),
                    usual.isMissingNode() || usual.isNull() ? null : usual,
                    fields.list("projectDefaultValues", ProjectDefault.class),
                    raw);
        }

        /// Whether people have it, and not time entries.
        public boolean ofPeople() {
            return entityType.equals("USER");
        }
    }

    /// What a project makes of a field.
    public record ProjectDefault(
            @Nullable String projectId, @Nullable String status, @Nullable JsonNode value) {}

    /// A field to be made.
    ///
    /// @param entityType `TIMEENTRY` or `USER`
    /// @param status null leaves it to Clockify
    public record NewCustomField(
            String name,
            String type,
            String entityType,
            @Nullable String status,
            @Nullable Boolean required,
            @Nullable Boolean onlyAdminCanEdit,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> allowedValues) {

        public NewCustomField {
            allowedValues = List.copyOf(allowedValues);
        }
    }

    /// What to change about a field. Its type and what it is on stay for good.
    public record CustomFieldEdit(
            Edit<String> name,
            Edit<List<String>> allowedValues,
            Edit<Boolean> required,
            Edit<Boolean> onlyAdminCanEdit,
            Edit<String> status,
            Edit<String> placeholder) {

        /// Changes nothing.
        public static CustomFieldEdit none() {
            return new CustomFieldEdit(
                    Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep(), Edit.keep());
        }
    }

    /// Which fields.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return new Filter(query.with("name", part));
        }

        /// `VISIBLE`, `INVISIBLE` or `INACTIVE`.
        public Filter status(String status) {
            return new Filter(query.with("status", status));
        }

        /// On `TIMEENTRY` or `USER`.
        public Filter on(String entityType) {
            return new Filter(query.with("entity-type", entityType));
        }
    }
}
