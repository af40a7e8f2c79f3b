package io.github.clockifymcp.mcp.tool;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a tool is about to do, before it does it. A change is data and no code: a dry run shows it,
/// a confirmation seals it, the audit records it, the guard sends it, the journal can reverse it.
///
/// @param summary one line for people: what will be different
/// @param details what it consists of, where the summary only counts: a line for each entry of
///   many. The result says the same of what was done
/// @param notes what a careful colleague would mention before pressing the button
/// @param risks the classes it really has, of those its tool may have; never empty
/// @param reach whose things it touches
/// @param steps what will be sent, in order; empty when there is nothing to do
/// @param before the records it replaces or deletes, as they are now
public record Change(
        String summary,
        List<String> details,
        List<String> notes,
        Set<Risk> risks,
        Reach reach,
        List<Step> steps,
        List<Image> before) {

    public Change {
        details = List.copyOf(details);
        notes = List.copyOf(notes);
        risks = Set.copyOf(EnumSet.copyOf(risks));
        steps = List.copyOf(steps);
        before = List.copyOf(before);
    }

    /// A change of which the summary says everything.
    public Change(
            String summary,
            List<String> notes,
            Set<Risk> risks,
            Reach reach,
            List<Step> steps,
            List<Image> before) {
        this(summary, List.of(), notes, risks, reach, steps, before);
    }

    /// Whether a person must agree to it.
    public boolean confirmed() {
        return risks.stream().anyMatch(Risk::confirmed);
    }

    /// The same change with one more thing to know before agreeing.
    public Change noting(String note) {
        return new Change(
                summary,
                details,
                Stream.concat(notes.stream(), Stream.of(note)).toList(),
                risks,
                reach,
                steps,
                before);
    }
}
