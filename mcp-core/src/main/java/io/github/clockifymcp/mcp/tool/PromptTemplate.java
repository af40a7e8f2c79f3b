package io.github.clockifymcp.mcp.tool;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// A prompt: what a person chooses from a menu to begin a piece of work.
///
/// @param name such as `weekly-review`
/// @param title for people
/// @param description for people: what will come of it
/// @param arguments in the order in which a person is asked for them
/// @param rights the reading tool whose rights decide
/// @param text what the model is told, once the arguments are known
public record PromptTemplate(
        String name,
        String title,
        String description,
        List<Argument> arguments,
        String rights,
        BiFunction<Map<String, String>, Call, String> text) {
    public PromptTemplate {
        arguments = List.copyOf(arguments);
    }

    /// What a person fills in.
    public record Argument(String name, String description, boolean required) {}
}
