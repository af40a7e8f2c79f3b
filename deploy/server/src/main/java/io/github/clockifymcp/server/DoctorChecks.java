package io.github.clockifymcp.server;

import io.github.clockifymcp.server.doctor.Check;
import io.github.clockifymcp.server.doctor.ClientFiles;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Launcher;
import io.github.clockifymcp.server.doctor.Machine;
import io.github.clockifymcp.server.doctor.Ports;
import io.github.clockifymcp.server.doctor.Posture;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.Inventory;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.State;
import io.github.clockifymcp.server.settings.TransportKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What doctor looks at, where the settings give a reason to.
final class DoctorChecks {
    private final Inventory inventory;
    private final Settings settings;
    private final Map<String, String> environment;
    private final Clock clock;

    /// @param inventory the settings, as far as they can be used
    DoctorChecks(Inventory inventory, Map<String, String> environment, Clock clock) {
        this.inventory = inventory;
        this.settings = inventory.settings();
        this.environment = environment;
        this.clock = clock;
    }

    /// All of it.
    ///
    /// @param strict whether what is not careful is looked for
    /// @param anyPolicy whether a wide mode is meant
    /// @param asking whether others may be asked
    List<Check> all(boolean strict, boolean anyPolicy, boolean asking) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.near("the settings", this::settings));
        checks.add(Check.far("the tools", findings -> DoctorFiles.tools(settings, findings)));
        checks.add(
                Check.near("the files", findings -> DoctorFiles.look(settings, clock, findings)));
        State state = settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null);
        if (!(state instanceof State.Postgres)) {
            checks.add(
                    Check.near(
                            "the state folder",
                            findings -> DoctorState.folder(settings, environment, findings)));
        }
        checks.add(Check.near("the ports", this::ports));
        checks.add(
                Check.near(
                        "the proxy", findings -> DoctorWays.look(settings, environment, findings)));
        if (settings.get(SettingTable.TRANSPORT) == TransportKind.STREAMABLE_HTTP) {
            checks.add(
                    Check.near(
                            "what clients are told",
                            findings -> DoctorCallers.told(settings, findings)));
        }
        checks.add(
                Check.near(
                        "the clients",
                        findings -> ClientFiles.look(Machine.of(environment), findings)));
        checks.add(Check.near("the launcher", Launcher::look));
        if (strict) {
            checks.add(
                    Check.near(
                            "what is careful",
                            findings -> Posture.look(settings, anyPolicy, findings)));
        }
        if (asking) {
            checks.addAll(others(state instanceof State.Postgres));
        }
        return checks;
    }

    private List<Check> others(boolean postgres) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.far("Clockify", findings -> DoctorClockify.look(settings, findings)));
        if (postgres) {
            checks.add(
                    Check.far(
                            "the database", findings -> DoctorState.database(settings, findings)));
        }
        if (settings.authMode() == AuthMode.OIDC) {
            for (String issuer : settings.find(SettingTable.OIDC_ISSUER).orElse(Set.of())) {
                checks.add(
                        Check.far(
                                "the issuer " + issuer,
                                findings -> DoctorCallers.issuer(issuer, settings, findings)));
            }
        }
        if (settings.find(SettingTable.OTLP_ENDPOINT).isPresent()) {
            checks.add(
                    Check.far(
                            "the collector",
                            findings -> DoctorCollector.look(settings, environment, findings)));
        }
        return checks;
    }

    private void settings(Findings findings) {
        for (String problem : inventory.problems()) {
            findings.add(
                    Symptom.SETTINGS_REFUSED,
                    problem,
                    "The server does not start before that; docs/reference-settings.md has every"
                            + " setting.");
        }
        for (Inventory.Stray stray : inventory.strays()) {
            // One that is nearly a setting is among the problems.
            if (stray.meant().isEmpty() && stray.origin() == Inventory.Origin.ENVIRONMENT) {
                findings.add(
                        Symptom.SETTINGS_UNKNOWN,
                        "%s is set, and is no setting.".formatted(stray.name()),
                        "Leave it out, or look in docs/reference-settings.md for what was meant.");
            }
        }
        boolean pipe = settings.get(SettingTable.TRANSPORT) == TransportKind.STDIO;
        boolean postgres =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        if (pipe && postgres) {
            findings.add(
                    Symptom.SETTINGS_REFUSED,
                    "A database is for a service over the network, and MCP_TRANSPORT is stdio.",
                    "Set MCP_TRANSPORT=streamable_http, or leave MCP_CONTROL_PLANE_DSN out.");
        } else if (inventory.problems().isEmpty()) {
            findings.add(Symptom.SETTINGS_FINE, "The server starts with these settings.");
        }
    }

    private void ports(Findings findings) {
        boolean network = settings.get(SettingTable.TRANSPORT) == TransportKind.STREAMABLE_HTTP;
        if (network) {
            boolean standard = settings.source(SettingTable.HTTP_BIND) == Settings.Source.STANDARD;
            boolean port = standard && settings.find(SettingTable.PORT).isPresent();
            Ports.listen(
                    port ? "PORT" : "MCP_HTTP_BIND",
                    settings.bind(),
                    DoctorFiles.certificate(settings),
                    findings);
            Ports.names(settings, findings);
        }
        // On a pipe too, where each client starts a server of its own.
        Bind metrics = settings.find(SettingTable.METRICS_BIND).orElse(null);
        if (metrics != null && network && Ports.same(metrics, settings.bind())) {
            findings.add(
                    Symptom.PORT_TAKEN,
                    "MCP_METRICS_BIND and the server itself want the same port %d."
                            .formatted(metrics.port()),
                    "Set MCP_METRICS_BIND to another port.");
        } else if (metrics != null) {
            Ports.listen("MCP_METRICS_BIND", metrics, Optional.empty(), findings);
        }
    }
}
