package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.enforcement.StateException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `clockify-mcp key`: the keys of a service.
@Command(
        name = "key",
        description = "Makes the keys that seal what replicas share.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class KeyCommand implements Runnable {
    private static final int NOT_DONE = 2;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    /// The command with the one below it.
    static CommandLine with(OutputStream out) {
        return new CommandLine(new KeyCommand()).addSubcommand(new New(out));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: key new.");
    }

    @Command(
            name = "new",
            description = {
                "Makes a key and prints it, a line for MCP_CONTROL_PLANE_KEYS_FILE.",
                "The first line of that file seals, the others are accepted. To change keys, append"
                        + " the new one and start all servers again; then put it first and start all"
                        + " again; remove the old one when nothing is sealed with it."
            },
            sortOptions = false)
    private static final class New implements Callable<Integer> {
        private final OutputStream out;

        @SuppressWarnings("NullAway.Init") // picocli sets it
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Appends it to this file instead, and prints its id.")
        private @Nullable Path file;

        @SuppressWarnings("UnusedVariable") // picocli acts on it
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Says this.")
        private boolean help;

        private New(OutputStream out) {
            this.out = out;
        }

        @Override
        public Integer call() {
            PrintStream printed = new PrintStream(out, true, UTF_8);
            SecureRandom random = new SecureRandom();
            if (file == null) {
                printed.println(KeyFile.line(random));
                return 0;
            }
            try {
                printed.println(KeyFile.append(file, random));
                return 0;
            } catch (StateException e) {
                spec.commandLine().getErr().println(e.getMessage());
            } catch (IOException e) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "The file %s cannot be written: %s."
                                        .formatted(file, AuditPlace.reason(e)));
            }
            return NOT_DONE;
        }
    }
}
