package io.github.clockifymcp.server.doctor;

import static io.github.clockifymcp.server.doctor.Section.CLIENTS;
import static io.github.clockifymcp.server.doctor.Section.CLOCKIFY;
import static io.github.clockifymcp.server.doctor.Section.ENDPOINT;
import static io.github.clockifymcp.server.doctor.Section.IDENTITY;
import static io.github.clockifymcp.server.doctor.Section.LAUNCHER;
import static io.github.clockifymcp.server.doctor.Section.LOADED;
import static io.github.clockifymcp.server.doctor.Section.NETWORK;
import static io.github.clockifymcp.server.doctor.Section.OBSERVING;
import static io.github.clockifymcp.server.doctor.Section.POSTURE;
import static io.github.clockifymcp.server.doctor.Section.SETTINGS;
import static io.github.clockifymcp.server.doctor.Section.STATE;
import static io.github.clockifymcp.server.doctor.Severity.ERROR;
import static io.github.clockifymcp.server.doctor.Severity.NOTE;
import static io.github.clockifymcp.server.doctor.Severity.OK;
import static io.github.clockifymcp.server.doctor.Severity.WARNING;

/// Everything that can be found. A key, once released, means the same for ever: programs read it.
public enum Symptom {
    SETTINGS_FINE("settings.fine", SETTINGS, OK),
    SETTINGS_REFUSED("settings.refused", SETTINGS, ERROR),
    SETTINGS_UNKNOWN("settings.unknown", SETTINGS, WARNING),
    CHECK_BROKE("doctor.broke", SETTINGS, WARNING),
    CHECK_LATE("doctor.late", SETTINGS, WARNING),

    TOOLS_KNOWN("tools.known", LOADED, OK),
    TOOLS_UNKNOWN("tools.unknown", LOADED, ERROR),
    TLS_FINE("tls.fine", LOADED, OK),
    TLS_UNUSABLE("tls.unusable", LOADED, ERROR),
    TLS_EXPIRED("tls.expired", LOADED, ERROR),
    TLS_EXPIRES("tls.expires", LOADED, WARNING),
    TLS_EARLY("tls.early", LOADED, ERROR),
    TLS_KEY_OPEN("tls.key.open", LOADED, WARNING),
    AUTHORITIES_UNUSABLE("authorities.unusable", LOADED, ERROR),
    AUTHORITIES_EXPIRED("authorities.expired", LOADED, WARNING),
    KEYS_FINE("keys.fine", LOADED, OK),
    KEYS_UNUSABLE("keys.unusable", LOADED, ERROR),
    KEYS_OPEN("keys.open", LOADED, WARNING),
    SECRET_UNUSABLE("secret.unusable", LOADED, ERROR),
    SECRET_OPEN("secret.open", LOADED, WARNING),

    CLOCKIFY_SANDBOX("clockify.sandbox", CLOCKIFY, NOTE),
    CLOCKIFY_KEY_MISSING("clockify.key.missing", CLOCKIFY, ERROR),
    CLOCKIFY_KEY_WORKS("clockify.key.works", CLOCKIFY, OK),
    CLOCKIFY_KEY_REFUSED("clockify.key.refused", CLOCKIFY, ERROR),
    CLOCKIFY_AWAY("clockify.away", CLOCKIFY, ERROR),
    CLOCKIFY_PARTLY("clockify.partly", CLOCKIFY, WARNING),
    CLOCKIFY_ODD("clockify.odd", CLOCKIFY, ERROR),
    CLOCKIFY_RATE("clockify.rate", CLOCKIFY, WARNING),
    CLOCKIFY_BUDGET("clockify.budget", CLOCKIFY, NOTE),
    CLOCKIFY_CLOCK("clockify.clock", CLOCKIFY, WARNING),
    WORKSPACE_FINE("workspace.fine", CLOCKIFY, OK),
    WORKSPACE_UNKNOWN("workspace.unknown", CLOCKIFY, ERROR),
    WORKSPACE_NONE("workspace.none", CLOCKIFY, ERROR),
    WORKSPACE_UNCHOSEN("workspace.unchosen", CLOCKIFY, WARNING),
    WORKSPACE_SUBDOMAIN("workspace.subdomain", CLOCKIFY, WARNING),
    WORKSPACE_PLAN("workspace.plan", CLOCKIFY, NOTE),

    FOLDER_FINE("folder.fine", STATE, OK),
    FOLDER_UNUSABLE("folder.unusable", STATE, ERROR),
    FOLDER_OPEN("folder.open", STATE, ERROR),
    FOLDER_KEY("folder.key", STATE, ERROR),
    FOLDER_READ_ONLY("folder.read_only", STATE, ERROR),
    FOLDER_FULL("folder.full", STATE, ERROR),
    FOLDER_TIGHT("folder.tight", STATE, WARNING),
    DATABASE_FINE("database.fine", STATE, OK),
    DATABASE_AWAY("database.away", STATE, ERROR),
    DATABASE_REFUSED("database.refused", STATE, ERROR),
    DATABASE_VERSION("database.version", STATE, ERROR),
    DATABASE_UNPREPARED("database.unprepared", STATE, ERROR),
    DATABASE_OLD("database.old", STATE, ERROR),
    DATABASE_NEW("database.new", STATE, ERROR),
    DATABASE_ROLE("database.role", STATE, ERROR),
    DATABASE_READ_ONLY("database.read_only", STATE, ERROR),
    DATABASE_PLAIN("database.plain", STATE, WARNING),
    DATABASE_LISTEN("database.listen", STATE, ERROR),
    DATABASE_SEALED("database.sealed", STATE, OK),
    DATABASE_UNOPENED("database.unopened", STATE, ERROR),
    DATABASE_UNSEEN("database.unseen", STATE, NOTE),

    IDENTITY_FINE("identity.fine", IDENTITY, OK),
    IDENTITY_AWAY("identity.away", IDENTITY, ERROR),
    IDENTITY_ISSUER("identity.issuer", IDENTITY, ERROR),
    IDENTITY_KEYS("identity.keys", IDENTITY, ERROR),
    IDENTITY_ALGORITHMS("identity.algorithms", IDENTITY, WARNING),
    IDENTITY_RESOURCE("identity.resource", IDENTITY, WARNING),
    IDENTITY_METADATA("identity.metadata", IDENTITY, NOTE),
    IDENTITY_KEY_PAGE("identity.key_page", IDENTITY, NOTE),

    PORT_FREE("port.free", NETWORK, OK),
    PORT_OURS("port.ours", NETWORK, NOTE),
    PORT_TAKEN("port.taken", NETWORK, ERROR),
    PORT_ADDRESS("port.address", NETWORK, ERROR),
    HOST_UNLISTED("host.unlisted", NETWORK, ERROR),
    PROXY_WAY("proxy.way", NETWORK, NOTE),

    OTLP_REACHED("otlp.reached", OBSERVING, OK),
    OTLP_AWAY("otlp.away", OBSERVING, WARNING),
    OTLP_REFUSED("otlp.refused", OBSERVING, WARNING),
    OTLP_UNSEEN("otlp.unseen", OBSERVING, NOTE),

    CLIENT_NONE("client.none", CLIENTS, NOTE),
    CLIENT_FINE("client.fine", CLIENTS, OK),
    CLIENT_MALFORMED("client.malformed", CLIENTS, ERROR),
    CLIENT_OPEN("client.open", CLIENTS, WARNING),
    CLIENT_COMMAND("client.command", CLIENTS, ERROR),
    CLIENT_EXECUTABLE("client.executable", CLIENTS, ERROR),
    CLIENT_SETTING("client.setting", CLIENTS, ERROR),
    CLIENT_UNKNOWN("client.unknown", CLIENTS, WARNING),
    CLIENT_ARGUMENTS("client.arguments", CLIENTS, ERROR),
    CLIENT_NO_KEY("client.no_key", CLIENTS, WARNING),
    CLIENT_TWICE("client.twice", CLIENTS, WARNING),
    CLIENT_PLAIN("client.plain", CLIENTS, WARNING),

    LAUNCHER_JAVA("launcher.java", LAUNCHER, OK),
    LAUNCHER_OLD("launcher.old", LAUNCHER, ERROR),
    LAUNCHER_CACHE("launcher.cache", LAUNCHER, OK),
    LAUNCHER_NO_CACHE("launcher.no_cache", LAUNCHER, WARNING),
    LAUNCHER_BARE("launcher.bare", LAUNCHER, NOTE),

    POSTURE_POLICY("posture.policy", POSTURE, WARNING),
    POSTURE_AUDIT("posture.audit", POSTURE, WARNING),
    POSTURE_DSN("posture.dsn", POSTURE, WARNING),
    POSTURE_SSLMODE("posture.sslmode", POSTURE, WARNING),
    POSTURE_INLINE("posture.inline", POSTURE, WARNING),
    POSTURE_TENANT("posture.tenant", POSTURE, WARNING),
    POSTURE_NOBODY("posture.nobody", POSTURE, WARNING),
    POSTURE_TOKEN("posture.token", POSTURE, WARNING),
    POSTURE_PROXIES("posture.proxies", POSTURE, WARNING),
    POSTURE_TLS("posture.tls", POSTURE, WARNING),
    POSTURE_HOSTS("posture.hosts", POSTURE, WARNING),
    POSTURE_METRICS("posture.metrics", POSTURE, WARNING),
    POSTURE_DEVELOPMENT("posture.development", POSTURE, WARNING),

    ENDPOINT_ALIVE("endpoint.alive", ENDPOINT, OK),
    ENDPOINT_AWAY("endpoint.away", ENDPOINT, ERROR),
    ENDPOINT_READY("endpoint.ready", ENDPOINT, OK),
    ENDPOINT_UNREADY("endpoint.unready", ENDPOINT, ERROR),
    ENDPOINT_DEGRADED("endpoint.degraded", ENDPOINT, WARNING),
    ENDPOINT_TLS("endpoint.tls", ENDPOINT, OK),
    ENDPOINT_EXPIRES("endpoint.expires", ENDPOINT, WARNING),
    ENDPOINT_UNTRUSTED("endpoint.untrusted", ENDPOINT, ERROR),
    ENDPOINT_PLAIN("endpoint.plain", ENDPOINT, WARNING),
    ENDPOINT_OPEN("endpoint.open", ENDPOINT, WARNING),
    ENDPOINT_TOKEN("endpoint.token", ENDPOINT, ERROR),
    ENDPOINT_CHALLENGE("endpoint.challenge", ENDPOINT, OK),
    ENDPOINT_METADATA("endpoint.metadata", ENDPOINT, ERROR),
    ENDPOINT_LEGACY("endpoint.legacy", ENDPOINT, OK),
    ENDPOINT_MODERN("endpoint.modern", ENDPOINT, OK),
    ENDPOINT_ODD("endpoint.odd", ENDPOINT, ERROR);

    private final String key;
    private final Section section;
    private final Severity severity;

    Symptom(String key, Section section, Severity severity) {
        this.key = key;
        this.section = section;
        this.severity = severity;
    }

    /// What programs know it by.
    public String key() {
        return key;
    }

    public Section section() {
        return section;
    }

    public Severity severity() {
        return severity;
    }
}
