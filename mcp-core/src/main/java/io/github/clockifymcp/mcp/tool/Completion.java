package io.github.clockifymcp.mcp.tool;

import java.util.List;

/// What may stand for an argument, of whichever prompt or resource template has one of that name.
///
/// @param argument its name
/// @param rights the reading tool whose rights decide
/// @param suggest what begins with the text that was typed so far, the likeliest first
public record Completion(String argument, String rights, Suggester suggest) {

    /// Suggests values.
    @FunctionalInterface
    public interface Suggester {
        List<String> suggest(String typed, Call call);
    }
}
