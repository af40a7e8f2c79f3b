package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.enforcement.AuditTrail.Durability;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.Secret;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.State;
import io.github.clockifymcp.server.settings.TransportKind;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What works, and what somebody who is answerable for a service would not leave so. It is said
/// only when it is asked for.
public final class Posture {
    private static final int SHORT_TOKEN = 32;

    /// Addresses of nobody who could be a proxy of ours.
    private static final List<InetAddress> STRANGERS =
            List.of(InetAddress.ofLiteral("203.0.113.9"), InetAddress.ofLiteral("2001:db8::9"));

    private static final List<Setting<Dsn>> MORE_DATABASES =
            List.of(SettingTable.LISTEN_DSN, SettingTable.OWNER_DSN, SettingTable.KEEPER_DSN);

    private final Settings settings;
    private final Findings findings;

    private Posture(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /// Looks at all of it.
    ///
    /// @param anyPolicy whether a mode that is wider than the careful one is meant
    public static void look(Settings settings, boolean anyPolicy, Findings findings) {
        Posture posture = new Posture(settings, findings);
        if (!anyPolicy) {
            posture.policy();
        }
        posture.audit();
        posture.development();
        if (settings.get(SettingTable.TRANSPORT) == TransportKind.STREAMABLE_HTTP) {
            posture.database();
            posture.callers();
            posture.door();
        }
        posture.metrics();
    }

    private void policy() {
        Mode mode = settings.get(SettingTable.POLICY);
        if (mode.compareTo(Mode.TIME_TRACKING_SAFE) > 0) {
            findings.add(
                    Symptom.POSTURE_POLICY,
                    "CLOCKIFY_POLICY is %s, which allows more than people's own time."
                            .formatted(mode.id()),
                    "Set CLOCKIFY_POLICY=time_tracking_safe, or say --allow-broad-policy if that is"
                            + " meant.");
        }
    }

    private void audit() {
        if (settings.get(SettingTable.AUDIT_DURABILITY) == Durability.BEST_EFFORT) {
            findings.add(
                    Symptom.POSTURE_AUDIT,
                    "MCP_AUDIT_DURABILITY is best_effort: a change is made also when its audit line"
                            + " cannot be written.",
                    "Set MCP_AUDIT_DURABILITY=fail_closed.");
        }
    }

    private void development() {
        development(SettingTable.ALLOW_DEV_BACKEND);
        development(SettingTable.ALLOW_DEV_ISSUER);
    }

    private void development(Setting<Boolean> setting) {
        if (settings.get(setting)) {
            findings.add(
                    Symptom.POSTURE_DEVELOPMENT,
                    "%s is on, which is for development.".formatted(setting.name()),
                    "Leave it out.");
        }
    }

    private void database() {
        if (!(settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                instanceof State.Postgres(Dsn dsn))) {
            findings.add(
                    Symptom.POSTURE_DSN,
                    "MCP_CONTROL_PLANE_DSN is no Postgres: audit, sessions and limits are this one"
                            + " process's.",
                    "Set MCP_CONTROL_PLANE_DSN=postgres://role@host/database?sslmode=verify-full.");
            return;
        }
        encrypted(SettingTable.CONTROL_PLANE_DSN.name(), dsn);
        for (Setting<Dsn> each : MORE_DATABASES) {
            settings.find(each).ifPresent(more -> encrypted(each.name(), more));
        }
    }

    private void encrypted(String setting, Dsn dsn) {
        if (!dsn.isOnThisMachine() && !dsn.sslmode().equals("verify-full")) {
            findings.add(
                    Symptom.POSTURE_SSLMODE,
                    "%s has sslmode %s, which does not make sure that it is the right database."
                            .formatted(setting, dsn.sslmode()),
                    "Write sslmode=verify-full&sslrootcert=FILE after its question mark.");
        }
        if (dsn.hasPassword()) {
            findings.add(
                    Symptom.POSTURE_INLINE,
                    "%s has a password in it, where whoever lists processes or settings may see it."
                            .formatted(setting),
                    "Put it into a file, and name that with %s_FILE."
                            .formatted(setting.replace("_LISTEN", "").replace("DSN", "PASSWORD")));
        }
    }

    private void callers() {
        AuthMode mode = settings.authMode();
        if (mode == AuthMode.NONE) {
            findings.add(
                    Symptom.POSTURE_NOBODY,
                    "Whoever reaches the port may call, and nobody knows who it was.",
                    "Set MCP_AUTH_MODE=oidc, or a MCP_BEARER_TOKEN.");
        }
        if (mode == AuthMode.OIDC && settings.find(SettingTable.TENANT_CLAIM).isEmpty()) {
            findings.add(
                    Symptom.POSTURE_TENANT,
                    "Tokens need not say of which tenant they are: all callers are of one.",
                    "Set MCP_TENANT_CLAIM to the claim that says it.");
        }
        boolean weak =
                settings.find(SettingTable.BEARER_TOKEN)
                        .map(Secret::reveal)
                        .filter(token -> token.length() < SHORT_TOKEN)
                        .isPresent();
        if (weak) {
            findings.add(
                    Symptom.POSTURE_TOKEN,
                    "MCP_BEARER_TOKEN has fewer than %d characters.".formatted(SHORT_TOKEN),
                    "Make one with: openssl rand -base64 32");
        }
        boolean everybody =
                settings.find(SettingTable.TRUSTED_PROXIES).orElse(Set.of()).stream()
                        .anyMatch(network -> STRANGERS.stream().anyMatch(network::has));
        if (everybody) {
            findings.add(
                    Symptom.POSTURE_PROXIES,
                    "MCP_FORWARD_AUTH_TRUSTED_PROXIES has addresses of the whole Internet in it.",
                    "Name the networks of your proxies alone.");
        }
    }

    private void door() {
        Bind bind = settings.bind();
        if (bind.local()) {
            return;
        }
        boolean inFront =
                settings.authMode() == AuthMode.FORWARD_AUTH
                        || settings.find(SettingTable.RESOURCE_URI)
                                .map(URI::getScheme)
                                .filter(scheme -> scheme.toLowerCase(Locale.ROOT).equals("https"))
                                .isPresent();
        if (settings.find(SettingTable.TLS_CERT).isEmpty() && !inFront) {
            findings.add(
                    Symptom.POSTURE_TLS,
                    "The server listens on %s without TLS, and nothing says that something in front"
                                    .formatted(bind.host())
                            + " of it has it.",
                    "Set MCP_HTTP_TLS_CERT and MCP_HTTP_TLS_KEY; or put a proxy in front and set"
                            + " MCP_RESOURCE_URI to its https address.");
        }
        if (settings.find(SettingTable.ALLOWED_HOSTS)
                .map(hosts -> hosts.contains("*"))
                .orElse(true)) {
            findings.add(
                    Symptom.POSTURE_HOSTS,
                    "Callers may address the server by any name.",
                    "Set MCP_ALLOWED_HOSTS to its names.");
        }
    }

    private void metrics() {
        Optional<Bind> bind = settings.find(SettingTable.METRICS_BIND);
        if (bind.isPresent() && settings.find(SettingTable.METRICS_TOKEN).isEmpty()) {
            findings.add(
                    Symptom.POSTURE_METRICS,
                    "Everybody on this machine may read the metrics.",
                    "Set MCP_METRICS_BEARER_TOKEN.");
        }
    }
}
