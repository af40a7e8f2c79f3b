package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That something may have changed: whose it is and what, as a value, so that it can be told to
/// other replicas and compared there with what is wanted.
///
/// @param tenant whose
/// @param kind of what
/// @param name which of that kind
public record News(String tenant, Kind kind, String name) {
    /// How many beginnings of a URI are looked at; ours have six parts.
    private static final int MAX_BEGINNINGS = 16;

    /// What can change.
    public enum Kind {
        LIST,
        RESOURCE,
        TASK
    }

    /// A list is another one for everybody of the tenant.
    public static News of(Topic list, String tenant) {
        return new News(tenant, Kind.LIST, list.name());
    }

    /// A list is another one for this principal.
    public static News of(Topic list, Principal whose) {
        return new News(whose.tenant(), Kind.LIST, list.name() + " " + whose.id());
    }

    /// A resource reads differently.
    ///
    /// @param uri with a slash at its end, all resources whose URIs begin like this
    public static News ofResource(String tenant, String uri) {
        return new News(tenant, Kind.RESOURCE, uri);
    }

    /// A task stands differently.
    public static News ofTask(String tenant, String id) {
        return new News(tenant, Kind.TASK, id);
    }

    /// What concerns this resource: that it changed, or that all did that begin like it.
    public static Set<News> about(String tenant, String uri) {
        Set<News> all = new LinkedHashSet<>();
        all.add(ofResource(tenant, uri));
        int scheme = uri.indexOf("://");
        int slash = uri.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        while (slash >= 0 && all.size() <= MAX_BEGINNINGS) {
            all.add(ofResource(tenant, uri.substring(0, slash + 1)));
            slash = uri.indexOf('/', slash + 1);
        }
        return all;
    }

    /// Whether the resource of this URI is concerned.
    boolean concerns(String uri) {
        return kind == Kind.RESOURCE
                && (uri.equals(name) || (name.endsWith("/") && uri.startsWith(name)));
    }

    /// The list that it is about.
    Topic list() {
        int end = name.indexOf(' ');
        return Topic.valueOf(end < 0 ? name : name.substring(0, end));
    }

    // Written out, since every session looks them up before its first answer; see RequestId.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof News news
                && kind == news.kind
                && name.equals(news.name)
                && tenant.equals(news.tenant);
    }

    @Override
    public int hashCode() {
        return (name.hashCode() * 31 + tenant.hashCode()) * 31 + kind.hashCode();
    }
}
