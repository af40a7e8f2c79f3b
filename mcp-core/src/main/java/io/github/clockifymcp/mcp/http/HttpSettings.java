package io.github.clockifymcp.mcp.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where and for whom the transport serves.
///
/// @param host the address to listen on; `127.0.0.1` unless said otherwise
/// @param port 0 for one that is free
/// @param hosts names by which we may be addressed (`Host`), beside those of this machine's
///   loopback while we listen there, and beside `host` itself; `*` for any
/// @param origins web pages that may use us (`Origin`, such as `https://app.example.com`), beside
///   those of this machine while we listen on its loopback
/// @param tls null for none
/// @param pages JSON that everybody may read, by its path
/// @param site pages for people
public record HttpSettings(
        String host,
        int port,
        Set<String> hosts,
        Set<String> origins,
        HttpLimits limits,
        HttpTimes times,
        @Nullable Tls tls,
        Map<String, String> pages,
        Website site) {

    /// For one person at this machine.
    public static final HttpSettings DEFAULT =
            new HttpSettings(
                    "127.0.0.1",
                    0,
                    Set.of(),
                    Set.of(),
                    HttpLimits.DEFAULT,
                    HttpTimes.DEFAULT,
                    null,
                    Map.of(),
                    Website.NONE);

    public HttpSettings {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("there is a host, and a port from 0 to 65535");
        }
        hosts = small(hosts);
        origins = small(origins);
        pages = Map.copyOf(pages);
    }

    private static Set<String> small(Set<String> names) {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The same at another address.
    public HttpSettings withAddress(String newHost, int newPort) {
        return new HttpSettings(newHost, newPort, hosts, origins, limits, times, tls, pages, site);
    }

    /// The same under other names.
    public HttpSettings withHosts(Set<String> names) {
        return new HttpSettings(host, port, names, origins, limits, times, tls, pages, site);
    }

    /// The same for other web pages.
    public HttpSettings withOrigins(Set<String> senders) {
        return new HttpSettings(host, port, hosts, senders, limits, times, tls, pages, site);
    }

    /// The same with other limits.
    public HttpSettings withLimits(HttpLimits sizes) {
        return new HttpSettings(host, port, hosts, origins, sizes, times, tls, pages, site);
    }

    /// The same with other times.
    public HttpSettings withTimes(HttpTimes waits) {
        return new HttpSettings(host, port, hosts, origins, limits, waits, tls, pages, site);
    }

    /// The same, encrypted.
    public HttpSettings withTls(Tls encryption) {
        return new HttpSettings(host, port, hosts, origins, limits, times, encryption, pages, site);
    }

    /// The same, with JSON that everybody may read, by its path.
    public HttpSettings withPages(Map<String, String> open) {
        return new HttpSettings(host, port, hosts, origins, limits, times, tls, open, site);
    }

    /// The same, with pages for people.
    public HttpSettings withSite(Website website) {
        return new HttpSettings(host, port, hosts, origins, limits, times, tls, pages, website);
    }
}
