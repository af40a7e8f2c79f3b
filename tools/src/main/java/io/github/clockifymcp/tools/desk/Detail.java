package io.github.clockifymcp.tools.desk;

/// How much of each thing in a list its answer has.
public enum Detail {
    /// What the next step takes: names, handles, and ids only where nothing shorter leads there.
    BRIEF,
    /// Ids and everything the list knows, as a table in text too.
    FULL;

    /// What an input says of it, to the model.
    public static final String DOC = "full: every field.";

    public boolean full() {
        return this == FULL;
    }
}
