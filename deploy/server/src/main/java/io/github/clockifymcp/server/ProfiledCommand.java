package io.github.clockifymcp.server;

import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command about what a server with these settings does, which takes its profile as the server
/// does: in front of the command's name or behind it.
abstract class ProfiledCommand extends LeafCommand {
    private final Map<String, String> environment;
    private final Supplier<Optional<String>> profileBefore;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Settings that belong together.")
    private @Nullable String profile;

    /// @param profileBefore the profile that was named in front of the command
    ProfiledCommand(
            Map<String, String> environment,
            Supplier<Optional<String>> profileBefore,
            OutputStream out) {
        super(out);
        this.environment = environment;
        this.profileBefore = profileBefore;
    }

    /// The process's variables.
    final Map<String, String> environment() {
        return environment;
    }

    /// What the command line sets, by the names of the settings.
    final Map<String, String> options() {
        return Optional.ofNullable(profile)
                .or(profileBefore)
                .map(name -> Map.of("MCP_PROFILE", name))
                .orElse(Map.of());
    }
}
