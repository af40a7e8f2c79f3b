package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.ServerTools;
import io.github.clockifymcp.enforcement.ServerView;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.TransportKind;
import io.github.clockifymcp.tools.ToolGroups;
import io.github.clockifymcp.tools.desk.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Loads what the server would load, as it does, and keeps nothing of it.
final class DoctorFiles {
    private static final Duration SOON = Duration.ofDays(21);

    /// Files with one line that is a secret.
    private static final List<Setting<Path>> SECRETS =
            List.of(
                    SettingTable.KEY_PAGE_CLIENT_SECRET,
                    SettingTable.CONTROL_PLANE_PASSWORD,
                    SettingTable.OWNER_PASSWORD,
                    SettingTable.KEEPER_PASSWORD);

    private final Settings settings;
    private final Clock clock;
    private final Findings findings;

    private DoctorFiles(Settings settings, Clock clock, Findings findings) {
        this.settings = settings;
        this.clock = clock;
        this.findings = findings;
    }

    /// The tools and groups that lists name.
    static void tools(Settings settings, Findings findings) {
        Toolbox<Workplace> box =
                new Toolbox<>(call -> {
                    throw new IllegalStateException("nothing is called here");
                });
        Toolbox<ServerView> own =
                new Toolbox<>(call -> {
                    throw new IllegalStateException("nothing is called here");
                });
        List<Tool<?, ?>> first = new ArrayList<>(ToolGroups.declareFirst(box).tools());
        first.addAll(ServerTools.declareAll(own).tools());
        try {
            Toolset all =
                    new Toolset(
                            first,
                            () -> {
                                Toolbox<Workplace> more =
                                        new Toolbox<>(call -> {
                                            throw new IllegalStateException(
                                                    "nothing is called here");
                                        });
                                return ToolGroups.declareSecond(more).tools();
                            },
                            settings);
            findings.add(
                    Symptom.TOOLS_KNOWN,
                    "There are %d tools, and the settings name no other."
                            .formatted(all.infos().size()));
        } catch (SettingsException e) {
            e.problems()
                    .forEach(problem ->
                            findings.add(
                                    Symptom.TOOLS_UNKNOWN,
                                    problem,
                                    "Correct the name, or leave it out."));
        }
    }

    /// Certificates, authorities, keys and secrets.
    static void look(Settings settings, Clock clock, Findings findings) throws IOException {
        DoctorFiles files = new DoctorFiles(settings, clock, findings);
        if (settings.get(SettingTable.TRANSPORT) == TransportKind.STREAMABLE_HTTP) {
            files.tls();
            files.authorities(SettingTable.CLIENT_CAS);
            files.authorities(SettingTable.OIDC_CAS);
        }
        files.authorities(SettingTable.EXTRA_CAS);
        files.keys();
        for (Setting<Path> each : SECRETS) {
            files.secret(each);
        }
    }

    /// The certificate that the server shows; empty where there is none, or none that can be read.
    static Optional<X509Certificate> certificate(Settings settings) {
        try {
            Optional<Path> file = settings.find(SettingTable.TLS_CERT);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            PemFile.read(SettingTable.TLS_CERT, file.get())
                                    .certificates()
                                    .getFirst());
        } catch (SettingsException e) {
            return Optional.empty(); // the file is said of where files are
        }
    }

    private void tls() throws IOException {
        Optional<Path> certificate = settings.find(SettingTable.TLS_CERT);
        Optional<Path> key = settings.find(SettingTable.TLS_KEY);
        if (certificate.isEmpty() || key.isEmpty()) {
            return;
        }
        X509Certificate own;
        try {
            own = PemFile.read(SettingTable.TLS_CERT, certificate.get()).certificates().getFirst();
            PemFile.read(SettingTable.TLS_KEY, key.get()).keyOf(own);
        } catch (SettingsException e) {
            unusable(Symptom.TLS_UNUSABLE, e);
            return;
        }
        if (othersRead(key.get())) {
            findings.add(
                    Symptom.TLS_KEY_OPEN,
                    "Everybody on this machine may read %s, the key of MCP_HTTP_TLS_KEY."
                            .formatted(key.get()),
                    "Run: chmod o-r %s".formatted(key.get()));
        }
        Instant now = clock.instant();
        Instant until = own.getNotAfter().toInstant();
        Duration left = Duration.between(now, until);
        if (left.isNegative()) {
            findings.add(
                    Symptom.TLS_EXPIRED,
                    "The certificate of MCP_HTTP_TLS_CERT has expired at %s; clients refuse it."
                            .formatted(until),
                    "Renew it and start the server again.");
        } else if (now.isBefore(own.getNotBefore().toInstant())) {
            findings.add(
                    Symptom.TLS_EARLY,
                    "The certificate of MCP_HTTP_TLS_CERT is not valid before %s."
                            .formatted(own.getNotBefore().toInstant()),
                    "Look at this machine's clock, or wait.");
        } else if (left.compareTo(SOON) < 0) {
            findings.add(
                    Symptom.TLS_EXPIRES,
                    "The certificate of MCP_HTTP_TLS_CERT expires in %d days, at %s."
                            .formatted(left.toDays(), until),
                    "Renew it and start the server again.");
        } else {
            findings.add(
                    Symptom.TLS_FINE,
                    "Certificate and key fit each other, until %s.".formatted(until));
        }
    }

    private void authorities(Setting<Path> setting) {
        Optional<Path> file = settings.find(setting);
        if (file.isEmpty()) {
            return;
        }
        try {
            List<X509Certificate> all = PemFile.read(setting, file.get()).certificates();
            long expired =
                    all.stream()
                            .filter(each ->
                                    each.getNotAfter().toInstant().isBefore(clock.instant()))
                            .count();
            if (expired > 0) {
                findings.add(
                        Symptom.AUTHORITIES_EXPIRED,
                        "%d of %d authorities of %s have expired."
                                .formatted(expired, all.size(), setting.name()),
                        "Take them out, and put in those that came after them.");
            }
        } catch (SettingsException e) {
            unusable(Symptom.AUTHORITIES_UNUSABLE, e);
        }
    }

    private void keys() throws IOException {
        Optional<Path> file = settings.find(SettingTable.CONTROL_PLANE_KEYS);
        if (file.isEmpty()) {
            return;
        }
        try {
            List<KeyFile.Key> keys = KeyFile.read(file.get());
            findings.add(
                    Symptom.KEYS_FINE,
                    "%s seals; %d in all are accepted."
                            .formatted(keys.getFirst().id(), keys.size()));
        } catch (StateException e) {
            findings.add(
                    Symptom.KEYS_UNUSABLE,
                    String.valueOf(e.getMessage()),
                    "Mend the file of MCP_CONTROL_PLANE_KEYS_FILE.");
            return;
        }
        if (othersRead(file.get())) {
            findings.add(
                    Symptom.KEYS_OPEN,
                    "Everybody on this machine may read the file of keys %s.".formatted(file.get()),
                    "Run: chmod 600 %s".formatted(file.get()));
        }
    }

    private void secret(Setting<Path> setting) throws IOException {
        Optional<Path> file = settings.find(setting);
        if (file.isEmpty()) {
            return;
        }
        try {
            Databases.password(setting, file.get());
        } catch (StateException e) {
            findings.add(
                    Symptom.SECRET_UNUSABLE,
                    String.valueOf(e.getMessage()),
                    "Put the secret into that file, on one line.");
            return;
        }
        if (othersRead(file.get())) {
            findings.add(
                    Symptom.SECRET_OPEN,
                    "Everybody on this machine may read %s, the file of %s."
                            .formatted(file.get(), setting.name()),
                    "Run: chmod o-r %s".formatted(file.get()));
        }
    }

    private void unusable(Symptom symptom, SettingsException failure) {
        failure.problems()
                .forEach(problem ->
                        findings.add(symptom, problem, "Until then the server does not start."));
    }

    private static boolean othersRead(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(file)
                        .containsAll(Set.of(PosixFilePermission.OTHERS_READ));
    }
}
