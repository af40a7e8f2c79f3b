package io.github.clockifymcp.tools.time;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;

/// The ways in which words about time are turned down.
final class Refusal {
    static final int LONGEST_INPUT = 100;

    private Refusal() {}

    /// It cannot be: no such day, no such hour, or not words we know.
    static ToolException invalid(String message, String hint) {
        return new ToolException(Code.INVALID_ARGUMENTS, message, hint);
    }

    /// It can be two things; the message names both.
    static ToolException ambiguous(String message, String hint) {
        return new ToolException(Code.AMBIGUOUS, message, hint);
    }

    /// The words as they came, made safe to be shown.
    static String quote(String text) {
        String shown = text.strip();
        StringBuilder safe = new StringBuilder("‹");
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            safe.append(isShowable(c) ? c : '?');
        }
        return safe.append('›').toString();
    }

    private static boolean isShowable(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
