package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.controlplane.Dsn;
import java.nio.file.Path;

/// Where the audit, the journal and the keys are kept.
public sealed interface State {

    /// In a folder of this machine, shared by all processes that name it.
    record Folder(Path path) implements State {}

    /// In this process; gone when it ends.
    record Memory() implements State {}

    /// In a database, shared by all replicas that name it.
    record Postgres(Dsn dsn) implements State {}
}
