package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.State;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the audit log is: where a server with these settings writes it, or where the command line
/// says.
final class AuditPlace {
    private static final String FILE = "audit.jsonl";

    private final Map<String, String> environment;
    private final Supplier<Optional<String>> profileBefore;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "The servers' state folder; left out, it is found as a server finds it.")
    private @Nullable Path state;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Whose state folder: the sandbox has one of its own.")
    private @Nullable String profile;

    @SuppressWarnings("UnusedVariable") // picocli acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    private boolean help;

    /// @param profileBefore the profile that was named in front of the command
    AuditPlace(Map<String, String> environment, Supplier<Optional<String>> profileBefore) {
        this.environment = environment;
        this.profileBefore = profileBefore;
    }

    /// The file, which is there.
    ///
    /// @throws SettingsException when the settings cannot be read
    /// @throws StateException when there is no such file
    Path file() throws SettingsException {
        Path file = folder().resolve(FILE);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return file;
        }
        throw new StateException(
                "There is no audit log %s. A server makes it with its first call.".formatted(file));
    }

    private Path folder() throws SettingsException {
        if (state != null) {
            return state;
        }
        Optional<String> named = Optional.ofNullable(profile).or(profileBefore);
        Settings settings =
                Settings.load(
                        environment,
                        named.map(name -> Map.of("MCP_PROFILE", name)).orElse(Map.of()));
        boolean postgres =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        return Store.folder(settings, environment)
                .orElseThrow(() ->
                        new StateException(
                                postgres
                                        ? "The audit log is in Postgres, in clockify_mcp.audit, and"
                                                + " this command reads files. Name another folder"
                                                + " with --state."
                                        : "With MCP_CONTROL_PLANE_DSN=memory there is no audit"
                                                + " log."));
    }

    /// Why it cannot be read, as far as the system says.
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException system) {
            String reason = system.getReason();
            return reason == null ? failure.getClass().getSimpleName() : reason;
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
