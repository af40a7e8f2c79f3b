package io.github.clockifymcp.tools.fields;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.CustomFields.ProjectDefault;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.PlanFeatures;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The workspace's own fields on time entries and people.
public final class FieldTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "custom_fields";
    }

    @Override
    public void before(Workplace ws) {
        PlanFeatures.need("CUSTOM_FIELDS", "custom fields", ws);
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_custom_fields", ListFields.class, FieldList.class)
                .title("List custom fields")
                .describe("Lists all custom fields, with what each may hold.")
                .by(FieldTools::list);

        tools.read("clockify_get_custom_field", GetField.class, FieldDetail.class)
                .title("Get custom field")
                .describe("Shows a custom field with its defaults, also those of projects.")
                .by(FieldTools::get);

        tools.write(
                        "clockify_create_custom_field",
                        FieldKeeping.CreateField.class,
                        FieldKeeping.CreatedField.class)
                .title("Create custom field")
                .describe("Creates a field on time entries or people. Its type stays.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(FieldKeeping::create);

        tools.write(
                        "clockify_update_custom_field",
                        FieldKeeping.UpdateField.class,
                        FieldKeeping.UpdatedField.class)
                .title("Update custom field")
                .describe("Changes the named properties of a custom field; all others stay.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(FieldKeeping::update);

        tools.write(
                        "clockify_delete_custom_field",
                        FieldKeeping.DeleteField.class,
                        FieldKeeping.DeletedField.class)
                .title("Delete custom field")
                .describe(
                        "Deletes a custom field for good, with every value in it. To keep those,"
                                + " make it inactive with clockify_update_custom_field.")
                .certainRisks(Risk.DESTRUCTIVE, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(FieldKeeping::delete);

        tools.write(
                        "clockify_set_custom_field_value",
                        FieldValues.SetValue.class,
                        FieldValues.ValueSet.class)
                .title("Set custom field value")
                .describe(
                        "Fills or empties a custom field of an entry or a person, or sets what new"
                                + " entries on a project begin with.")
                .risk(Risk.WRITE, Risk.ADMIN)
                .touching(Reach.OWN_WORK, Reach.WORKSPACE)
                .plan(FieldValues::set);
    }

    /// What has a field.
    enum On {
        ENTRIES,
        PEOPLE
    }

    record ListFields(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Only those on entries, or on people.") @Nullable On on,
            @Doc("Those of one project: its name or id.") @Nullable String project) {}

    record FieldList(@Columns List<FieldRow> fields) implements Told {
        FieldList {
            fields = List.copyOf(fields);
        }

        @Override
        public String told() {
            if (fields.isEmpty()) {
                return "No custom fields.";
            }
            Lines.Shared shared = Lines.shared(fields.stream().map(FieldRow::name).toList());
            String lines =
                    fields.stream()
                            .map(field -> field.line(shared))
                            .collect(Collectors.joining("\n"));
            return "%s\n%d custom field%s in all."
                    .formatted(lines, fields.size(), fields.size() == 1 ? "" : "s");
        }
    }

    /// @param holds what it may hold, in words
    /// @param on `entries` or `people`
    record FieldRow(String id, String name, String holds, String on, String status) {
        static FieldRow of(CustomField field) {
            return new FieldRow(
                    field.id(),
                    field.name(),
                    FieldNames.holds(field) + (field.required() ? ", required" : ""),
                    FieldNames.on(field),
                    field.status().toLowerCase(Locale.ROOT));
        }

        String line(Lines.Shared shared) {
            return Lines.line(
                    name,
                    !shared.has(name),
                    id,
                    holds,
                    "on " + on,
                    status.equals("visible") ? "" : status);
        }
    }

    static FieldList list(ListFields in, Workplace ws) {
        // Filtered here: the list is short, and what Clockify's own filter compares is not known.
        String part = in.name() == null ? "" : in.name().strip().toLowerCase(Locale.ROOT);
        List<CustomField> all =
                in.project() == null
                        ? FieldNames.all(ws)
                        : ws.api().customFields().ofProject(ws.names().project(in.project()).id());
        return new FieldList(
                all.stream()
                        .filter(field -> field.name().toLowerCase(Locale.ROOT).contains(part))
                        .filter(field ->
                                in.on() == null || field.ofPeople() == (in.on() == On.PEOPLE))
                        .map(FieldRow::of)
                        .toList());
    }

    record GetField(@Doc("Its name or id.") String field) {}

    /// @param defaultValue what it holds where nobody says otherwise
    /// @param projects what projects make of it, a line for each
    record FieldDetail(
            FieldRow field,
            boolean onlyAdmins,
            @Nullable String defaultValue,
            List<String> projects)
            implements Told {
        FieldDetail {
            projects = List.copyOf(projects);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(
                    Lines.line(
                            field.name(),
                            false,
                            field.id(),
                            field.holds(),
                            "on " + field.on(),
                            field.status(),
                            onlyAdmins ? "only admins fill it" : ""));
            if (defaultValue != null) {
                lines.add("default: " + Lines.one(defaultValue));
            }
            lines.addAll(projects);
            return String.join("\n", lines);
        }
    }

    static FieldDetail get(GetField in, Workplace ws) {
        CustomField field = FieldNames.find(in.field(), ws);
        JsonNode usual = field.defaultValue();
        return new FieldDetail(
                FieldRow.of(field),
                field.onlyAdminCanEdit(),
                usual == null ? null : FieldValues.said(usual),
                field.projectDefaults().stream().map(one -> line(one, ws)).toList());
    }

    private static String line(ProjectDefault one, Workplace ws) {
        String project = one.projectId() == null ? "?" : ws.names().project(one.projectId()).name();
        JsonNode value = one.value();
        String status = one.status() == null ? "" : one.status().toLowerCase(Locale.ROOT);
        return "on project ‹%s›: %s%s"
                .formatted(
                        Lines.one(project),
                        value == null || value.isNull()
                                ? "no default"
                                : "default " + Lines.one(FieldValues.said(value)),
                        status.isEmpty() || status.equals("visible") ? "" : ", " + status);
    }
}
