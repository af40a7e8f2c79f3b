package io.github.clockifymcp.tools.fields;

import io.github.clockifymcp.clockify.CustomFields;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds custom fields. There are at most 50 and no route for one, so the list is read.
final class FieldNames {

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
        String asked = nameOrId.strip();
        List<CustomField> all = all(ws);
        List<CustomField> meant =
                all.stream()
                        .filter(field ->
                                Names.isId(asked)
                                        ? field.id().equals(asked)
                                        : Lines.same(field.name(), asked))
                        .toList();
        if (meant.size() == 1) {
            return meant.getFirst();
        }
        if (meant.isEmpty()) {
            throw new ToolException(
                    Code.NOT_FOUND,
                    "There is no custom field ‹%s›.".formatted(Lines.one(asked)),
                    all.isEmpty()
                            ? "The workspace has none."
                            : "There are: %s.".formatted(names(all)));
        }
        throw new ToolException(
                Code.AMBIGUOUS,
                "%d custom fields are called ‹%s›.".formatted(meant.size(), Lines.one(asked)),
                "Use the id of the one that is meant: %s."
                        .formatted(
                                meant.stream()
                                        .map(field -> "%s, on %s".formatted(field.id(), on(field)))
                                        .collect(Collectors.joining("; "))));
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

    private static String names(List<CustomField> fields) {
        return fields.stream()
                .map(field -> "‹%s›".formatted(Lines.one(field.name())))
                .collect(Collectors.joining(", "));
    }
}
