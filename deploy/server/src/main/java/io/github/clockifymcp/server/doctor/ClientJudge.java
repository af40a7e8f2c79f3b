package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.server.settings.Address;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.Inventory;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whether an entry in a client's file would start a server that works.
final class ClientJudge {
    /// An argument that gives a key or a token by its name.
    private static final Pattern NAMED_SECRET =
            Pattern.compile(
                    "(?i)(CLOCKIFY_API_KEY|MCP_BEARER_TOKEN|--?(api[-_]?)?(key|token))(=.*)?");

    private final Machine machine;
    private final String client;
    private final ClientEntry entry;
    private final Findings findings;
    private boolean wrong;

    private ClientJudge(Machine machine, String client, ClientEntry entry, Findings findings) {
        this.machine = machine;
        this.client = client;
        this.entry = entry;
        this.findings = findings;
    }

    static void judge(Machine machine, String client, ClientEntry entry, Findings findings) {
        new ClientJudge(machine, client, entry, findings).judge();
    }

    private void judge() {
        if (entry.url().isEmpty()) {
            command();
            arguments();
            settings();
        } else {
            address();
        }
        if (!wrong) {
            findings.add(
                    Symptom.CLIENT_FINE,
                    "%s: %s is in order%s."
                            .formatted(
                                    client,
                                    entry.place(),
                                    entry.isOff() ? ", and turned off" : ""));
        }
    }

    private void found(Symptom symptom, String what, String mend) {
        wrong = true;
        findings.add(symptom, "%s: %s %s".formatted(client, entry.place(), what), mend);
    }

    private void command() {
        String command = entry.command();
        if (command.isEmpty()) {
            found(
                    Symptom.CLIENT_COMMAND,
                    "names no command.",
                    "Set \"command\" to the whole path of bin/clockify-mcp.");
            return;
        }
        if (ClientEntry.isFilledIn(command)) {
            return;
        }
        @Nullable Path program = program(command);
        if (program == null || !Files.exists(program)) {
            found(
                    Symptom.CLIENT_COMMAND,
                    "starts a program that is not there.",
                    "Set \"command\" to the whole path of bin/clockify-mcp.");
        } else if (Files.isDirectory(program) || !Files.isExecutable(program)) {
            found(
                    Symptom.CLIENT_EXECUTABLE,
                    "starts a file that may not be executed: %s.".formatted(program),
                    Files.isDirectory(program)
                            ? "Set \"command\" to bin/clockify-mcp in that folder."
                            : "Run: chmod +x %s".formatted(program));
        }
    }

    /// Where the client would find it; null when nowhere.
    private @Nullable Path program(String command) {
        try {
            if (command.indexOf('/') >= 0 || command.indexOf('\\') >= 0) {
                String whole =
                        command.startsWith("~/") && machine.home() != null
                                ? machine.home() + command.substring(1)
                                : command;
                return machine.here().resolve(whole);
            }
            for (String folder :
                    machine.environment().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path possible = Path.of(folder).resolve(command);
                if (!folder.isEmpty() && Files.isExecutable(possible)) {
                    return possible;
                }
            }
            return null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void arguments() {
        List<String> arguments = entry.arguments();
        boolean secret = arguments.stream().anyMatch(each -> NAMED_SECRET.matcher(each).matches());
        if (secret) {
            found(
                    Symptom.CLIENT_ARGUMENTS,
                    "gives a key or a token as an argument, where every program of this machine may"
                            + " read it; and the server takes none there.",
                    "Give it in \"env\" as CLOCKIFY_API_KEY.");
        }
    }

    private void settings() {
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("HOME", "XDG_CONFIG_HOME")) {
            environment.put(name, machine.environment().getOrDefault(name, ""));
        }
        entry.environment()
                .forEach((name, value) -> {
                    if (!ClientEntry.isFilledIn(value)) {
                        environment.put(name, value);
                    }
                });
        Inventory read = Inventory.of(environment, options());
        for (String problem : read.problems()) {
            found(
                    Symptom.CLIENT_SETTING,
                    "would not start: " + problem,
                    "Correct it in \"env\" of that entry.");
        }
        for (Inventory.Stray stray : read.strays()) {
            if (stray.origin() == Inventory.Origin.ENVIRONMENT && stray.meant().isEmpty()) {
                found(
                        Symptom.CLIENT_UNKNOWN,
                        "sets %s, which is no setting.".formatted(stray.name()),
                        "Leave it out; docs/reference-settings.md has those there are.");
            }
        }
        key(read.settings());
    }

    private Map<String, String> options() {
        List<String> arguments = entry.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--profile=")) {
                return Map.of("MCP_PROFILE", argument.substring("--profile=".length()));
            }
            if (argument.equals("--profile") && i + 1 < arguments.size()) {
                return Map.of("MCP_PROFILE", arguments.get(i + 1));
            }
        }
        return Map.of();
    }

    private void key(Settings settings) {
        String given = entry.environment().getOrDefault("CLOCKIFY_API_KEY", "");
        boolean sandbox =
                settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.Sandbox;
        boolean needed = !sandbox && !ClientEntry.isFilledIn(given);
        boolean placeholder =
                given.contains(" ") || given.toLowerCase(Locale.ROOT).contains("your");
        if (needed && (placeholder || settings.find(SettingTable.API_KEY).isEmpty())) {
            found(
                    Symptom.CLIENT_NO_KEY,
                    "has no key to Clockify, so each call will say what is missing.",
                    "Set CLOCKIFY_API_KEY in \"env\" to the key from Clockify's page Preferences ›"
                            + " Advanced.");
        }
    }

    private void address() {
        if (ClientEntry.isFilledIn(entry.url())) {
            return;
        }
        try {
            URI address = URI.create(entry.url());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean here =
                    address.getHost() != null
                            && new Bind(address.getHost().replaceAll("[\\[\\]]", ""), 0).local();
            if (scheme.equals("http") && !here) {
                found(
                        Symptom.CLIENT_PLAIN,
                        "leads to http, where whoever listens on the way reads the token.",
                        "Use the server's https address.");
            }
        } catch (IllegalArgumentException e) {
            found(
                    Symptom.CLIENT_COMMAND,
                    "has an address that is none.",
                    "Write it like https://mcp.example.com/mcp.");
        }
    }
}
