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

    /// One thing to do. In the arguments and in what is said, `{name}` stands for what an earlier
    /// step kept.
    ///
    /// @param what the step in words; null for one that needs none
    /// @param asking whether the step is for clients that can ask their person (true) or for those
    ///   that cannot (false); null for both
    /// @param call the tool to call; null lists the tools instead
    /// @param answer what the person does when asked, once: accept, decline or cancel; null means
    ///   that nothing may be asked
    /// @param content what the person fills in
    /// @param question what the question must contain
    /// @param error whether the result must be an error; null for no
    /// @param says what the result's text, or the list's names, must contain
    /// @param hides what they must not contain
    /// @param keep regular expressions over the result's text, by name; the first group is kept
    record Step(
            @Nullable String what,
            @Nullable Boolean asking,
            @Nullable String call,
            @Nullable Map<String, Object> arguments,
            @Nullable String answer,
            @Nullable Map<String, Object> content,
            @Nullable List<String> question,
            @Nullable Boolean error,
            @Nullable List<String> says,
            @Nullable List<String> hides,
            @Nullable Map<String, String> keep) {

        /// Whether a client goes through it.
        boolean isFor(boolean asks) {
            return asking == null || asking == asks;
        }
    }
}
