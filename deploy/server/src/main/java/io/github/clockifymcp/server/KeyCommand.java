package io.github.clockifymcp.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clockify-mcp key`: the keys of a service.
@Command(
        name = "key",
        description = "Makes the keys that seal what replicas share.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class KeyCommand extends CommandGroup {
    private KeyCommand() {
        super("Say what: key new.");
    }

    /// The command with the one below it.
    static CommandLine with(OutputStream out) {
        return new CommandLine(new KeyCommand()).addSubcommand(new New(out));
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
    private static final class New extends LeafCommand {
        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "Appends it to this file instead, and prints its id.")
        private @Nullable Path file;

        private New(OutputStream out) {
            super(out);
        }

        @Override
        int act() throws RefusedException {
            SecureRandom random = new SecureRandom();
            say(file == null ? KeyFile.line(random) : appended(file, random));
            return DONE;
        }

        private static String appended(Path file, SecureRandom random) throws RefusedException {
            try {
                return KeyFile.append(file, random);
            } catch (IOException e) {
                throw new RefusedException(
                        "The file %s cannot be written: %s.".formatted(file, AuditPlace.reason(e)));
            }
        }
    }
}
