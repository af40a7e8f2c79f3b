package io.github.clockifymcp.clockify;

/// Makes text from outside fit to be shown: Clockify's messages repeat what callers sent.
final class ShownText {

    private static final int LONGEST = 300;

    private ShownText() {}

    /// The text on one line, without characters that steer a terminal or turn writing around, and
    /// cut to 300 characters.
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        // More than this is never shown, so it need not be looked at.
        String head = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        head.codePoints()
                .map(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c)
                .filter(ShownText::isHarmless)
                .forEach(c -> {
                    boolean second = c == ' ' && shown.toString().endsWith(" ");
                    if (!second) {
                        shown.appendCodePoint(c);
                    }
                });
        String line = shown.toString().strip();
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            // Controls, bidirectional and zero-width marks, lone surrogates, private and unknown.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }
}
