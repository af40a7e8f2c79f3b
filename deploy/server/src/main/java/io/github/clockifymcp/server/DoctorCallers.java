package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.identity.Oidc;
import io.github.clockifymcp.server.identity.ProviderLook;
import io.github.clockifymcp.server.identity.ProviderLook.Seen;
import io.github.clockifymcp.server.keypage.KeyPage;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.Set;

/// Whether those could be known who will call: the providers of tokens, and what clients are told
/// of them.
final class DoctorCallers {
    private DoctorCallers() {}

    /// What the settings say to clients; nobody is asked.
    static void told(Settings settings, Findings findings) {
        if (settings.authMode() != AuthMode.OIDC
                || settings.find(SettingTable.RESOURCE_URI).isEmpty()) {
            return;
        }
        URI resource = settings.get(SettingTable.RESOURCE_URI);
        String path = resource.getRawPath() == null ? "" : resource.getRawPath();
        if (!path.equals(Endpoints.DEFAULT_PATH)) {
            findings.add(
                    Symptom.IDENTITY_RESOURCE,
                    "MCP_RESOURCE_URI has the path ‹%s›, and the server answers at %s."
                            .formatted(path, Endpoints.DEFAULT_PATH),
                    "Write it with %s at its end, unless a proxy in front changes paths."
                            .formatted(Endpoints.DEFAULT_PATH));
        }
        String origin = KeyPages.origin(settings);
        findings.add(
                Symptom.IDENTITY_METADATA,
                "Clients look for %s/.well-known/oauth-protected-resource%s, which a proxy has to"
                                .formatted(origin, path)
                        + " pass on.");
        if (settings.find(SettingTable.KEY_PAGE_CLIENT_ID).isPresent()) {
            findings.add(
                    Symptom.IDENTITY_KEY_PAGE,
                    "The issuers have to know the address %s%s of the client %s."
                            .formatted(
                                    origin,
                                    KeyPage.CALLBACK,
                                    settings.get(SettingTable.KEY_PAGE_CLIENT_ID)));
        }
    }

    /// Asks one issuer as the server will.
    static void issuer(String issuer, Settings settings, Findings findings) {
        Oidc.Reading reading;
        try {
            reading = new Callers(settings, Clock.systemUTC()).reading();
        } catch (SettingsException e) {
            return; // the file is said of where files are
        }
        switch (ProviderLook.at(issuer, reading)) {
            case Seen.Fine(int keys, Set<String> named) -> {
                findings.add(
                        Symptom.IDENTITY_FINE,
                        "%s has %d keys that can be used.".formatted(issuer, keys));
                Set<String> ours = settings.get(SettingTable.OIDC_ALGORITHMS);
                if (!named.isEmpty() && Collections.disjoint(named, ours)) {
                    findings.add(
                            Symptom.IDENTITY_ALGORITHMS,
                            "%s says that it signs with %s, and MCP_OIDC_ALGORITHMS has none of"
                                            .formatted(issuer, String.join(", ", named))
                                    + " these.",
                            "Let it sign with RS256 or ES256, or widen MCP_OIDC_ALGORITHMS.");
                }
            }
            case Seen.Another(URI place, String name) ->
                    findings.add(
                            Symptom.IDENTITY_ISSUER,
                            "%s calls its issuer ‹%s›, and MCP_OIDC_ISSUER has ‹%s›."
                                    .formatted(place, name, issuer),
                            "Write it in MCP_OIDC_ISSUER as it calls itself, to the last slash.");
            case Seen.Away(String why) ->
                    findings.add(
                            Symptom.IDENTITY_AWAY,
                            "%s tells nothing about itself: %s.".formatted(issuer, why),
                            "Look at MCP_OIDC_ISSUER, at the way there, and whether"
                                    + " MCP_OIDC_CA_CERT_PATH has its authority. A provider that"
                                    + " does not tell needs MCP_OIDC_JWKS_URL.");
            case Seen.Keyless(String why) ->
                    findings.add(
                            Symptom.IDENTITY_KEYS,
                            "%s gives no keys: %s.".formatted(issuer, why),
                            "Look at its keys, or set MCP_OIDC_JWKS_URL or MCP_OIDC_JWKS_PATH.");
        }
    }
}
