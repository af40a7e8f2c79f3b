package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where tasks are kept: the port behind the extension `io.modelcontextprotocol/tasks`. What is
/// kept here another replica can answer for, if the store is shared; the work itself stays where it
/// began.
public interface Tasks {
    /// The extension's id in capabilities.
    String EXTENSION = "io.modelcontextprotocol/tasks";

    /// How long a task is kept from its beginning. Work that takes longer is ended.
    Duration goodFor();

    /// Keeps a new task. It is kept when this returns.
    ///
    /// @return whether there was room for one more of this owner's
    boolean open(Task task);

    /// The task of this id, if it is this principal's and not forgotten.
    Optional<Task> find(Principal owner, String id);

    /// Makes another of a task, in one step. One that has ended stays as it is.
    ///
    /// @return the task as it is then; empty when there is none of this id
    Optional<Task> change(Principal owner, String id, UnaryOperator<Task> change);
}
