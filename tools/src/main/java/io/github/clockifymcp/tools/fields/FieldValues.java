package io.github.clockifymcp.tools.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.CustomFields.CustomField;
import io.github.clockifymcp.clockify.CustomFields.ProjectDefault;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.MemberProfiles.FieldValue;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.TimeEntries.CustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.NewCustomFieldValue;
import io.github.clockifymcp.clockify.TimeEntries.TimeEntry;
import io.github.clockifymcp.clockify.TimeEntryEdit;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Fills custom fields: of an entry, of a person, or what entries on a project begin with. What is
/// typed is checked against the field before anything is sent.
public final class FieldValues {

    private FieldValues() {}

    record SetValue(
            @Doc("Its name or id.") String field,
            @Doc("As the field holds it.") @Size(max = 3000) @Nullable String value,
            @Doc("For a multiple dropdown; [] empties any field.") @Size(max = 100)
                    @Nullable List<String> values,
            @Doc("Entry's id or handle.") @Nullable String entryId,
            @Doc("Name or id.") @Nullable String project,
            @Doc("Name, e-mail or id.") @Nullable String user) {

        SetValue {
            values = values == null ? null : List.copyOf(values);
        }
    }

    /// @param of whose field it is
    /// @param now null when it is empty
    /// @param already whether it was so before, and nothing was done
    record ValueSet(String field, String of, @Nullable String now, boolean already)
            implements Told {
        @Override
        public String told() {
            String value = now == null ? "empty" : "‹%s›".formatted(Lines.one(now));
            String said = "%s of %s is %s".formatted(FieldNames.said(field), of, value);
            return already ? "Nothing to change: " + said : Lines.sentence(said) + " now";
        }
    }

    static Planned<ValueSet> set(SetValue in, Workplace ws) {
        long targets =
                Stream.of(in.entryId(), in.project(), in.user()).filter(Objects::nonNull).count();
        if (targets != 1) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not clear whose field is meant.",
                    "Give one of entry_id, project and user.");
        }
        CustomField field = FieldNames.find(in.field(), ws);
        if (field.ofPeople() != (in.user() != null)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    Lines.sentence(
                            "%s is on %s."
                                    .formatted(
                                            FieldNames.said(field.name()), FieldNames.on(field))),
                    field.ofPeople() ? "Give user." : "Give entry_id or project.");
        }
        @Nullable JsonNode value = value(in, field);
        if (in.user() != null) {
            return ofPerson(ws.names().person(in.user()), field, value, ws);
        }
        return in.project() == null
                ? ofEntry(ws.entries().find(Objects.requireNonNull(in.entryId())), field, value, ws)
                : ofProject(ws.names().project(in.project()), field, value, ws);
    }

    private static Planned<ValueSet> ofEntry(
            TimeEntry entry, CustomField field, @Nullable JsonNode value, Workplace ws) {
        String of = "entry " + ws.entries().handle(entry);
        Optional<CustomFieldValue> old =
                entry.customFieldValues().stream()
                        .filter(one -> field.id().equals(one.customFieldId()))
                        .findFirst();
        @Nullable JsonNode was = present(old.map(CustomFieldValue::value).orElse(null));
        if (Objects.equals(was, value)) {
            return ws.plan("Nothing to change about " + of)
                    .touching(ws.entries().reach(entry))
                    .answering(a -> new ValueSet(field.name(), of, shown(value), true));
        }
        NewCustomFieldValue filled = new NewCustomFieldValue(field.id(), null, value);
        TimeEntryEdit edit = TimeEntryEdit.none().withCustomFields(Edit.set(List.of(filled)));
        Plan plan =
                ws.plan(
                                summary(field, of, was, value),
                                "entry",
                                ws.api().timeEntries().replace(entry, edit))
                        .undoneBy(ws.api().timeEntries().replace(entry, TimeEntryEdit.none()))
                        .touching(ws.entries().reach(entry))
                        .replacing("time_entry", entry.id(), entry.raw());
        return done(plan, field, of, value);
    }

    private static Planned<ValueSet> ofPerson(
            User person, CustomField field, @Nullable JsonNode value, Workplace ws) {
        String of = People.name(person);
        @Nullable JsonNode was =
                ws.api().memberProfiles().get(person.id()).userCustomFieldValues().stream()
                        .filter(one -> field.id().equals(one.customFieldId()))
                        .filter(one -> !"WORKSPACE".equals(one.sourceType()))
                        .map(FieldValue::value)
                        .findFirst()
                        .map(FieldValues::present)
                        .orElse(null);
        if (Objects.equals(was, value)) {
            return ws.plan("Nothing to change about " + of)
                    .touching(Reach.WORKSPACE)
                    .answering(a -> new ValueSet(field.name(), of, shown(value), true));
        }
        Plan plan =
                ws.plan(
                                summary(field, of, was, value),
                                "value",
                                ws.api()
                                        .customFields()
                                        .setUserValue(person.id(), field.id(), value))
                        .undoneBy(
                                ws.api().customFields().setUserValue(person.id(), field.id(), was))
                        .touching(Reach.WORKSPACE);
        if (was != null) {
            plan.replacing("custom_field_value", person.id(), was);
        }
        return done(plan, field, of, value);
    }

    private static Planned<ValueSet> ofProject(
            Project project, CustomField field, @Nullable JsonNode value, Workplace ws) {
        String of = "project ‹%s›".formatted(Lines.one(project.name()));
        Optional<ProjectDefault> old =
                field.projectDefaults().stream()
                        .filter(one -> project.id().equals(one.projectId()))
                        .findFirst();
        @Nullable JsonNode was = present(old.map(ProjectDefault::value).orElse(null));
        if (Objects.equals(was, value)) {
            return ws.plan("Nothing to change about " + of)
                    .risk(Risk.ADMIN)
                    .touching(Reach.WORKSPACE)
                    .answering(a -> new ValueSet(field.name(), of, shown(value), true));
        }
        Plan plan =
                ws.plan(
                                summary(field, of, was, value),
                                "field",
                                projectDefault(project, field, value, ws))
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .replacing("custom_field", field.id(), field.raw())
                        .note("New entries on the project begin with it; those there stay.");
        plan.undoneBy(
                old.isPresent()
                        ? ws.api()
                                .customFields()
                                .setProjectDefault(project.id(), field.id(), was, null)
                        : ws.api().customFields().removeFromProject(project.id(), field.id()));
        return done(plan, field, of, value);
    }

    /// Emptying is taking the field off the project, where nothing else would show instead.
    private static ApiRequest<CustomField> projectDefault(
            Project project, CustomField field, @Nullable JsonNode value, Workplace ws) {
        return value == null && present(field.defaultValue()) == null
                ? ws.api().customFields().removeFromProject(project.id(), field.id())
                : ws.api().customFields().setProjectDefault(project.id(), field.id(), value, null);
    }

    private static Planned<ValueSet> done(
            Plan plan, CustomField field, String of, @Nullable JsonNode value) {
        if (field.onlyAdminCanEdit()) {
            plan.note("Only admins may fill this field.");
        }
        if (value == null && field.required()) {
            plan.note("The field is meant to be filled always.");
        }
        if (field.status().equals("INACTIVE")) {
            plan.note("The field is inactive, and may not be shown.");
        }
        return plan.answering(answers -> new ValueSet(field.name(), of, shown(value), false));
    }

    private static String summary(
            CustomField field, String of, @Nullable JsonNode was, @Nullable JsonNode value) {
        return "Set %s of %s: %s → %s"
                .formatted(FieldNames.said(field.name()), of, quoted(was), quoted(value));
    }

    private static String quoted(@Nullable JsonNode value) {
        return value == null ? "empty" : "‹%s›".formatted(Lines.beginning(said(value), 80));
    }

    private static @Nullable String shown(@Nullable JsonNode value) {
        return value == null ? null : said(value);
    }

    /// A value in words: a list's elements with commas between.
    public static String said(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        List<String> parts =
                StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
        return String.join(", ", parts);
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        boolean none = value == null || value.isNull() || (value.isArray() && value.isEmpty());
        return none ? null : value;
    }

    /// What is to be in the field, in the form that its type asks for; null to empty it.
    private static @Nullable JsonNode value(SetValue in, CustomField field) {
        List<String> values = in.values();
        if ((in.value() == null) == (values == null)) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "It is not said, or said twice, what ‹%s› is to hold."
                            .formatted(Lines.one(field.name())),
                    "Give value or values; values [] empties it.");
        }
        if (values != null && values.isEmpty()) {
            return null;
        }
        if (field.type().equals("DROPDOWN_MULTIPLE")) {
            return all(
                    field, values == null ? List.of(Objects.requireNonNull(in.value())) : values);
        }
        if (values != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› holds one value.".formatted(Lines.one(field.name())),
                    "Give value.");
        }
        return one(field, Objects.requireNonNull(in.value()).strip());
    }

    private static JsonNode one(CustomField field, String text) {
        return switch (field.type()) {
            case "NUMBER" -> number(field, text);
            case "CHECKBOX" ->
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "true", "yes" -> BooleanNode.TRUE;
                        case "false", "no" -> BooleanNode.FALSE;
                        default -> throw unfit(field, text);
                    };
            case "DROPDOWN_SINGLE" -> new TextNode(offered(field, text));
            default -> {
                if (text.isEmpty()) {
                    throw unfit(field, text);
                }
                yield new TextNode(text);
            }
        };
    }

    private static JsonNode number(CustomField field, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs(number.scale()) > 20 || number.precision() > 30) {
                throw unfit(field, text);
            }
            return DecimalNode.valueOf(number);
        } catch (NumberFormatException e) {
            throw unfit(field, text);
        }
    }

    private static JsonNode all(CustomField field, List<String> texts) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        texts.stream().map(text -> offered(field, text)).distinct().forEach(all::add);
        return all;
    }

    /// The offered value that is meant, whatever its capitals.
    private static String offered(CustomField field, String text) {
        return field.allowedValues().stream()
                .filter(text::equals)
                .findFirst()
                .or(() ->
                        field.allowedValues().stream()
                                .filter(value -> Lines.same(value, text))
                                .findFirst())
                .orElseThrow(() -> unfit(field, text));
    }

    private static ToolException unfit(CustomField field, String text) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "‹%s› does not fit ‹%s›."
                        .formatted(Lines.beginning(text, 80), Lines.one(field.name())),
                "It holds %s.".formatted(FieldNames.holds(field)));
    }
}
