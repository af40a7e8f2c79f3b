package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.List;

/// Lists that count only as a whole: from a part of them it cannot be told that something is not
/// there.
public final class Whole {
    private Whole() {}

    /// What a list holds, if all of it was read.
    ///
    /// @param things what they are, such as `projects with ‹Web› in their name`
    /// @param hint what to do instead of reading so many
    public static <T> List<T> of(Page<T> page, String things, String hint) {
        if (page.more()) {
            throw new ToolException(
                    Code.AMBIGUOUS,
                    "There are more than %d %s, too many to look through."
                            .formatted(page.items().size(), things),
                    hint);
        }
        return page.items();
    }
}
