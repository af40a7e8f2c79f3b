package io.github.clockifymcp.tools.fields;

import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.CustomFields.CustomFieldEdit;
import io.github.clockifymcp.clockify.CustomFields.NewCustomField;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.fields.FieldTools.FieldRow;
import io.github.clockifymcp.tools.fields.FieldTools.On;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is done to custom fields themselves.
final class FieldKeeping {
    private static final int MOST = 50;

    private FieldKeeping() {}

    /// What a field holds.
    enum Type {
        TXT,
        NUMBER,
        DROPDOWN_SINGLE,
        DROPDOWN_MULTIPLE,
        CHECKBOX,
        LINK;

        boolean isDropdown() {
            return this == DROPDOWN_SINGLE || this == DROPDOWN_MULTIPLE;
        }
    }

    /// Where a field is shown.
    enum Status {
        VISIBLE,
        INVISIBLE,
        INACTIVE
    }

    record CreateField(
            @Doc("The field's name.") @Size(min = 2, max = 250) String name,
            @Doc("What it holds.") Type fieldType,
            @Doc("What has it.") @Default("\"entries\"") On on,
            @Doc("What a dropdown offers.") @Size(max = 100) @Nullable List<String> allowedValues,
            @Doc("Must be filled.") @Default("false") boolean required) {

        CreateField {
            allowedValues = allowedValues == null ? null : List.copyOf(allowedValues);
        }
    }

    record CreatedField(FieldRow field) implements Told {
        @Override
        public String told() {
            return "Created %s, id %s".formatted(FieldNames.said(field.name()), field.id());
        }
    }

    static Planned<CreatedField> create(CreateField in, Workplace ws) {
        String name = NewNames.checked("field", in.name());
        List<CustomField> all = FieldNames.all(ws);
        FieldNames.checkFree(name, null, all);
        if (all.size() >= MOST) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The workspace has %d custom fields, and cannot have more."
                            .formatted(all.size()),
                    "Delete one that is not needed with clockify_delete_custom_field.");
        }
        List<String> values = in.allowedValues() == null ? List.of() : in.allowedValues();
        checkValues(in.fieldType().isDropdown(), values);
        NewCustomField field =
                new NewCustomField(
                        name,
                        in.fieldType().name(),
                        in.on() == On.PEOPLE ? "USER" : "TIMEENTRY",
                        null,
                        in.required(),
                        null,
                        values);
        Plan plan =
                ws.plan(
                                "Create %s on %s"
                                        .formatted(
                                                FieldNames.said(name),
                                                in.on().name().toLowerCase(Locale.ROOT)),
                                "field",
                                ws.api().customFields().create(field))
                        .undoneBy(ws.api().customFields().delete("{field}"), "field")
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .note("Everybody sees it. Its type cannot be changed later.");
        if (in.required() && in.on() == On.ENTRIES) {
            plan.note("Entries cannot be saved without it where Clockify asks for it.");
        }
        return plan.answering(answers ->
                new CreatedField(FieldRow.of(Plan.read(answers, "field", CustomField.class))));
    }

    private static void checkValues(boolean dropdown, List<String> values) {
        if (dropdown && values.stream().allMatch(String::isBlank)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A dropdown offers at least one value.",
                    "Give allowed_values.");
        }
        if (!dropdown && !values.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "Only dropdowns have allowed_values.",
                    "Leave them out, or choose dropdown_single or dropdown_multiple.");
        }
    }

    record UpdateField(
            @Doc("Its name or id.") String field,
            @Doc("Its new name.") @Size(min = 2, max = 250) @Nullable String name,
            @Doc("All that a dropdown is to offer.") @Size(max = 100)
                    @Nullable List<String> allowedValues,
            @Doc("Must be filled.") @Nullable Boolean required,
            @Doc("Only admins fill it.") @Nullable Boolean onlyAdmins,
            @Doc("Inactive keeps values and asks for no more.") @Nullable Status visibility) {

        UpdateField {
            allowedValues = allowedValues == null ? null : List.copyOf(allowedValues);
        }

        boolean wishesNothing() {
            return Stream.of(name, allowedValues, required, onlyAdmins, visibility)
                    .allMatch(Objects::isNull);
        }
    }

    record UpdatedField(FieldRow field, List<String> changes) implements Told {
        UpdatedField {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(FieldNames.said(field.name()), changes);
        }
    }

    static Planned<UpdatedField> update(UpdateField in, Workplace ws) {
        CustomField field = FieldNames.find(in.field(), ws);
        String said = FieldNames.said(field.name());
        if (in.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        Changes changes = new Changes();
        List<String> notes = new ArrayList<>();
        CustomFieldEdit edit =
                new CustomFieldEdit(
                        name(in, field, changes, ws),
                        values(in, field, changes, notes),
                        flag("required", field.required(), in.required(), changes),
                        flag("only admins", field.onlyAdminCanEdit(), in.onlyAdmins(), changes),
                        status(in, field, changes),
                        Edit.keep());
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said)
                    .risk(Risk.ADMIN)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new UpdatedField(FieldRow.of(field), List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said, changes.said()),
                        "field",
                        ws.api().customFields().update(field, edit))
                .undoneBy(ws.api().customFields().update(field, CustomFieldEdit.none()))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .replacing("custom_field", field.id(), field.raw())
                .notes(notes)
                .answering(answers ->
                        new UpdatedField(
                                FieldRow.of(Plan.read(answers, "field", CustomField.class)),
                                changes.lines()));
    }

    private static Edit<String> name(
            UpdateField in, CustomField field, Changes changes, Workplace ws) {
        if (in.name() == null) {
            return Edit.keep();
        }
        String name = NewNames.checked("field", in.name());
        if (name.equals(field.name())) {
            return Edit.keep();
        }
        FieldNames.checkFree(name, field.id(), FieldNames.all(ws));
        changes.add("name", field.name(), name);
        return Edit.set(name);
    }

    private static Edit<List<String>> values(
            UpdateField in, CustomField field, Changes changes, List<String> notes) {
        List<String> wanted = in.allowedValues();
        if (wanted == null) {
            return Edit.keep();
        }
        checkValues(field.type().startsWith("DROPDOWN"), wanted);
        if (wanted.equals(field.allowedValues())) {
            return Edit.keep();
        }
        changes.add("values", String.join(", ", field.allowedValues()), String.join(", ", wanted));
        if (!wanted.containsAll(field.allowedValues())) {
            notes.add("What holds a value that is no longer offered may keep it.");
        }
        return Edit.set(wanted);
    }

    private static Edit<Boolean> flag(
            String word, boolean was, @Nullable Boolean wanted, Changes changes) {
        if (wanted == null || wanted == was) {
            return Edit.keep();
        }
        changes.add(word, was ? "yes" : "no", wanted ? "yes" : "no");
        return Edit.set(wanted);
    }

    private static Edit<String> status(UpdateField in, CustomField field, Changes changes) {
        Status wanted = in.visibility();
        if (wanted == null || wanted.name().equals(field.status())) {
            return Edit.keep();
        }
        changes.add(
                "visibility",
                field.status().toLowerCase(Locale.ROOT),
                wanted.name().toLowerCase(Locale.ROOT));
        return Edit.set(wanted.name());
    }

    record DeleteField(@Doc("Its name or id.") String field) {}

    record DeletedField(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted " + FieldNames.said(name);
        }
    }

    static Planned<DeletedField> delete(DeleteField in, Workplace ws) {
        CustomField field = FieldNames.find(in.field(), ws);
        // Without an inverse: a new field of that name would be empty everywhere.
        Plan plan =
                ws.plan(
                                "Delete " + FieldNames.said(field.name()),
                                "deleted",
                                ws.api().customFields().delete(field.id()))
                        .risk(Risk.DESTRUCTIVE)
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .replacing("custom_field", field.id(), field.raw())
                        .note(
                                field.ofPeople()
                                        ? "Everybody loses what they have in it."
                                        : "All entries, past ones too, lose what they have in it.");
        if (!field.status().equals(Status.INACTIVE.name())) {
            plan.note("Making it inactive instead keeps the values.");
        }
        return plan.answering(answers -> new DeletedField(field.id(), field.name()));
    }
}
