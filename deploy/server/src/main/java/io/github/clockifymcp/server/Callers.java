package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.NoAuthentication;
import io.github.clockifymcp.mcp.http.Secret;
import io.github.clockifymcp.mcp.http.StaticBearer;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.identity.CertificateNames;
import io.github.clockifymcp.server.identity.ForwardAuth;
import io.github.clockifymcp.server.identity.MutualTls;
import io.github.clockifymcp.server.identity.Oidc;
import io.github.clockifymcp.server.identity.ResourceMetadata;
import io.github.clockifymcp.server.identity.SignIn;
import io.github.clockifymcp.server.identity.TokenRules;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;

/// Who may call over the network, as the settings have it.
final class Callers {
    /// Whose they all are, where nothing says more.
    private static final String TENANT = Principal.LOCAL.tenant();

    /// Everybody who has the one token.
    private static final Principal TEAM = new Principal(TENANT, "static-bearer", Set.of());

    private final Settings settings;
    private final Clock clock;

    Callers(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// @throws SettingsException when a file that they name cannot be used
    Authenticator authenticator() throws SettingsException {
        return switch (settings.authMode()) {
            case NONE -> new NoAuthentication();
            case STATIC_BEARER ->
                    new StaticBearer(
                            Map.of(
                                    Secret.of(settings.get(SettingTable.BEARER_TOKEN).reveal()),
                                    TEAM));
            case OIDC ->
                    Oidc.of(
                            settings.get(SettingTable.OIDC_ISSUER),
                            rules(),
                            reading(),
                            metadata(),
                            clock);
            case FORWARD_AUTH ->
                    new ForwardAuth(
                            settings.get(SettingTable.TRUSTED_PROXIES),
                            settings.get(SettingTable.FORWARD_SUBJECT_HEADER),
                            settings.find(SettingTable.FORWARD_TENANT_HEADER).orElse(null),
                            TENANT,
                            clock);
            case MTLS -> new MutualTls(subject(), TENANT, clock);
        };
    }

    /// How people sign in with a browser, to be the callers that their tokens make them.
    ///
    /// @param back where providers send them back to
    /// @throws SettingsException when a file that the settings name cannot be used
    SignIn signIn(URI back) throws SettingsException {
        String client = settings.get(SettingTable.KEY_PAGE_CLIENT_ID);
        return new SignIn(
                settings.get(SettingTable.OIDC_ISSUER),
                rules().forClient(client),
                reading(),
                back,
                client,
                settings.find(SettingTable.KEY_PAGE_CLIENT_SECRET)
                        .map(file -> Databases.password(SettingTable.KEY_PAGE_CLIENT_SECRET, file))
                        .orElse(null),
                clock);
    }

    private Function<X509Certificate, Optional<String>> subject() {
        return switch (settings.get(SettingTable.MTLS_SUBJECT)) {
            case CN -> CertificateNames::common;
            case DN -> CertificateNames::whole;
            case URI -> CertificateNames::address;
            case DNS -> CertificateNames::host;
            case EMAIL -> CertificateNames::mailbox;
        };
    }

    /// What everybody may read, to find out how to become a caller.
    Map<String, String> pages() {
        return settings.authMode() == AuthMode.OIDC ? metadata().pages() : Map.of();
    }

    private ResourceMetadata metadata() {
        return new ResourceMetadata(
                settings.get(SettingTable.RESOURCE_URI),
                settings.get(SettingTable.OIDC_ISSUER),
                settings.find(SettingTable.OIDC_SCOPES).orElse(Set.of()),
                narrowing());
    }

    private Set<String> narrowing() {
        return settings.find(SettingTable.SCOPE_MAP).orElse(Map.of()).keySet();
    }

    private TokenRules rules() {
        return new TokenRules(
                settings.find(SettingTable.OIDC_AUDIENCE).orElseGet(this::own),
                settings.find(SettingTable.OIDC_SCOPES).orElse(Set.of()),
                narrowing(),
                settings.get(SettingTable.OIDC_ALGORITHMS),
                settings.get(SettingTable.OIDC_LEEWAY),
                settings.get(SettingTable.SUBJECT_CLAIM),
                settings.find(SettingTable.TENANT_CLAIM).orElse(null),
                TENANT);
    }

    /// Our address, in both of the forms that an address without a path has.
    private Set<String> own() {
        URI resource = settings.get(SettingTable.RESOURCE_URI);
        Set<String> forms = new HashSet<>(Set.of(resource.toString()));
        if (resource.getRawPath().isEmpty()) {
            forms.add(resource + "/");
        } else if (resource.getRawPath().equals("/")) {
            forms.add(resource.toString().substring(0, resource.toString().length() - 1));
        }
        return forms;
    }

    /// The authorities that are named for providers are the only ones that count for them.
    private Outlet outlet() throws SettingsException {
        Outlet outlet = new Outside(settings).outlet();
        Optional<X509TrustManager> named = TlsFiles.trusting(settings, SettingTable.OIDC_CAS);
        return named.isPresent() ? outlet.trusting(named.get()) : outlet;
    }

    /// How providers are asked for their keys.
    ///
    /// @throws SettingsException when a file that the settings name cannot be used
    Oidc.Reading reading() throws SettingsException {
        return new Oidc.Reading(
                settings.find(SettingTable.OIDC_JWKS_URL).orElse(null),
                settings.find(SettingTable.OIDC_JWKS_PATH).orElse(null),
                outlet(),
                settings.get(SettingTable.ALLOW_DEV_ISSUER),
                settings.get(SettingTable.OIDC_JWKS_CACHE_TTL),
                settings.get(SettingTable.OIDC_JWKS_KEPT),
                settings.get(SettingTable.OIDC_UNKNOWN_KEY_INTERVAL),
                settings.get(SettingTable.OIDC_VERIFY_CACHE_TTL));
    }
}
