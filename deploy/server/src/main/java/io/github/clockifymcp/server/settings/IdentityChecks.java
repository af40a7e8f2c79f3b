package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.server.identity.ProviderAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the settings of authentication need of each other. Everything that would let somebody in
/// whom nobody meant ends the start.
final class IdentityChecks {
    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private IdentityChecks(Settings settings) {
        this.settings = settings;
    }

    /// What is wrong, as sentences.
    static List<String> problems(Settings settings) {
        IdentityChecks checks = new IdentityChecks(settings);
        checks.checkToken();
        checks.checkOidc();
        checks.checkKeyPage();
        checks.checkProxies();
        checks.checkCertificates();
        return checks.problems;
    }

    /// The mode, and that the profile chose it where whoever reads this did not.
    private String mode() {
        String mode = "MCP_AUTH_MODE=" + Kind.label(settings.authMode());
        return settings.source(SettingTable.AUTH_MODE) == Settings.Source.PROFILE
                ? mode + ", which is of the profile " + profile() + ","
                : mode;
    }

    private String profile() {
        return settings.get(SettingTable.PROFILE).label();
    }

    private boolean has(Setting<?> setting) {
        return settings.source(setting) != Settings.Source.STANDARD;
    }

    private void checkToken() {
        boolean token = has(SettingTable.BEARER_TOKEN);
        AuthMode mode = settings.authMode();
        if (mode == AuthMode.STATIC_BEARER && !token) {
            problems.add(
                    mode() + " needs MCP_BEARER_TOKEN, a secret of at least 16" + " characters.");
        }
        if (mode != AuthMode.STATIC_BEARER && token) {
            problems.add(
                    "MCP_AUTH_MODE=%s would ignore MCP_BEARER_TOKEN. Leave one of them out."
                            .formatted(Kind.label(mode)));
        }
        if (mode == AuthMode.NONE && !settings.bind().local()) {
            problems.add(
                    "The server would listen on %s for everybody, without knowing who calls. Set"
                                    .formatted(settings.bind().host())
                            + " MCP_BEARER_TOKEN, or MCP_HTTP_BIND=127.0.0.1:%d."
                                    .formatted(settings.bind().port()));
        }
    }

    private void checkOidc() {
        Set<String> issuers = settings.find(SettingTable.OIDC_ISSUER).orElse(Set.of());
        if (settings.authMode() != AuthMode.OIDC) {
            if (has(SettingTable.SCOPE_MAP)) {
                problems.add(
                        "MCP_SCOPE_MAP is used with MCP_AUTH_MODE=oidc alone: nobody else has scopes."
                                + " Set that, or leave it out.");
            }
            if (!issuers.isEmpty()) {
                problems.add(
                        "MCP_OIDC_ISSUER is used with MCP_AUTH_MODE=oidc alone. Set that, or leave"
                                + " it out.");
            }
            return;
        }
        boolean plain = settings.get(SettingTable.ALLOW_DEV_ISSUER);
        if (issuers.isEmpty()) {
            problems.add(
                    mode()
                            + " needs MCP_OIDC_ISSUER, the address of the provider whose"
                            + " tokens let callers in.");
        }
        if (settings.find(SettingTable.RESOURCE_URI).isEmpty()) {
            problems.add(
                    mode()
                            + " needs MCP_RESOURCE_URI, the server's address as its callers"
                            + " know it, such as https://mcp.example.com/mcp.");
        }
        for (String issuer : issuers) {
            checkAddress("MCP_OIDC_ISSUER", URI.create(issuer), plain);
        }
        settings.find(SettingTable.RESOURCE_URI)
                .ifPresent(uri -> checkAddress("MCP_RESOURCE_URI", uri, plain));
        settings.find(SettingTable.OIDC_JWKS_URL)
                .ifPresent(uri -> checkAddress("MCP_OIDC_JWKS_URL", uri, plain));
        checkOneIssuer(issuers);
    }

    private void checkKeyPage() {
        boolean page = has(SettingTable.KEY_PAGE_CLIENT_ID);
        boolean secret = has(SettingTable.KEY_PAGE_CLIENT_SECRET);
        boolean database =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        if (page && !(settings.authMode() == AuthMode.OIDC && database)) {
            problems.add(
                    "MCP_KEY_PAGE_CLIENT_ID needs MCP_AUTH_MODE=oidc, where people sign in, and"
                            + " MCP_CONTROL_PLANE_DSN=postgres://…, where their keys are kept.");
        }
        if (secret && !page) {
            problems.add(
                    "MCP_KEY_PAGE_CLIENT_SECRET_FILE is the secret of MCP_KEY_PAGE_CLIENT_ID. Set"
                            + " that, or leave it out.");
        }
        if (secret && settings.find(SettingTable.OIDC_ISSUER).orElse(Set.of()).size() > 1) {
            problems.add(
                    "MCP_KEY_PAGE_CLIENT_SECRET_FILE is between the server and one issuer. With"
                            + " several, leave it out: each would learn it.");
        }
    }

    /// Without the list, anybody who reaches the server could say to be anybody.
    private void checkProxies() {
        boolean proxies = has(SettingTable.TRUSTED_PROXIES);
        boolean believed = settings.authMode() == AuthMode.FORWARD_AUTH;
        if (believed && !proxies) {
            problems.add(
                    mode()
                            + " needs MCP_FORWARD_AUTH_TRUSTED_PROXIES, the networks"
                            + " of the proxies that say who calls.");
        }
        if (!believed && proxies) {
            problems.add(
                    "MCP_FORWARD_AUTH_TRUSTED_PROXIES is used with MCP_AUTH_MODE=forward_auth alone."
                            + " Set that, or leave it out.");
        }
    }

    private void checkCertificates() {
        if (settings.authMode() == AuthMode.MTLS
                && !(has(SettingTable.TLS_CERT)
                        && has(SettingTable.TLS_KEY)
                        && has(SettingTable.CLIENT_CAS))) {
            problems.add(
                    mode()
                            + " needs MCP_HTTP_TLS_CERT, MCP_HTTP_TLS_KEY and"
                            + " MCP_MTLS_CA_CERT_PATH, the authorities of callers' certificates.");
        }
    }

    private void checkAddress(String setting, URI address, boolean plain) {
        if (!ProviderAddress.isAllowed(address, plain)) {
            problems.add(
                    "%s cannot be ‹%s›. It is https; http is for this machine, with MCP_ALLOW_DEV_ISSUER=1."
                            .formatted(setting, address));
        }
    }

    private void checkOneIssuer(Set<String> issuers) {
        boolean url = has(SettingTable.OIDC_JWKS_URL);
        boolean path = has(SettingTable.OIDC_JWKS_PATH);
        if (url && path) {
            problems.add(
                    "MCP_OIDC_JWKS_URL and MCP_OIDC_JWKS_PATH both say where the keys are. Keep one.");
        }
        if (issuers.size() > 1 && (url || path)) {
            problems.add(
                    "MCP_OIDC_JWKS_URL and MCP_OIDC_JWKS_PATH are for one issuer. With several, each"
                            + " tells by itself where its keys are.");
        }
        if (settings.severalIssuersNameTenants()
                && !(settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres)) {
            problems.add(
                    "MCP_TENANT_CLAIM is for one issuer where MCP_CONTROL_PLANE_DSN is no Postgres:"
                            + " only tenants that are kept there say whose claim counts for them.");
        }
    }
}
