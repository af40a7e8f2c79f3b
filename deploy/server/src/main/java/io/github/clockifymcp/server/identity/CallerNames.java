package io.github.clockifymcp.server.identity;

/// What can be somebody's name to us.
public final class CallerNames {
    private CallerNames() {}

    /// Whether a text from outside can: it has something to read, and nothing that a log would
    /// leave out, so that no two names look the same there.
    public static boolean isName(String text, int longest) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.equals(text.strip())
                && !text.contains("  ")
                && text.codePoints().allMatch(CallerNames::isSeen);
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> !isSelector(c);
        };
    }

    /// What only chooses how the character before it looks.
    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }
}
