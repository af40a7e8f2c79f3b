package io.github.clockifymcp.tools.fields;

import io.github.clockifymcp.clockify.CustomFields;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Finder;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds custom fields. There are at most 50 and no route for one, so the list is read.
final class FieldNames {
    private static final Finder<CustomField> FINDER =
            Finder.of(
                            "custom field",
                            "custom fields",
                            "clockify_list_custom_fields",
                            CustomField::id,
                            CustomField::name)
                    .saying("There is no custom field ‹%s›.", "%d custom fields are called ‹%s›.")
                    .showing(field -> "‹%s› on %s".formatted(Lines.one(field.name()), on(field)));

    private FieldNames() {}

    /// `custom field ‹Ticket›`
    static String said(String name) {
        return "custom field ‹%s›".formatted(Lines.one(name));
    }

    static List<CustomField> all(Workplace ws) {
        return ws.api().customFields().list(CustomFields.Filter.all());
    }

    /// The field with this id, or the only one with this name.
    static CustomField find(String nameOrId, Workplace ws) {
        return FINDER.find(nameOrId, new Page<>(all(ws), false));
    }

    /// Refuses a name that another field has.
    ///
    /// @param self the id of the field that is to have it; null for a new one
    static void checkFree(String name, @Nullable String self, List<CustomField> all) {
        for (CustomField other : all) {
            if (Lines.same(other.name(), name) && !other.id().equals(self)) {
                throw new ToolException(
                        Code.CONFLICT,
                        "There is a custom field ‹%s› already, id %s."
                                .formatted(Lines.one(other.name()), other.id()),
                        "Use it, or choose another name.");
            }
        }
    }

    /// Whether time entries have it or people.
    static String on(CustomField field) {
        return field.ofPeople() ? "people" : "entries";
    }

    /// What it may hold, such as `a number` or `one of Studio, Home`.
    static String holds(CustomField field) {
        return switch (field.type()) {
            case "TXT" -> "a text";
            case "NUMBER" -> "a number";
            case "CHECKBOX" -> "true or false";
            case "LINK" -> "a link";
            case "DROPDOWN_SINGLE" -> "one of " + offered(field);
            case "DROPDOWN_MULTIPLE" -> "some of " + offered(field);
            default -> Lines.one(field.type());
        };
    }

    static String offered(CustomField field) {
        return field.allowedValues().stream().map(Lines::one).collect(Collectors.joining(", "));
    }
}
