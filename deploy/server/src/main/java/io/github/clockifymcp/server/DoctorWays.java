package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.doctor.Way;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.ProxyAddress;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Says what is reached through the proxy, where there is one. Nobody is asked.
final class DoctorWays {
    private DoctorWays() {}

    static void look(Settings settings, Map<String, String> environment, Findings findings) {
        @Nullable ProxyAddress proxy = settings.find(SettingTable.HTTPS_PROXY).orElse(null);
        if (proxy == null) {
            return;
        }
        Outlet outlet;
        try {
            outlet = new Outside(settings).outlet();
        } catch (SettingsException e) {
            return; // the file is said of where files are
        }
        Set<String> through = new LinkedHashSet<>();
        Set<String> directly = new LinkedHashSet<>();
        for (URI each : addresses(settings, environment)) {
            (Way.proxy(each, outlet).isPresent() ? through : directly).add(Way.place(each));
        }
        findings.add(
                Symptom.PROXY_WAY,
                through.isEmpty()
                        ? "Nothing is reached through the proxy %s of HTTPS_PROXY.".formatted(proxy)
                        : "Through the proxy %s of HTTPS_PROXY the server reaches %s%s."
                                .formatted(
                                        proxy,
                                        String.join(", ", through),
                                        directly.isEmpty()
                                                ? ""
                                                : ", and without it "
                                                        + String.join(", ", directly)));
    }

    private static List<URI> addresses(Settings settings, Map<String, String> environment) {
        List<URI> all = new ArrayList<>();
        if (!Upstream.isSandbox(settings)) {
            Hosts hosts = Upstream.hosts(settings);
            Stream.of(hosts.core(), hosts.reports(), hosts.auditLog())
                    .filter(Objects::nonNull)
                    .forEach(all::add);
        }
        if (settings.authMode() == AuthMode.OIDC) {
            settings.find(SettingTable.OIDC_ISSUER).orElse(Set.of()).stream()
                    .map(URI::create)
                    .forEach(all::add);
            settings.find(SettingTable.OIDC_JWKS_URL).ifPresent(all::add);
        }
        if (settings.find(SettingTable.OTLP_ENDPOINT).isPresent()) {
            DoctorCollector.traces(settings, environment).ifPresent(all::add);
        }
        return all;
    }
}
