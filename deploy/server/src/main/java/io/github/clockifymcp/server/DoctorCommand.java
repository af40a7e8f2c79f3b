package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.doctor.Bundle;
import io.github.clockifymcp.server.doctor.Check;
import io.github.clockifymcp.server.doctor.Endpoint;
import io.github.clockifymcp.server.doctor.Examination;
import io.github.clockifymcp.server.doctor.Finding;
import io.github.clockifymcp.server.doctor.Report;
import io.github.clockifymcp.server.doctor.ReportJson;
import io.github.clockifymcp.server.doctor.ReportText;
import io.github.clockifymcp.server.settings.Inventory;
import io.github.clockifymcp.server.settings.Secret;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `clockify-mcp doctor`: what keeps a server with these settings from working, and how to mend it.
@Command(
        name = "doctor",
        description = {
            "Says what keeps the server from working, and how to mend it. It changes nothing.",
            "It ends with 0 when nothing is in the way, with 2 when the server would not start or"
                    + " could not work, and with 3 when only --strict finds something."
        },
        sortOptions = false)
final class DoctorCommand extends ProfiledCommand {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final int LONGEST_TOKEN = 32 << 10;

    private static final List<Setting<?>> OF_THE_WAY =
            List.of(SettingTable.HTTPS_PROXY, SettingTable.NO_PROXY, SettingTable.EXTRA_CAS);

    private final Clock clock = Clock.systemUTC();

    @Option(names = "--strict", description = "Says also what works and is not careful.")
    private boolean strict;

    @Option(
            names = "--allow-broad-policy",
            description = "With --strict: a mode wider than time_tracking_safe is meant.")
    private boolean anyPolicy;

    @Option(
            names = "--check-backends",
            description = "As --strict, and never --offline: what the server needs is asked.")
    private boolean backends;

    @Option(
            names = "--offline",
            description = "Asks nobody: not Clockify, the database, the provider or the collector.")
    private boolean offline;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = {
                "Looks at a server that runs there, such as https://mcp.example.com/mcp, and at"
                        + " nothing else.",
                "The token for it is MCP_BEARER_TOKEN, or in a file."
            })
    private @Nullable String endpoint;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "With --endpoint: the file with the token, on one line.")
    private @Nullable Path tokenFile;

    @Option(names = "--all", description = "Shows also settings that nobody has set.")
    private boolean all;

    @Option(names = "--json", description = "For programs: docs/guides-doctor.md has the form.")
    private boolean json;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description =
                    "Writes report, settings without secrets, and versions into a zip, for whoever"
                            + " helps.")
    private @Nullable Path bundle;

    /// @param profileBefore the profile that was named in front of the command
    DoctorCommand(
            Map<String, String> environment,
            Supplier<Optional<String>> profileBefore,
            OutputStream out) {
        super(environment, profileBefore, out);
    }

    @Override
    int act() throws RefusedException {
        if (offline && (backends || endpoint != null)) {
            throw new RefusedException(
                    "--offline asks nobody, and --check-backends and --endpoint do. Leave one out.");
        }
        if (tokenFile != null && endpoint == null) {
            throw new RefusedException("--token-file is for --endpoint alone.");
        }
        Logging.quietly();
        Report report;
        try {
            report = endpoint == null ? here() : there(endpoint);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException("It was told to stop.");
        }
        if (json) {
            say(ReportJson.of(report).toPrettyString());
        } else {
            ReportText.print(report, all, printed());
        }
        if (bundle != null) {
            write(report, bundle);
        }
        return report.code();
    }

    private Report here() throws InterruptedException {
        Inventory inventory = Inventory.of(environment(), options());
        List<Check> checks =
                new DoctorChecks(inventory, environment(), clock)
                        .all(strict || backends, anyPolicy, !offline);
        return report(
                Examination.of(checks),
                inventory.settings().get(SettingTable.PROFILE).label(),
                "",
                inventory.items());
    }

    private Report there(String text) throws InterruptedException, RefusedException {
        URI address = address(text);
        @Nullable Secret token = token();
        Outlet outlet = outlet();
        List<Finding> found =
                Examination.of(
                        List.of(
                                new Check(
                                        "the running server",
                                        MOST,
                                        findings ->
                                                Endpoint.look(
                                                        address, token, outlet, clock, findings))));
        return report(found, "", address.toString(), List.of());
    }

    private Report report(
            List<Finding> found, String of, String address, List<Inventory.Item> items) {
        return new Report(
                Main.VERSION,
                clock.instant(),
                of,
                strict || backends,
                offline,
                address,
                items,
                found);
    }

    /// How what is looked at is reached from here: by the settings of the proxy and of authorities.
    private Outlet outlet() throws RefusedException {
        Inventory inventory = Inventory.of(environment(), Map.of());
        for (Inventory.Item item : inventory.items()) {
            if (OF_THE_WAY.contains(item.setting()) && !item.accepted()) {
                throw new RefusedException(
                        inventory.problems().stream()
                                .filter(problem -> problem.startsWith(item.name() + " "))
                                .findFirst()
                                .orElse(item.name() + " cannot be used as it is set."));
            }
        }
        try {
            return new Outside(inventory.settings()).outlet();
        } catch (SettingsException e) {
            throw new RefusedException(String.join(" ", e.problems()));
        }
    }

    private static URI address(String text) throws RefusedException {
        try {
            URI address = new URI(text);
            boolean web =
                    "https".equalsIgnoreCase(address.getScheme())
                            || "http".equalsIgnoreCase(address.getScheme());
            if (web
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // The sentence below fits, and does not repeat it.
        }
        throw new RefusedException(
                "--endpoint takes an address such as https://mcp.example.com/mcp, without user or"
                        + " query.");
    }

    private @Nullable Secret token() throws RefusedException {
        if (tokenFile == null) {
            String given = environment().getOrDefault("MCP_BEARER_TOKEN", "").strip();
            if (!given.isEmpty() && !isToken(given)) {
                throw new RefusedException("MCP_BEARER_TOKEN has in it what no token has.");
            }
            return given.isEmpty() ? null : new Secret(given);
        }
        try (var in = Files.newInputStream(tokenFile)) {
            String text =
                    new String(in.readNBytes(LONGEST_TOKEN + 1), StandardCharsets.UTF_8).strip();
            if (isToken(text)) {
                return new Secret(text);
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "The file %s cannot be read: %s.".formatted(tokenFile, AuditPlace.reason(e)));
        }
        throw new RefusedException(
                "The file %s has not one line with a token.".formatted(tokenFile));
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TOKEN
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private void write(Report report, Path file) throws RefusedException {
        try {
            Bundle.write(report, file);
            warn("Written to %s. Read it before you give it to anybody.".formatted(file));
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException("There is a file %s already.".formatted(file));
        } catch (IOException e) {
            throw new RefusedException(
                    "The file %s cannot be written: %s.".formatted(file, AuditPlace.reason(e)));
        }
    }
}
