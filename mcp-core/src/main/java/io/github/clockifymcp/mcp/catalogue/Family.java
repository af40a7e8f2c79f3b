package io.github.clockifymcp.mcp.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The forms a tool's definition has had in the protocol's revisions.
public enum Family {
    /// Revision 2024-11-05: name, description and input schema.
    BARE("2024-11-05"),
    /// Revision 2025-03-26 adds annotations, the title among them.
    ANNOTATED("2025-03-26"),
    /// From revision 2025-06-18 the title stands on the tool.
    TITLED("2025-06-18"),
    /// The same, with the schema of the answer.
    DESCRIBED("2025-06-18+output");

    private final String label;

    Family(String label) {
        this.label = label;
    }

    /// What the files of this form are called.
    String label() {
        return label;
    }

    /// The form for a revision.
    ///
    /// @param revision such as `2025-11-25`
    /// @param outputs whether the schema of the answer is wanted, where the revision knows it
    public static Family of(String revision, boolean outputs) {
        if (revision.compareTo("2025-06-18") >= 0) {
            return outputs ? DESCRIBED : TITLED;
        }
        return revision.compareTo("2025-03-26") >= 0 ? ANNOTATED : BARE;
    }

    /// A catalogue entry cut down to this form.
    ObjectNode cut(ObjectNode entry) {
        ObjectNode cut = entry.deepCopy();
        cut.remove(List.of("risk", "reach", "tier"));
        switch (this) {
            case BARE -> cut.remove(List.of("title", "annotations", "outputSchema"));
            case ANNOTATED -> {
                ((ObjectNode) cut.get("annotations")).set("title", cut.get("title"));
                cut.remove(List.of("title", "outputSchema"));
            }
            case TITLED -> cut.remove("outputSchema");
            case DESCRIBED -> {}
        }
        return cut;
    }
}
