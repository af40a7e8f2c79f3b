package io.github.clockifymcp.enforcement;

/// Text that came from elsewhere, made fit to be shown to a person who has to decide, or to be
/// written to the audit log: one line, no invisible or direction-changing characters, bounded.
final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /// The text as one clean line of at most so many characters.
    static String line(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (invisible(point)) {
                continue;
            }
            if (blank(point)) {
                space = !out.isEmpty();
                continue;
            }
            if (out.length() + (space ? 1 : 0) + Character.charCount(point) > most - 1) {
                return out.append('…').toString();
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.appendCodePoint(point);
        }
        return out.toString();
    }

    private static boolean blank(int point) {
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.CONTROL;
    }

    private static boolean invisible(int point) {
        if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
            // Emoji and several scripts need them.
            return false;
        }
        int type = Character.getType(point);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
