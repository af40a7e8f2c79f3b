package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.Confirmation;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.enforcement.PolicyWords;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.server.settings.Nearest;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// `clockify-mcp policy`: what a server with these settings lets its callers do, before anybody
/// calls.
@Command(
        name = "policy",
        description = "Says what the modes and the lists allow.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false)
final class PolicyCommand extends CommandGroup {
    private PolicyCommand() {
        super("Say which: policy explain or list.");
    }

    /// The command with those below it.
    ///
    /// @param profileBefore the profile that was named in front of the command
    static CommandLine with(
            Map<String, String> environment,
            Supplier<Optional<String>> profileBefore,
            OutputStream out) {
        return new CommandLine(new PolicyCommand())
                .addSubcommand(new Explain(environment, profileBefore, out))
                .addSubcommand(new All(environment, profileBefore, out));
    }

    /// Something that is said of the policy.
    private abstract static class Saying extends ProfiledCommand {
        @Option(
                names = "--mode",
                paramLabel = "MODE",
                converter = ModeConverter.class,
                description = "As if this were the mode.")
        @Nullable Mode mode;

        Saying(
                Map<String, String> environment,
                Supplier<Optional<String>> profileBefore,
                OutputStream out) {
            super(environment, profileBefore, out);
        }

        @Override
        final int act() throws SettingsException {
            Settings settings = Settings.load(environment(), options());
            try (Wiring wiring = new Wiring(settings, environment())) {
                say(wiring.rules(), printed());
                return DONE;
            }
        }

        abstract void say(Rules rules, PrintStream printed);
    }

    /// What holds in a server, and for which tools.
    ///
    /// @param addresses names of the tools that only name another one
    record Rules(
            Policy policy,
            Confirmation.Settings confirming,
            List<ToolInfo> tools,
            Set<String> addresses) {
        Rules {
            tools = List.copyOf(tools);
            addresses = Set.copyOf(addresses);
        }

        /// The words for the same lists in another mode.
        PolicyWords in(Mode mode) {
            return new PolicyWords(
                    new Policy(mode, policy.denyTools(), policy.denyGroups(), policy.allowGroups()),
                    confirming);
        }
    }

    /// One tool in every mode.
    @Command(
            name = "explain",
            description = "Says what each mode, or one, says of a tool, and why.",
            sortOptions = false)
    private static final class Explain extends Saying {
        @Parameters(paramLabel = "TOOL", description = "Its name, such as clockify_delete_entry.")
        private String name = "";

        Explain(
                Map<String, String> environment,
                Supplier<Optional<String>> profileBefore,
                OutputStream out) {
            super(environment, profileBefore, out);
        }

        @Override
        void say(Rules rules, PrintStream printed) {
            ToolInfo tool = tool(rules.tools());
            printed.println("%s, group %s: %s.".formatted(tool.name(), tool.group(), tool.title()));
            if (rules.addresses().contains(tool.name())) {
                printed.println("It names another tool, and what is said of that one holds.");
                return;
            }
            printed.println(PolicyWords.about(tool));
            for (Mode each : mode == null ? Mode.values() : new Mode[] {mode}) {
                PolicyWords words = rules.in(each);
                boolean own = each == rules.policy().mode();
                printed.println();
                printed.println(
                        "%s%s: %s"
                                .formatted(
                                        each.id(),
                                        own ? " (this server's)" : "",
                                        words.verdict(tool)));
                words.reasons(tool).forEach(reason -> printed.println("  " + reason));
            }
        }

        private ToolInfo tool(List<ToolInfo> tools) {
            return tools.stream()
                    .filter(tool -> tool.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> wrong(unknown(tools)));
        }

        private String unknown(List<ToolInfo> tools) {
            List<String> names = tools.stream().map(ToolInfo::name).toList();
            String whole = name.startsWith("clockify_") ? name : "clockify_" + name;
            String meant = names.contains(whole) ? whole : Nearest.among(whole, names);
            return meant == null
                    ? "There is no tool of this name. policy list has them all."
                    : "There is no tool of this name. %s was probably meant.".formatted(meant);
        }
    }

    /// Every tool in one mode.
    @Command(
            name = "list",
            description = "Lists what the server's mode, or another, says of every tool.",
            sortOptions = false)
    private static final class All extends Saying {

        All(
                Map<String, String> environment,
                Supplier<Optional<String>> profileBefore,
                OutputStream out) {
            super(environment, profileBefore, out);
        }

        @Override
        void say(Rules rules, PrintStream printed) {
            PolicyWords words = rules.in(mode == null ? rules.policy().mode() : mode);
            for (ToolInfo tool : rules.tools()) {
                printed.println(
                        "%-16s %-17s %s (%s)"
                                .formatted(
                                        words.verdict(tool),
                                        tool.group(),
                                        tool.name(),
                                        kind(tool, rules)));
            }
            printed.println();
            printed.println(words.allows());
        }

        private static String kind(ToolInfo tool, Rules rules) {
            if (rules.addresses().contains(tool.name())) {
                return "as the tool it names";
            }
            return tool.reads() ? "read" : risks(tool);
        }

        private static String risks(ToolInfo tool) {
            return tool.risks().stream()
                    .sorted()
                    .map(risk -> risk.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" "));
        }
    }

    /// Reads a mode, or says which there are.
    private static final class ModeConverter implements ITypeConverter<Mode> {
        @Override
        public Mode convert(String text) {
            return Mode.of(text)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "there is no such mode. It takes one of %s."
                                            .formatted(
                                                    Arrays.stream(Mode.values())
                                                            .map(Mode::id)
                                                            .collect(Collectors.joining(", ")))));
        }
    }
}
