package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that does one thing and says with its exit code how that ended: 0 when it was done, 2
/// when what was said or set is wrong, and 3 when it failed. Why stands in its error output.
abstract class LeafCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int WRONG = 2;
    static final int FAILED = 3;

    private final OutputStream out;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    LeafCommand(OutputStream out) {
        this.out = out;
    }

    @Override
    public final Integer call() {
        try {
            return act();
        } catch (SettingsException e) {
            e.problems().forEach(this::warn);
            return WRONG;
        } catch (StateException | RefusedException e) {
            warn(String.valueOf(e.getMessage()));
            return WRONG;
        } catch (SchemaException | IOException e) {
            warn(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    /// Does it. What it throws ends it with the message of that.
    ///
    /// @return the exit code
    abstract int act() throws SettingsException, RefusedException, SchemaException, IOException;

    void say(String line) {
        printed().println(line);
    }

    /// For whoever reads, and not in what a program reads of it.
    final void warn(String line) {
        spec.commandLine().getErr().println(line);
    }

    /// Where it says what it has to say.
    final PrintStream printed() {
        return new PrintStream(out, true, UTF_8);
    }

    /// The same without lines that are written at once, for much of it.
    final OutputStream out() {
        return out;
    }

    /// That an argument is wrong, which is said with how the command is used.
    final ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
