package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.settings.NoProxy;
import io.github.clockifymcp.server.settings.ProxyAddress;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How this process reaches what is outside of it: Clockify, identity providers, a collector.
/// Nothing of it is made before it is needed, since over stdio a client waits for the start.
final class Outside {
    private final Settings settings;
    private @Nullable Outlet outlet;

    Outside(Settings settings) {
        this.settings = settings;
    }

    /// The way out, as it is set.
    ///
    /// @throws SettingsException when a file of authorities cannot be used
    synchronized Outlet outlet() throws SettingsException {
        if (outlet == null) {
            outlet = made();
        }
        return outlet;
    }

    private Outlet made() throws SettingsException {
        @Nullable ProxyAddress proxy = settings.find(SettingTable.HTTPS_PROXY).orElse(null);
        Outlet made = Outlet.ordinary();
        if (proxy != null) {
            made =
                    Outlet.through(
                            new Chosen(
                                    proxy,
                                    settings.find(SettingTable.NO_PROXY)
                                            .orElse(new NoProxy(""))
                                            .rules()));
            ProxyAddress.@Nullable Login login = proxy.login().orElse(null);
            if (login != null) {
                made =
                        made.knownTo(
                                proxy.host(),
                                proxy.port(),
                                login.user(),
                                login.password().reveal());
            }
        }
        return settings.find(SettingTable.EXTRA_CAS).isPresent()
                ? made.trusting(TlsFiles.trustingToo(settings, SettingTable.EXTRA_CAS))
                : made;
    }

    /// The one proxy for everything encrypted. What is not encrypted is on this machine or beside
    /// it.
    private static final class Chosen extends ProxySelector {
        private static final int HTTPS_PORT = 443;

        private final List<Proxy> proxy;
        private final NoProxy.Rules directly;

        Chosen(ProxyAddress proxy, NoProxy.Rules directly) {
            // Looked up for each connection, and not once for ever.
            this.proxy =
                    List.of(
                            new Proxy(
                                    Proxy.Type.HTTP,
                                    InetSocketAddress.createUnresolved(
                                            proxy.host(), proxy.port())));
            this.directly = directly;
        }

        @Override
        public List<Proxy> select(URI address) {
            String host = address.getHost();
            boolean through =
                    "https".equalsIgnoreCase(address.getScheme())
                            && host != null
                            && !directly.have(
                                    host, address.getPort() < 0 ? HTTPS_PORT : address.getPort());
            return through ? proxy : List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI address, SocketAddress proxy, IOException failure) {
            // There is no other one to try.
        }
    }
}
