package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says with a tool's answer how many requests to Clockify are left, when that is little.
final class WhatIsLeft {
    private WhatIsLeft() {}

    static Outcome said(Attempt attempt, Outcome outcome, Stations stations) {
        if (!(attempt.target() instanceof Target.OfTool)
                || !(outcome
                        instanceof Outcome.Answer(Object value, var sent, List<String> notes))) {
            return outcome;
        }
        return left(attempt.call(), stations)
                .<Outcome>map(note -> {
                    List<String> all = new ArrayList<>(notes);
                    all.add(note);
                    return new Outcome.Answer(value, sent, all);
                })
                .orElse(outcome);
    }

    /// Who has no key to Clockify has nothing left of it, and still gets the answers of tools that
    /// need none.
    private static Optional<String> left(Call call, Stations stations) {
        try {
            return stations.of(call).left();
        } catch (ToolException e) {
            return Optional.empty();
        }
    }
}
