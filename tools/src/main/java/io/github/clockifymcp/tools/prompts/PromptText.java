package io.github.clockifymcp.tools.prompts;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.Map;

/// Fills a prompt's text in.
final class PromptText {
    private static final int LONGEST = 500;

    private PromptText() {}

    /// The text with each `{name}` replaced by its argument.
    ///
    /// @param defaults what stands where an argument is left out or blank; an argument without one
    ///   is required
    /// @throws ToolException when a required argument is blank, or one is too long to be one
    static String fill(String text, Map<String, String> arguments, Map<String, String> defaults) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            String name = text.substring(open + 1, close);
            filled.append(text, from, open).append(value(name, arguments, defaults));
            from = close + 1;
        }
        return filled.append(text.substring(from)).toString();
    }

    private static String value(
            String name, Map<String, String> arguments, Map<String, String> defaults) {
        String given = Lines.one(arguments.getOrDefault(name, "").strip());
        if (given.length() > LONGEST) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "%s has more than %d characters.".formatted(name, LONGEST),
                    "Say it shorter.");
        }
        String value = given.isEmpty() ? defaults.get(name) : given;
        if (value == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS, name + " is empty.", "Fill it in, or cancel.");
        }
        return value;
    }
}
