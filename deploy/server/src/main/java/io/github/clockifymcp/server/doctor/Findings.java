package io.github.clockifymcp.server.doctor;

import java.util.ArrayList;
import java.util.List;

/// What one check finds. What it has found counts also when it does not come to its end.
public final class Findings {
    // Guarded by this.
    private final List<Finding> all = new ArrayList<>();
    private boolean closed;

    /// Something that nothing has to be done about.
    public void add(Symptom symptom, String what) {
        add(symptom, what, "");
    }

    /// Something, and what to do.
    public synchronized void add(Symptom symptom, String what, String mend) {
        if (!closed) {
            all.add(new Finding(symptom, Words.printable(what), Words.printable(mend)));
        }
    }

    /// What there is so far; a check that is late adds nothing any more.
    synchronized List<Finding> close() {
        closed = true;
        return List.copyOf(all);
    }
}
