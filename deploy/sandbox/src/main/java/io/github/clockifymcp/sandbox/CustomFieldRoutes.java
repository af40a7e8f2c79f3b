package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Custom fields: at most 50, listed whole whatever page is asked for. There is no route for one of
/// them. Admins keep them; a project's manager says what the project makes of them.
final class CustomFieldRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/custom-fields";
    private static final String ONE = ALL + "/{field}";
    private static final String OF_PROJECT = "/workspaces/{ws}/projects/{project}/custom-fields";
    private static final String OF_USER =
            "/workspaces/{ws}/users/{user}/custom-field/{field}/value";
    private static final Set<String> TYPES =
            Set.of("TXT", "NUMBER", "DROPDOWN_SINGLE", "DROPDOWN_MULTIPLE", "CHECKBOX", "LINK");
    private static final Set<String> STATUS = Set.of("INACTIVE", "VISIBLE", "INVISIBLE");
    private static final Set<String> ENTITIES = Set.of("TIMEENTRY", "USER");
    private static final int MOST = 50;

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, CustomFieldRoutes::list);
        router.add("POST", ALL, CustomFieldRoutes::create);
        router.add("PUT", ONE, CustomFieldRoutes::update);
        router.add("DELETE", ONE, CustomFieldRoutes::delete);
        router.add("GET", OF_PROJECT, CustomFieldRoutes::ofProject);
        router.add("PATCH", OF_PROJECT + "/{field}", CustomFieldRoutes::setProjectDefault);
        router.add("DELETE", OF_PROJECT + "/{field}", CustomFieldRoutes::removeFromProject);
        router.add("PUT", OF_USER, CustomFieldRoutes::setUserValue);
    }

    private static Answer list(Call call) {
        call.needs("CUSTOM_FIELDS");
        Predicate<CustomField> named = Names.filter(call.query(), CustomField::name);
        return fields(call, filter(call).and(named));
    }

    private static Answer ofProject(Call call) {
        call.needs("CUSTOM_FIELDS");
        ProjectRoutes.project(call);
        return fields(call, filter(call).and(field -> !field.ofPeople()));
    }

    private static Predicate<CustomField> filter(Call call) {
        Optional<String> status = call.query().word("status", STATUS);
        List<String> entities = call.query().list("entity-type");
        return field ->
                (status.isEmpty() || field.status().equals(status.get()))
                        && (entities.isEmpty() || entities.contains(field.entityType()));
    }

    private static Answer fields(Call call, Predicate<CustomField> fits) {
        // A bare array of all: page and page-size are taken and ignored, and no header says so.
        return Answer.ok(
                Pages.array(
                        call.workspace().customFields().where(fits),
                        field -> json(call.workspace(), field)));
    }

    private static Answer create(Call call) {
        if (call.caller().addon()) {
            throw new ApiError(401, 4017, "API is not accessible");
        }
        State workspace = call.workspace();
        call.needs("CUSTOM_FIELDS");
        call.needsAdmin();
        if (workspace.customFields().all().size() >= MOST) {
            throw ApiError.rule("Workspace can't have more than 50 custom fields");
        }
        String entity = call.body().word("entityType", ENTITIES).orElse("TIMEENTRY");
        if (entity.equals("USER")) {
            call.needs("USER_CUSTOM_FIELDS");
        }
        CustomField field = read(call, call.company().newId(), entity, "VISIBLE", List.of());
        return Answer.created(json(workspace, workspace.customFields().put(field)));
    }

    private static Answer update(Call call) {
        call.needs("CUSTOM_FIELDS");
        call.needsAdmin();
        CustomField old = field(call);
        CustomField field =
                read(call, old.id(), old.entityType(), old.status(), old.projectDefaults());
        if (!field.type().equals(old.type())) {
            throw ApiError.field("type", "");
        }
        return Answer.ok(json(call.workspace(), call.workspace().customFields().put(field)));
    }

    /// The field of the body. Beside the name and the type, what it leaves out is empty.
    private static CustomField read(
            Call call,
            String id,
            String entity,
            String status,
            List<CustomField.ProjectDefault> projects) {
        Body body = call.body();
        String name = body.required("name");
        body.text("name", 2, 250);
        List<CustomField> all = call.workspace().customFields().all();
        Names.free("Custom field", name, id, all, CustomField::name);
        CustomField field =
                new CustomField(
                        id,
                        name,
                        body.word("type", TYPES)
                                .orElseThrow(() -> ApiError.rule("must not be null")),
                        entity,
                        body.word("status", STATUS).orElse(status),
                        body.texts("allowedValues"),
                        body.flag("required").orElse(false),
                        body.flag("onlyAdminCanEdit").orElse(false),
                        body.text("placeholder").orElse(null),
                        body.value("workspaceDefaultValue").orElse(null),
                        projects);
        if (field.isDropdown() && field.allowedValues().isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        checked(field, field.defaultValue());
        return field;
    }

    private static Answer delete(Call call) {
        call.needs("CUSTOM_FIELDS");
        call.needsAdmin();
        CustomField field = field(call);
        State workspace = call.workspace();
        workspace.customFields().remove(field.id());
        workspace.entries().replace(e -> e.hasField(field.id()), e -> e.withoutField(field.id()));
        workspace
                .table(UserFieldValue.class)
                .where(value -> value.fieldId().equals(field.id()))
                .forEach(value -> workspace.table(UserFieldValue.class).remove(value.id()));
        return Answer.empty(204);
    }

    private static Answer setProjectDefault(Call call) {
        Project project = managed(call);
        CustomField field = field(call);
        if (field.ofPeople()) {
            throw ApiError.rule("Custom field doesn't belong to Project");
        }
        Body body = call.body();
        Optional<CustomField.ProjectDefault> old = field.on(project.id());
        JsonNode kept = old.map(CustomField.ProjectDefault::value).orElse(null);
        // A null that is said empties it.
        boolean said = body.json().has("defaultValue");
        JsonNode value = said ? body.value("defaultValue").orElse(null) : kept;
        checked(field, value);
        String status =
                body.word("status", STATUS)
                        .orElse(old.map(CustomField.ProjectDefault::status).orElse(field.status()));
        CustomField changed =
                field.on(project.id(), new CustomField.ProjectDefault(project.id(), status, value));
        return Answer.ok(json(call.workspace(), call.workspace().customFields().put(changed)));
    }

    private static Answer removeFromProject(Call call) {
        Project project = managed(call);
        CustomField field = field(call);
        if (field.on(project.id()).isEmpty()) {
            throw ApiError.rule("Custom field doesn't belong to Project");
        }
        CustomField changed = field.on(project.id(), null);
        return Answer.ok(json(call.workspace(), call.workspace().customFields().put(changed)));
    }

    private static Project managed(Call call) {
        call.needs("CUSTOM_FIELDS");
        Project project = ProjectRoutes.project(call);
        if (!Roles.manages(call.workspace(), call.member(), project)) {
            call.needsAdmin();
        }
        return project;
    }

    private static Answer setUserValue(Call call) {
        Member member = call.workspace().member(call.path("user"));
        if (!call.body().json().has("value")) {
            throw ApiError.rule("must not be null");
        }
        CustomField field =
                setUserValue(
                        call, member, call.path("field"), call.body().value("value").orElse(null));
        ObjectNode json = Json.object();
        json.put("customFieldId", field.id());
        json.put("customFieldName", field.name());
        json.put("customFieldType", field.type());
        json.put("userId", member.id());
        json.set("value", call.body().value("value").orElse(NullNode.getInstance()));
        return Answer.created(json);
    }

    /// Gives somebody a value; null takes it away.
    static CustomField setUserValue(
            Call call, Member member, String fieldId, @Nullable JsonNode value) {
        call.needs("USER_CUSTOM_FIELDS");
        State workspace = call.workspace();
        CustomField field = workspace.get(CustomField.class, fieldId);
        boolean own = member.id().equals(call.account().id());
        if (!own || field.onlyAdminCanEdit()) {
            call.needsAdmin();
        }
        if (!field.ofPeople()) {
            throw ApiError.rule("Custom field doesn't belong to User");
        }
        checked(field, value);
        Table<UserFieldValue> values = workspace.table(UserFieldValue.class);
        if (value == null) {
            values.remove(UserFieldValue.id(member.id(), fieldId));
        } else {
            values.put(UserFieldValue.of(member.id(), fieldId, value));
        }
        return field;
    }

    /// What a profile says somebody has in a field.
    static ObjectNode userValue(Call call, Member member, CustomField field) {
        Optional<UserFieldValue> own =
                call.workspace()
                        .table(UserFieldValue.class)
                        .find(UserFieldValue.id(member.id(), field.id()));
        ObjectNode json = Json.object();
        json.put("customFieldId", field.id());
        json.put("userId", member.id());
        json.put("name", field.name());
        json.put("type", field.type());
        json.put("sourceType", own.isPresent() ? "USER" : "WORKSPACE");
        JsonNode value = own.map(UserFieldValue::value).orElse(field.defaultValue());
        json.set("value", value == null ? NullNode.getInstance() : value);
        json.set("customField", json(call.workspace(), field));
        return json;
    }

    private static CustomField field(Call call) {
        return call.workspace().get(CustomField.class, call.path("field"));
    }

    private static void checked(CustomField field, @Nullable JsonNode value) {
        if (value != null && !field.fits(value)) {
            throw ApiError.field(field.name(), "");
        }
    }

    private static ObjectNode json(State workspace, CustomField field) {
        ObjectNode json = Json.object();
        json.put("id", field.id());
        json.put("workspaceId", workspace.id());
        json.put("name", field.name());
        json.put("type", field.type());
        json.put("entityType", field.entityType());
        json.put("status", field.status());
        json.put("required", field.required());
        json.put("onlyAdminCanEdit", field.onlyAdminCanEdit());
        json.put("placeholder", field.placeholder());
        json.set("allowedValues", Json.texts(field.allowedValues()));
        json.set("workspaceDefaultValue", field.defaultValue());
        ArrayNode projects = json.putArray("projectDefaultValues");
        field.projectDefaults()
                .forEach(one ->
                        projects.addObject()
                                .put("projectId", one.projectId())
                                .put("status", one.status())
                                .set("value", one.value()));
        return json;
    }
}
