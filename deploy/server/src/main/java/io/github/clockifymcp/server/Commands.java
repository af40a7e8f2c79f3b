package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What the command line can say beside starting the server on stdio.
final class Commands {
    private static final Pattern OPTION = Pattern.compile("--[a-z]{1,12}(-[a-z]{1,12}){0,2}");

    private final Map<String, String> environment;
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;

    Commands(Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /// Does what the arguments say.
    ///
    /// @return the exit code; 2 for arguments that are not understood
    int run(String[] arguments) {
        PrintWriter printed = new PrintWriter(new OutputStreamWriter(out, UTF_8), true);
        Server server = new Server(this);
        return new CommandLine(server)
                .addSubcommand(new SandboxCommand(out))
                .addSubcommand(
                        AuditCommand.with(() -> new AuditPlace(environment, server::profile), out))
                .addSubcommand(PolicyCommand.with(environment, server::profile, out))
                .addSubcommand(new SettingsCommand(environment, server::profile, out))
                .addSubcommand(new DoctorCommand(environment, server::profile, out))
                .addSubcommand(KeyCommand.with(out))
                .addSubcommand(new MigrateCommand(environment, out))
                .addSubcommand(new MaintainCommand(environment, out))
                .addSubcommand(TenantCommand.with(environment, out))
                .addSubcommand(PrincipalCommand.with(environment, out))
                .addSubcommand(CredentialCommand.with(environment, in, out))
                // A profile has the name of a command.
                .setAllowSubcommandsAsOptionParameters(true)
                .setOut(printed)
                .setErr(new PrintWriter(err, true, UTF_8))
                .setCommandName("clockify-mcp")
                .setParameterExceptionHandler(Commands::refused)
                .execute(arguments);
    }

    /// Says what is wrong with the arguments, without those that nobody understands: one of them
    /// may be a key that should have been in the environment.
    private static int refused(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            unmatched.getUnmatched().stream()
                    .map(Commands::named)
                    .distinct()
                    .forEach(name -> err.println(name + " is not understood."));
        } else {
            err.println(problem.getMessage());
        }
        command.usage(err);
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String named(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return OPTION.matcher(name).matches() ? "The option " + name : "An argument";
    }

    /// The command without a name.
    @Command(
            description =
                    "An MCP server for Clockify. Without a command it serves its client on stdio.",
            version = "clockify-mcp " + Main.VERSION,
            sortOptions = false,
            synopsisSubcommandLabel = "[COMMAND]",
            footer = {
                "",
                "Settings are environment variables, CLOCKIFY_API_KEY first of all;",
                "clockify-mcp settings says them all, and docs/reference-settings.md too."
            })
    private static final class Server implements Callable<Integer> {
        private final Commands commands;

        @Option(
                names = "--profile",
                paramLabel = "NAME",
                description =
                        "Settings that belong together: local-stdio, single-tenant-http,"
                                + " shared-service, prod-postgres, private-network or sandbox.")
        private @Nullable String profile;

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                description = "What the sandbox takes for now, such as 2026-11-17T09:00:00Z.")
        private @Nullable String at;

        @SuppressWarnings("UnusedVariable") // picocli acts on it
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Says this.")
        private boolean help;

        @SuppressWarnings("UnusedVariable") // picocli acts on it
        @Option(
                names = {"-v", "--version"},
                versionHelp = true,
                description = "Says the version.")
        private boolean version;

        private Server(Commands commands) {
            this.commands = commands;
        }

        private Optional<String> profile() {
            return Optional.ofNullable(profile);
        }

        @Override
        public Integer call() {
            Map<String, String> options = new HashMap<>();
            if (profile != null) {
                options.put("MCP_PROFILE", profile);
            }
            if (at != null) {
                options.put("CLOCKIFY_SANDBOX_AT", at);
            }
            return new Serving(commands.environment, commands.in, commands.out).run(options);
        }
    }
}
