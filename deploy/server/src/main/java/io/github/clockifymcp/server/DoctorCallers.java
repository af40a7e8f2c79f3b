package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.doctor.Way;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            case Seen.Away(String why) -> {
                Optional<Way.Trouble> trouble = way(URI.create(issuer), settings, reading);
                findings.add(
                        Symptom.IDENTITY_AWAY,
                        "%s tells nothing about itself: %s.%s"
                                .formatted(
                                        issuer, why, trouble.map(in -> " " + in.what()).orElse("")),
                        trouble.map(Way.Trouble::mend)
                                .orElse(
                                        "Look at MCP_OIDC_ISSUER and at the way there. A provider"
                                                + " that does not tell needs MCP_OIDC_JWKS_URL."));
            }
            case Seen.Keyless(String why) -> {
                @Nullable URI own = reading.keysAt();
                Optional<Way.Trouble> trouble =
                        way(own == null ? URI.create(issuer) : own, settings, reading);
                findings.add(
                        Symptom.IDENTITY_KEYS,
                        "%s gives no keys: %s.%s"
                                .formatted(
                                        issuer, why, trouble.map(in -> " " + in.what()).orElse("")),
                        trouble.map(Way.Trouble::mend)
                                .orElse(
                                        "Look at its keys, or set MCP_OIDC_JWKS_URL or"
                                                + " MCP_OIDC_JWKS_PATH."));
            }
        }
    }

    /// What is in the way to a provider. The authorities that are named for providers count alone.
    private static Optional<Way.Trouble> way(URI address, Settings settings, Oidc.Reading reading) {
        boolean own = settings.find(SettingTable.OIDC_CAS).isPresent();
        return Way.look(
                address,
                reading.outlet(),
                (own ? SettingTable.OIDC_CAS : SettingTable.EXTRA_CAS).name());
    }
}
