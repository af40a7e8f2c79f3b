package io.github.clockifymcp.server.identity;

/// What can be somebody's name to us.
final class Names {
    private Names() {}

    /// Whether a text from outside can: it has something to read, and nothing that would let two
    /// names look the same in a log.
    static boolean isName(String text, int longest) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.equals(text.strip())
                && text.codePoints().noneMatch(Names::isHidden);
    }

    private static boolean isHidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                || Character.getType(c) == Character.SURROGATE;
    }
}
