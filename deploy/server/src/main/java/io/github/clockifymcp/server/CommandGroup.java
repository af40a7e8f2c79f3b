package io.github.clockifymcp.server;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that only has others below it.
abstract class CommandGroup implements Runnable {
    private final String sayWhich;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    /// @param sayWhich what whoever names none of them is told
    CommandGroup(String sayWhich) {
        this.sayWhich = sayWhich;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), sayWhich);
    }
}
