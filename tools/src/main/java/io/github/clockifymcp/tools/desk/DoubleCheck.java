package io.github.clockifymcp.tools.desk;

/// What is done about an entry that records what is recorded already.
///
/// @param same what is done where the same work is there
/// @param overlaps whether entries that take some of its time are mentioned
public record DoubleCheck(Same same, boolean overlaps) {
    /// What the server does unless its settings say otherwise.
    public static final DoubleCheck USUAL = new DoubleCheck(Same.WARN, true);

    /// What is done where the same work is there: the same minute, project and description.
    public enum Same {
        /// It is mentioned, if it was read or made within the last ten minutes.
        WARN,
        /// It is refused, and looked for each time.
        BLOCK,
        /// Nothing.
        OFF
    }

    /// Whether anything is looked for at all.
    public boolean looks() {
        return same != Same.OFF || overlaps;
    }
}
