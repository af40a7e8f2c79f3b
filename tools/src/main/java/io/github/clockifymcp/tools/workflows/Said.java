package io.github.clockifymcp.tools.workflows;

import io.github.clockifymcp.tools.desk.Lines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Clockify's texts as parts of a line.
final class Said {
    private static final int SHOWN = 80;

    private Said() {}

    static String quoted(@Nullable String text) {
        return text == null || text.isBlank()
                ? "none"
                : "‹%s›".formatted(Lines.beginning(text, SHOWN));
    }

    static String hashed(List<String> tags) {
        return tags.isEmpty() ? "none" : Lines.beginning("#" + String.join(" #", tags), SHOWN);
    }
}
