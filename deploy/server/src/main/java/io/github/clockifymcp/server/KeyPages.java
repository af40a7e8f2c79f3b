package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.mcp.http.Website;
import io.github.clockifymcp.server.identity.SignIn;
import io.github.clockifymcp.server.keypage.KeyLink;
import io.github.clockifymcp.server.keypage.KeyPage;
import io.github.clockifymcp.server.keypage.Tickets;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// The page where people store their own key, where the settings have it.
final class KeyPages {
    private KeyPages() {}

    /// The way there; empty where there is no such page.
    static Optional<KeyLink> link(Settings settings) {
        return isOn(settings)
                ? Optional.of(
                        new KeyLink(URI.create(origin(settings) + KeyPage.PATH), tickets(settings)))
                : Optional.empty();
    }

    /// The page; nothing where it is off.
    ///
    /// @throws SettingsException when a file that the settings name cannot be used
    static Website site(Settings settings, Callers callers, Wiring wiring)
            throws SettingsException {
        Optional<KeyLink> link = link(settings);
        if (link.isEmpty()) {
            return Website.NONE;
        }
        String origin = origin(settings);
        SignIn signIn = callers.signIn(URI.create(origin + KeyPage.CALLBACK));
        return new KeyPage(
                origin,
                signIn,
                tickets(settings),
                link.get(),
                new PeoplesKeys(
                        wiring.tenancy().orElseThrow(),
                        wiring.shared().orElseThrow(),
                        new TenantAddresses(settings),
                        wiring.outside(),
                        wiring.audit(),
                        Clock.systemUTC()));
    }

    private static boolean isOn(Settings settings) {
        return settings.find(SettingTable.KEY_PAGE_CLIENT_ID).isPresent();
    }

    private static Tickets tickets(Settings settings) {
        return new Tickets(
                new Sealed(
                        KeyFile.read(settings.get(SettingTable.CONTROL_PLANE_KEYS)).stream()
                                .map(key -> Sealed.Key.of(key.id(), key.derived(Tickets.PURPOSE)))
                                .toList()),
                Clock.systemUTC());
    }

    /// Ours as browsers write it: in small letters, without a port that goes without saying.
    static String origin(Settings settings) {
        URI resource = settings.get(SettingTable.RESOURCE_URI);
        String scheme = resource.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        int port = resource.getPort();
        return "%s://%s%s"
                .formatted(
                        scheme,
                        resource.getHost().toLowerCase(Locale.ROOT),
                        port == -1 || port == usual ? "" : ":" + port);
    }
}
