package io.github.clockifymcp.clockify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where Clockify's services are. Reports live on another host globally, and under another path in
/// a region; asking the wrong one gets a 404 "No static resource".
///
/// @param core everything but reports and the audit log
/// @param reports reports and shared reports; null where it is not known
/// @param auditLog the audit log; null where it is not known, which is every region but the global
public record Hosts(URI core, @Nullable URI reports, @Nullable URI auditLog) {

    private static final String CORE_PATH = "/api/v1";
    private static final int LAST_PORT = 65_535;
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

    /// Checks each address: https, or http on this machine; no user, query or fragment.
    public Hosts {
        core = checked(core);
        reports = reports == null ? null : checked(reports);
        auditLog = auditLog == null ? null : checked(auditLog);
    }

    /// The hosts of most workspaces.
    public static Hosts global() {
        return new Hosts(
                URI.create("https://api.clockify.me/api/v1"),
                URI.create("https://reports.api.clockify.me/v1"),
                URI.create("https://auditlog-api.api.clockify.me/v1"));
    }

    /// The hosts of a region.
    public static Hosts of(Region region) {
        if (region == Region.GLOBAL) {
            return global();
        }
        String host = "https://" + region.label() + ".clockify.me";
        return new Hosts(URI.create(host + CORE_PATH), URI.create(host + "/report/v1"), null);
    }

    /// The hosts of a workspace with a subdomain of its own: the core stays the region's, reports
    /// move to `https://{subdomain}.clockify.me`. Such a workspace needs a key of its own.
    ///
    /// @throws IllegalArgumentException if it is not one lower-case host label
    public static Hosts of(Region region, String subdomain) {
        if (!SUBDOMAIN.matcher(subdomain).matches() || subdomain.startsWith("xn--")) {
            throw new IllegalArgumentException(
                    "A subdomain is 1 to 63 of a-z, 0-9 and -, without the dots around it.");
        }
        URI reports = URI.create("https://" + subdomain + ".clockify.me/report/v1");
        return new Hosts(of(region).core(), reports, null);
    }

    /// The hosts that belong to an explicit base URL, such as `https://euc1.clockify.me/api/v1` or
    /// `http://127.0.0.1:8080/api/v1`. A known one gets the services it is known for. Otherwise
    /// reports are expected beside `/api/v1` under `/report/v1`, and, on this machine only, the
    /// audit log under `/auditlog/v1`.
    ///
    /// @throws IllegalArgumentException saying what is wrong with it
    public static Hosts at(String baseUrl) {
        URI base = checked(parse(baseUrl));
        for (Region region : Region.values()) {
            if (of(region).core().equals(base)) {
                return of(region);
            }
        }
        String text = base.toString();
        if (!text.endsWith(CORE_PATH)) {
            return new Hosts(base, null, null);
        }
        String root = text.substring(0, text.length() - CORE_PATH.length());
        URI auditLog = isLoopback(base) ? URI.create(root + "/auditlog/v1") : null;
        return new Hosts(base, URI.create(root + "/report/v1"), auditLog);
    }

    /// The base address of a service.
    ///
    /// @throws ClockifyException with category `UNAVAILABLE` if nobody knows where it is
    public URI base(Service service) {
        URI base =
                switch (service) {
                    case CORE -> core;
                    case REPORTS -> reports;
                    case AUDIT_LOG -> auditLog;
                };
        if (base == null) {
            throw ClockifyException.of(
                    Category.UNAVAILABLE,
                    "It is not known where this Clockify keeps its "
                            + service.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + ".",
                    "Set the base URL of a region whose addresses are published.");
        }
        return base;
    }

    private static URI parse(String baseUrl) {
        try {
            return new URI(baseUrl.strip());
        } catch (URISyntaxException e) {
            // The cause would repeat the text, which may hold a password.
            throw new IllegalArgumentException("The base URL is not a URL.");
        }
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw new IllegalArgumentException(
                    "The base URL needs a scheme and a host, as in https://api.clockify.me/api/v1.");
        }
        if (url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The base URL may not hold a user, a query or a fragment.");
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(url))) {
            throw new IllegalArgumentException(
                    "The base URL must be https; http is for this machine only.");
        }
        int port = url.getPort();
        if (port == 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("The base URL's port must be 1 to 65535.");
        }
        String path = url.normalize().getRawPath().replaceAll("/+$", "");
        return URI.create(
                scheme
                        + "://"
                        + url.getHost().toLowerCase(Locale.ROOT)
                        + (port < 0 ? "" : ":" + port)
                        + path);
    }

    private static boolean isLoopback(URI url) {
        // Only literals count: a name that resolves to this machine today may not tomorrow.
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host) || LOOPBACK_V4.matcher(host).matches();
    }
}
