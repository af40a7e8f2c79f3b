package io.github.clockifymcp.probe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation, as it stands in a JSON file.
///
/// @param asks whether the client says that it can ask its person
/// @param steps what is done, in this order
record Script(boolean asks, List<Step> steps) {

    Script {
        steps = List.copyOf(steps);
    }

    /// One thing to do. In the arguments, `{name}` stands for what an earlier step kept.
    ///
    /// @param call the tool to call; null lists the tools instead
    /// @param answer what the person does when asked: accept, decline or cancel; null means that
    ///   nothing may be asked
    /// @param content what the person fills in
    /// @param error whether the result must be an error; null for no
    /// @param says what the result's text, or the list's names, must contain
    /// @param keep regular expressions over the result's text, by name; the first group is kept
    record Step(
            @Nullable String call,
            @Nullable Map<String, Object> arguments,
            @Nullable String answer,
            @Nullable Map<String, Object> content,
            @Nullable Boolean error,
            @Nullable List<String> says,
            @Nullable Map<String, String> keep) {}
}
