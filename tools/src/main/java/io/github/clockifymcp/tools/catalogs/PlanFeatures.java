package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;

/// What the workspace's plan has. Clockify refuses what it has not with 403, mostly without saying
/// that the plan is why; the workspace's list of features does say it, before anything is sent.
public final class PlanFeatures {
    private PlanFeatures() {}

    /// Refuses unless the plan has a feature. Where Clockify lists none, it decides by itself.
    ///
    /// @param feature as Clockify names it, such as `TASK_RATES`
    /// @param words the same for people, such as `rates for tasks`
    public static void need(String feature, String words, Workplace ws) {
        List<String> features = ws.account().workspace().features();
        if (!features.isEmpty() && !features.contains(feature)) {
            throw new ToolException(
                    Code.PLAN_REQUIRED,
                    "The workspace's plan does not have %s.".formatted(words),
                    "Nothing was sent. It takes a higher plan of Clockify's.");
        }
    }
}
