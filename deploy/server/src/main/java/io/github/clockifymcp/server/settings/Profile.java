package io.github.clockifymcp.server.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings that belong together. A profile only fills in what is not set by itself.
public enum Profile {
    /// One person's desktop client and that person's own key.
    LOCAL_STDIO("local-stdio"),

    /// One team over the network, with one key to Clockify and a token that its members share.
    SINGLE_TENANT_HTTP("single-tenant-http"),

    /// A made-up company to try things on; no key, no network.
    SANDBOX("sandbox");

    static final Kind<Profile> KIND =
            new Kind<>(
                    LOCAL_STDIO.label + ", " + SINGLE_TENANT_HTTP.label + " or " + SANDBOX.label,
                    false,
                    Profile::named);

    private final String label;

    Profile(String label) {
        this.label = label;
    }

    /// The profile as people write it.
    public String label() {
        return label;
    }

    /// What it sets, by the name of the setting.
    public Map<String, String> pins() {
        return switch (this) {
            case LOCAL_STDIO -> Map.of("CLOCKIFY_POLICY", "time_tracking_safe");
            case SINGLE_TENANT_HTTP ->
                    Map.of(
                            "MCP_TRANSPORT", "streamable_http",
                            "MCP_AUTH_MODE", "static_bearer",
                            "CLOCKIFY_POLICY", "time_tracking_safe");
            case SANDBOX -> Map.of("CLOCKIFY_BASE_URL", "sandbox:", "CLOCKIFY_POLICY", "standard");
        };
    }

    private static @Nullable Profile named(String text) {
        for (Profile profile : values()) {
            if (profile.label.equals(text)) {
                return profile;
            }
        }
        return null;
    }
}
