package io.github.clockifymcp.server.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Settings that belong together. A profile only fills in what is not set by itself.
public enum Profile {
    /// One person's desktop client and that person's own key.
    LOCAL_STDIO("local-stdio", "One person's own client on one machine, with that person's key."),

    /// One team over the network, with one key to Clockify and a token that its members share.
    SINGLE_TENANT_HTTP(
            "single-tenant-http",
            "One team over the network, with one key to Clockify and one token for its members."),

    /// Many tenants over the network, whose people sign in.
    SHARED_SERVICE(
            "shared-service",
            "Many tenants over the network: their people sign in at an identity provider, and"
                    + " what is kept for them is in Postgres."),

    /// The same, and nothing in it that is for development.
    PROD_POSTGRES(
            "prod-postgres",
            "A shared service that people depend on: `ENVIRONMENT=prod` refuses what is for"
                    + " development."),

    /// A network whose members know each other by certificates.
    PRIVATE_NETWORK(
            "private-network",
            "A network whose members show certificates of its own authority, with one key to"
                    + " Clockify."),

    /// A made-up company to try things on; no key, no network.
    SANDBOX("sandbox", "A made-up company to try things on, without an account.");

    static final Kind<Profile> KIND =
            new Kind<>(
                    "local-stdio, single-tenant-http, shared-service, prod-postgres,"
                            + " private-network or sandbox",
                    false,
                    Profile::named);

    private static final String POLICY = "CLOCKIFY_POLICY";
    private static final String TRANSPORT = "MCP_TRANSPORT";
    private static final String AUTH_MODE = "MCP_AUTH_MODE";
    private static final String DURABILITY = "MCP_AUDIT_DURABILITY";

    private final String label;
    private final String meaning;

    Profile(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /// The profile as people write it.
    public String label() {
        return label;
    }

    /// What it is for, as a sentence of the reference page.
    public String meaning() {
        return meaning;
    }

    /// What it sets, by the name of the setting.
    public Map<String, String> pins() {
        return switch (this) {
            case LOCAL_STDIO -> Map.of(POLICY, "time_tracking_safe");
            case SINGLE_TENANT_HTTP ->
                    Map.of(
                            TRANSPORT, "streamable_http",
                            AUTH_MODE, "static_bearer",
                            POLICY, "time_tracking_safe");
            case SHARED_SERVICE ->
                    Map.of(
                            TRANSPORT,
                            "streamable_http",
                            AUTH_MODE,
                            "oidc",
                            DURABILITY,
                            "fail_closed",
                            "MCP_LOG_FORMAT",
                            "json",
                            POLICY,
                            "time_tracking_safe");
            case PROD_POSTGRES -> {
                Map<String, String> pins = new LinkedHashMap<>(SHARED_SERVICE.pins());
                pins.put("ENVIRONMENT", "prod");
                yield Map.copyOf(pins);
            }
            case PRIVATE_NETWORK ->
                    Map.of(
                            TRANSPORT, "streamable_http",
                            AUTH_MODE, "mtls",
                            DURABILITY, "fail_closed",
                            POLICY, "time_tracking_safe");
            case SANDBOX -> Map.of("CLOCKIFY_BASE_URL", "sandbox:", POLICY, "standard");
        };
    }

    /// The names of the settings that nobody but who runs the server can know, and without which it
    /// does not start or can do nothing.
    public List<String> needs() {
        return switch (this) {
            case LOCAL_STDIO -> List.of("CLOCKIFY_API_KEY");
            case SINGLE_TENANT_HTTP -> List.of("CLOCKIFY_API_KEY", "MCP_BEARER_TOKEN");
            case SHARED_SERVICE, PROD_POSTGRES ->
                    List.of(
                            "MCP_OIDC_ISSUER",
                            "MCP_RESOURCE_URI",
                            "MCP_CONTROL_PLANE_DSN",
                            "MCP_CONTROL_PLANE_KEYS_FILE");
            case PRIVATE_NETWORK ->
                    List.of(
                            "CLOCKIFY_API_KEY",
                            "MCP_HTTP_TLS_CERT",
                            "MCP_HTTP_TLS_KEY",
                            "MCP_MTLS_CA_CERT_PATH");
            case SANDBOX -> List.of();
        };
    }

    /// Whether what it keeps is in Postgres.
    boolean inPostgres() {
        return this == SHARED_SERVICE || this == PROD_POSTGRES;
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
