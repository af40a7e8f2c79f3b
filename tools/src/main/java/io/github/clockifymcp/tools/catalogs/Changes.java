package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an update changes, field by field, as it was and as it will be.
public final class Changes {
    private static final int SHOWN = 80;

    private final List<String> lines = new ArrayList<>();

    /// Whether a field that can be empty is to be emptied; a model that also gives it a value has
    /// to decide.
    public static <F extends Enum<F>> boolean clears(
            @Nullable List<F> clear, F field, @Nullable Object value) {
        boolean clears = clear != null && clear.contains(field);
        if (clears && value != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹%s› is both set and cleared."
                            .formatted(field.name().toLowerCase(Locale.ROOT)),
                    "Leave one of the two out.");
        }
        return clears;
    }

    /// Notes that a field gets another value; null and blank are none.
    public void add(String field, @Nullable String from, @Nullable String to) {
        lines.add("%s %s → %s".formatted(field, quoted(from), quoted(to)));
    }

    /// Notes that it is put away, or comes back.
    public void archived(boolean archived) {
        state(archived, "in use", "archived");
    }

    /// Notes that it is one of two things and becomes the other.
    ///
    /// @param becomes whether it becomes the second
    public void state(boolean becomes, String first, String second) {
        lines.add("%s → %s".formatted(becomes ? first : second, becomes ? second : first));
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /// All of them, for a summary.
    public String said() {
        return String.join("; ", lines);
    }

    /// What came of an update.
    ///
    /// @param what the kind and name of what was to be changed
    public static String told(String what, List<String> changes) {
        return changes.isEmpty()
                ? "Nothing to change, it is already so: " + what
                : "Changed %s: %s".formatted(what, String.join("; ", changes));
    }

    /// For an update that names no field: a model whose arguments were lost must not take it for
    /// done.
    public static ToolException nothingWished(String what) {
        return new ToolException(
                Code.INVALID_ARGUMENTS,
                "It is not said what should change about %s.".formatted(what),
                "Give the fields that should, with their new values.");
    }

    private static String quoted(@Nullable String text) {
        return text == null || text.isBlank()
                ? "none"
                : "‹%s›".formatted(Lines.beginning(text, SHOWN));
    }
}
