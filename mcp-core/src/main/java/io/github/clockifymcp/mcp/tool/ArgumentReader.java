package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Reads a call's arguments against the schema its tool published: what is advertised is what is
/// enforced.
public interface ArgumentReader {

    /// Checks the arguments, fills in the defaults, and makes the tool's input of them. An argument
    /// that is JSON null counts as left out.
    ///
    /// @throws ToolException `INVALID_ARGUMENTS`, saying which argument and what it may be
    <I extends Record> Checked<I> read(Tool<I, ?> tool, ObjectNode arguments);

    /// Arguments that fit.
    ///
    /// @param input what the tool takes
    /// @param dryRun whether the caller only wants to see what would happen
    /// @param token the ticket of an earlier preview
    record Checked<I extends Record>(I input, boolean dryRun, @Nullable String token) {}
}
