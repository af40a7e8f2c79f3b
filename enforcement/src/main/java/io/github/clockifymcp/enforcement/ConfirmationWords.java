package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Step;
import java.util.List;
import java.util.stream.Collectors;

/// What a person reads before agreeing: what will be different, what a colleague would mention,
/// what kind of change it is, how many requests it takes, and whether it can be taken back.
final class ConfirmationWords {
    /// The one field of the form, and the key of the question.
    static final String CONFIRM = "confirm";

    private static final int LONGEST_LINE = 500;
    private static final int MOST_NOTES = 50;

    private ConfirmationWords() {}

    /// The question with its form. The form has one box that is not ticked: a client that sends a
    /// form back as it came has not agreed.
    static Ask.Form form(Change change) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties")
                .putObject(CONFIRM)
                .put("type", "boolean")
                .put("title", "Yes, do this")
                .put("description", "Tick to agree. Nothing is done otherwise.")
                .put("default", false);
        schema.putArray("required").add(CONFIRM);
        return new Ask.Form(message(change), schema);
    }

    private static String message(Change change) {
        StringBuilder out = new StringBuilder(line(change.summary())).append("\n");
        list(change.details(), "  ", out);
        list(change.notes(), "• ", out);
        return out.append(change.details().isEmpty() && change.notes().isEmpty() ? "\n" : "\n\n")
                .append(kinds(change))
                .append(requests(change))
                .append(back(change))
                .toString();
    }

    private static void list(List<String> lines, String mark, StringBuilder out) {
        lines.stream()
                .limit(MOST_NOTES)
                .forEach(one -> out.append('\n').append(mark).append(line(one)));
        if (lines.size() > MOST_NOTES) {
            out.append('\n').append(mark).append("and ").append(lines.size() - MOST_NOTES);
            out.append(" more");
        }
    }

    private static String line(String text) {
        return PlainText.line(text, LONGEST_LINE);
    }

    private static String kinds(Change change) {
        String kinds =
                change.risks().stream()
                        .sorted()
                        .filter(risk -> risk != Risk.WRITE)
                        .map(ConfirmationWords::kind)
                        .collect(Collectors.joining(", and it "));
        return kinds.isEmpty() ? "" : "It " + kinds + ". ";
    }

    private static String kind(Risk risk) {
        return switch (risk) {
            case WRITE -> "changes something";
            case BILLING -> "changes what is billed or paid";
            case EXTERNAL_SIDE_EFFECT -> "reaches people or systems outside";
            case ADMIN -> "changes how the workspace is set up";
            case PERMISSION_CHANGE -> "changes what somebody may see or do";
            case DESTRUCTIVE -> "deletes something";
        };
    }

    private static String requests(Change change) {
        int count = change.steps().size();
        return count == 1 ? "1 request is sent. " : "%d requests are sent. ".formatted(count);
    }

    /// Whether it can be taken back.
    static String back(Change change) {
        long back = change.steps().stream().filter(Step::reversible).count();
        if (back == 0) {
            return "It cannot be taken back.";
        }
        if (back < change.steps().size()) {
            return "It cannot be taken back, since a part of it cannot.";
        }
        return change.steps().stream().anyMatch(ConfirmationWords::madeAnew)
                ? "Taking it back: clockify_undo makes it again, with a new id."
                : "clockify_undo takes it back.";
    }

    private static boolean madeAnew(Step step) {
        Step.Inverse inverse = step.inverse();
        return inverse != null
                && step.request().method().equals("DELETE")
                && inverse.all().stream().anyMatch(one -> one.request().method().equals("POST"));
    }
}
