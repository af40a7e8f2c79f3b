package io.github.clockifymcp.tools;

import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.account.AccountTools;
import io.github.clockifymcp.tools.catalogs.ClientKeeping;
import io.github.clockifymcp.tools.catalogs.ClientTools;
import io.github.clockifymcp.tools.catalogs.ProjectTools;
import io.github.clockifymcp.tools.catalogs.TagKeeping;
import io.github.clockifymcp.tools.catalogs.TagTools;
import io.github.clockifymcp.tools.catalogs.TaskTools;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.entries.EntryEditTools;
import io.github.clockifymcp.tools.entries.EntryTools;
import io.github.clockifymcp.tools.entries.LogTools;
import io.github.clockifymcp.tools.review.ReviewTools;
import io.github.clockifymcp.tools.timer.TimerTools;
import java.util.List;

/// All tools about Clockify, in the order in which clients see them: who and where one is, then the
/// daily work, then the things it is about, then what is found when it is needed. Within a group
/// what is used most comes first, since models take what they meet first.
public final class ToolGroups {
    private ToolGroups() {}

    /// The groups; some share an id, and so a file of the catalogue.
    public static List<ToolGroup<Workplace>> all() {
        return List.of(
                new AccountTools(),
                new LogTools(),
                new TimerTools(),
                new EntryTools(),
                new EntryEditTools(),
                new ReviewTools(),
                new ProjectTools(),
                new ClientTools(),
                new TagTools(),
                new TaskTools(),
                new ClientKeeping(),
                new TagKeeping());
    }

    /// Declares every group in a toolbox.
    public static Toolbox<Workplace> declareAll(Toolbox<Workplace> tools) {
        all().forEach(tools::add);
        return tools;
    }
}
