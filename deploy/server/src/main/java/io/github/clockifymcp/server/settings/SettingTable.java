package io.github.clockifymcp.server.settings;

import static io.github.clockifymcp.server.settings.Kind.address;
import static io.github.clockifymcp.server.settings.Kind.collector;
import static io.github.clockifymcp.server.settings.Kind.domains;
import static io.github.clockifymcp.server.settings.Kind.duration;
import static io.github.clockifymcp.server.settings.Kind.file;
import static io.github.clockifymcp.server.settings.Kind.flag;
import static io.github.clockifymcp.server.settings.Kind.hosts;
import static io.github.clockifymcp.server.settings.Kind.instant;
import static io.github.clockifymcp.server.settings.Kind.issuers;
import static io.github.clockifymcp.server.settings.Kind.key;
import static io.github.clockifymcp.server.settings.Kind.modes;
import static io.github.clockifymcp.server.settings.Kind.names;
import static io.github.clockifymcp.server.settings.Kind.networks;
import static io.github.clockifymcp.server.settings.Kind.number;
import static io.github.clockifymcp.server.settings.Kind.oneOf;
import static io.github.clockifymcp.server.settings.Kind.origins;
import static io.github.clockifymcp.server.settings.Kind.some;
import static io.github.clockifymcp.server.settings.Kind.someOf;
import static io.github.clockifymcp.server.settings.Kind.text;
import static io.github.clockifymcp.server.settings.Kind.token;
import static io.github.clockifymcp.server.settings.Kind.words;
import static io.github.clockifymcp.server.settings.Kind.zone;

import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.Region;
import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.enforcement.AuditTrail.Durability;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.server.identity.Network;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every setting there is. The reference page, the checks and the errors are all made from here.
/// Names that the reference server has mean what they mean there.
public final class SettingTable {
    private static final List<Setting<?>> TABLE = new ArrayList<>();
    private static final String A_CLAIM = "the name of a claim, without spaces or commas";

    private static final String A_HEADER = "the name of a header, such as X-Forwarded-User";

    /// Signatures that only the issuer can make. With a shared secret, or none, anybody could.
    private static final List<String> ALGORITHMS =
            List.of(
                    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
                    "EdDSA", "Ed25519", "Ed448");

    public static final Setting<Profile> PROFILE =
            add(
                    "MCP_PROFILE",
                    Profile.KIND,
                    "local-stdio",
                    "Settings that belong together, for those that are not set by themselves. The"
                            + " option `--profile` comes before it.");

    public static final Setting<Stage> ENVIRONMENT =
            add(
                    "ENVIRONMENT",
                    Stage.KIND,
                    null,
                    "`prod` says that people depend on this server: the log is JSON and the audit"
                            + " log fails closed unless something else is set, and what is for"
                            + " development is refused: `MCP_ALLOW_DEV_BACKEND`,"
                            + " `MCP_ALLOW_DEV_ISSUER`, `MCP_CONTROL_PLANE_DSN=memory` and the"
                            + " embedded sandbox.");

    public static final Setting<Path> CONFIG_FILE =
            add(
                    "MCP_CONFIG_FILE",
                    file("TOML", "config.toml"),
                    null,
                    "A TOML file with settings: by their names, or in the tables `clockify` and"
                            + " `mcp` without that prefix, in small letters. What the environment"
                            + " sets comes before it. Left out, it is"
                            + " `clockify-mcp/config.toml` in `$XDG_CONFIG_HOME` or `~/.config`,"
                            + " where there is one.");

    public static final Setting<Secret> API_KEY =
            add(
                    "CLOCKIFY_API_KEY",
                    key(),
                    null,
                    "The key from Clockify's page *Preferences › Advanced*. Without it the server"
                            + " starts and lists its tools, and each call says what is missing.");
    public static final Setting<String> WORKSPACE_ID =
            add(
                    "CLOCKIFY_WORKSPACE_ID",
                    text("an id of 1 to 64 letters and digits", SettingTable::isId),
                    null,
                    "The workspace to work in. Left out, it is the only one the key can see; with"
                            + " several, calls end with their ids.");
    public static final Setting<Address> BASE_URL =
            add(
                    "CLOCKIFY_BASE_URL",
                    Address.KIND,
                    null,
                    "Another address of Clockify's, up to and with `/api/v1`. `sandbox:` is a"
                            + " Clockify inside this server, with a made-up company.");
    public static final Setting<Region> REGION =
            add(
                    "CLOCKIFY_REGION",
                    oneOf(Region.class),
                    "global",
                    "The region the workspace's data lives in. Not together with"
                            + " `CLOCKIFY_BASE_URL`.");
    public static final Setting<String> SUBDOMAIN =
            add(
                    "CLOCKIFY_SUBDOMAIN",
                    text("a host label such as acme", SettingTable::isSubdomain),
                    null,
                    "The workspace's own subdomain, where it has one: its reports are asked for"
                            + " there, and it needs a key made there.");
    public static final Setting<ZoneId> TIMEZONE =
            add(
                    "CLOCKIFY_TIMEZONE",
                    zone(),
                    null,
                    "The zone of the times people say. Left out, it is the account's.");
    public static final Setting<Instant> SANDBOX_AT =
            add(
                    "CLOCKIFY_SANDBOX_AT",
                    instant(),
                    null,
                    "What the sandbox, and this server with it, takes for now when it starts. The"
                            + " option `--at` comes before it.");

    public static final Setting<Mode> POLICY =
            add(
                    "CLOCKIFY_POLICY",
                    oneOf(Mode.class),
                    "time_tracking_safe",
                    "How much the server may change.");
    public static final Setting<Set<String>> DENY_TOOLS =
            add("CLOCKIFY_DENY_TOOLS", names(), null, "Tools that do not exist for anybody.");
    public static final Setting<Set<String>> DENY_GROUPS =
            add(
                    "CLOCKIFY_DENY_GROUPS",
                    names(),
                    null,
                    "Groups whose tools do not exist for anybody.");
    public static final Setting<Set<String>> ALLOW_GROUPS =
            add(
                    "CLOCKIFY_ALLOW_GROUPS",
                    names(),
                    null,
                    "The only groups whose tools exist. Left out, all do.");
    public static final Setting<Set<String>> WEBHOOK_ALLOWED_DOMAINS =
            add(
                    "CLOCKIFY_WEBHOOK_ALLOWED_DOMAINS",
                    domains(),
                    null,
                    "The only hosts that webhooks may be made to call; `.example.com` is all below"
                            + " it. Their addresses are not looked at. Left out, it is any host"
                            + " that leads to public addresses when the webhook is made; Clockify"
                            + " looks it up again for each delivery, which only this setting"
                            + " guards against.");
    public static final Setting<Duration> CONFIRMATION_TTL =
            add(
                    "CLOCKIFY_CONFIRMATION_TTL",
                    duration(Duration.ofSeconds(30), Duration.ofMinutes(30)),
                    "5m",
                    "How long a previewed change can be agreed to.");
    public static final Setting<Set<Risk>> PERSON_REQUIRED_FOR =
            add(
                    "CLOCKIFY_PERSON_REQUIRED_FOR",
                    someOf(Risk.class),
                    null,
                    "Classes of change to which a person has to agree, asked through the client. To"
                            + " a client that cannot ask its person such a change is refused; it"
                            + " gets no token for it. Left out, there are none, and such a client"
                            + " confirms by repeating the call with a token.");

    public static final Setting<Integer> MAX_CONCURRENT =
            add(
                    "CLOCKIFY_MAX_CONCURRENT",
                    number(0, 10_000),
                    "10",
                    "How many calls run at the same time, for everybody together. 0 is no limit.");
    public static final Setting<Duration> CONCURRENCY_ACQUIRE_TIMEOUT =
            add(
                    "CLOCKIFY_CONCURRENCY_ACQUIRE_TIMEOUT",
                    duration(Duration.ofMillis(1), Duration.ofSeconds(30)),
                    "100ms",
                    "How long a call waits for its turn before it is refused.");
    public static final Setting<Integer> RATE_LIMIT =
            add(
                    "CLOCKIFY_RATE_LIMIT",
                    number(0, 1_000_000),
                    "120",
                    "How many calls start in a minute, for everybody together. 0 is no limit.");
    public static final Setting<Integer> PER_TOKEN_CONCURRENCY =
            add(
                    "CLOCKIFY_PER_TOKEN_CONCURRENCY",
                    number(0, 10_000),
                    "5",
                    "How many calls of one caller run at the same time. 0 is no limit.");
    public static final Setting<Integer> PER_TOKEN_RATE_LIMIT =
            add(
                    "CLOCKIFY_PER_TOKEN_RATE_LIMIT",
                    number(0, 1_000_000),
                    "60",
                    "How many calls of one caller start in a minute. 0 is no limit.");
    public static final Setting<Integer> PER_TENANT_CONCURRENCY =
            add(
                    "CLOCKIFY_PER_TENANT_CONCURRENCY",
                    number(0, 10_000),
                    "0",
                    "How many calls of one tenant's callers run at the same time. 0 is no limit.");
    public static final Setting<Integer> PER_TENANT_RATE_LIMIT =
            add(
                    "CLOCKIFY_PER_TENANT_RATE_LIMIT",
                    number(0, 1_000_000),
                    "0",
                    "How many calls of one tenant's callers start in a minute. 0 is no limit.");
    public static final Setting<Integer> PER_WORKSPACE_CONCURRENCY =
            add(
                    "CLOCKIFY_PER_WORKSPACE_CONCURRENCY",
                    number(0, 10_000),
                    "0",
                    "How many calls about one workspace run at the same time. 0 is no limit.");
    public static final Setting<Integer> PER_WORKSPACE_RATE_LIMIT =
            add(
                    "CLOCKIFY_PER_WORKSPACE_RATE_LIMIT",
                    number(0, 1_000_000),
                    "0",
                    "How many calls about one workspace start in a minute. 0 is no limit.");
    public static final Setting<Duration> TOOL_TIMEOUT =
            add(
                    "CLOCKIFY_TOOL_TIMEOUT",
                    duration(Duration.ofSeconds(5), Duration.ofMinutes(10)),
                    "45s",
                    "How long a call may take, without the time a person thinks.");

    public static final Setting<BootstrapMode> BOOTSTRAP_MODE =
            add(
                    "CLOCKIFY_BOOTSTRAP_MODE",
                    oneOf(BootstrapMode.class),
                    "full_tier1",
                    "Which tools are listed from the start. The others are found with"
                            + " `clockify_list_tools` and called through `clockify_run_tool`.");
    public static final Setting<Set<String>> BOOTSTRAP_TOOLS =
            add(
                    "CLOCKIFY_BOOTSTRAP_TOOLS",
                    names(),
                    null,
                    "The tools listed from the start, in mode `custom`.");
    public static final Setting<Set<String>> ACTIVE_GROUPS =
            add(
                    "CLOCKIFY_ACTIVE_GROUPS",
                    names(),
                    null,
                    "Groups whose tools are listed from the start too.");
    public static final Setting<DoubleCheck.Same> DEDUPE_MODE =
            add(
                    "CLOCKIFY_DEDUPE_MODE",
                    oneOf(DoubleCheck.Same.class),
                    "warn",
                    "What is done where the same work is recorded already: the same minute, project"
                            + " and description. `warn` mentions it if it was read or made within"
                            + " ten minutes; `block` refuses it, and asks Clockify each time.");
    public static final Setting<Boolean> OVERLAP_CHECK =
            add(
                    "CLOCKIFY_OVERLAP_CHECK",
                    flag(),
                    "on",
                    "Whether entries that take the time of a new one are mentioned.");
    public static final Setting<ResultChannel> RESULT_CHANNEL =
            add(
                    "CLOCKIFY_RESULT_CHANNEL",
                    oneOf(ResultChannel.class),
                    "auto",
                    "In which part of a result its value stands. `auto` is `text`; with"
                            + " `CLOCKIFY_OUTPUT_SCHEMAS` it is `structured` for clients known to"
                            + " read that, and `both` for all others.");
    public static final Setting<Boolean> OUTPUT_SCHEMAS =
            add(
                    "CLOCKIFY_OUTPUT_SCHEMAS",
                    flag(),
                    "off",
                    "Whether tools are listed with the schemas of their results, which costs"
                            + " tokens.");

    public static final Setting<TransportKind> TRANSPORT =
            add(
                    "MCP_TRANSPORT",
                    oneOf(TransportKind.class),
                    "stdio",
                    "How clients reach the server: as a program they start, or over the network.");
    public static final Setting<Bind> HTTP_BIND =
            add(
                    "MCP_HTTP_BIND",
                    Bind.KIND,
                    "127.0.0.1:8080",
                    "Where to listen. Anything but this machine's own address needs authentication.");
    public static final Setting<Integer> PORT =
            add(
                    "PORT",
                    number(1, 65_535),
                    null,
                    "What small platforms set: listens on every address at this port, unless"
                            + " `MCP_HTTP_BIND` says otherwise.");
    public static final Setting<AuthMode> AUTH_MODE =
            add(
                    "MCP_AUTH_MODE",
                    oneOf(AuthMode.class),
                    null,
                    "How callers over the network are known. Left out, it is `static_bearer` where"
                            + " there is a token, and else `none`, for this machine only.");
    public static final Setting<Secret> BEARER_TOKEN =
            add(
                    "MCP_BEARER_TOKEN",
                    token(),
                    null,
                    "The token callers send as `Authorization: Bearer …`.");
    public static final Setting<Set<String>> OIDC_ISSUER =
            add(
                    "MCP_OIDC_ISSUER",
                    issuers(),
                    null,
                    "The OpenID Connect providers whose access tokens let callers in, with"
                            + " `MCP_AUTH_MODE=oidc`, written as in the tokens. A caller is an"
                            + " issuer and a subject. Their keys are found through"
                            + " `/.well-known/openid-configuration`, or that of RFC 8414.");
    public static final Setting<URI> RESOURCE_URI =
            add(
                    "MCP_RESOURCE_URI",
                    address("https://mcp.example.com/mcp"),
                    null,
                    "The server's address as its callers know it. Clients learn it from the"
                            + " document that tells them where to sign in, and tokens are meant"
                            + " for it.");
    public static final Setting<Set<String>> OIDC_AUDIENCE =
            add(
                    "MCP_OIDC_AUDIENCE",
                    words("names of an audience, separated by commas"),
                    null,
                    "What tokens call this server in `aud`, for providers that do not write"
                            + " `MCP_RESOURCE_URI` there; one is enough, and that address does"
                            + " not count then.");
    public static final Setting<Set<String>> OIDC_SCOPES =
            add(
                    "MCP_OIDC_SCOPES",
                    words("names of scopes, separated by commas"),
                    null,
                    "Scopes of which a token has to have one, in `scope` or `scp`; there it may"
                            + " stand without what comes before its last `/`. Clients are told to"
                            + " ask for them. They narrow nothing else. Left out, none is needed.");
    public static final Setting<Map<String, Mode>> SCOPE_MAP =
            add(
                    "MCP_SCOPE_MAP",
                    modes(),
                    null,
                    "At most which mode each scope gives, such as `clockify:read=read_only,"
                            + " clockify:write=standard`. A token has to have one of them, and its"
                            + " bearer the widest mode of its scopes, within `CLOCKIFY_POLICY` and"
                            + " the tenant's. Clients are told to ask for them, and to ask again"
                            + " where a call needs another one. Left out, scopes narrow nothing.");
    public static final Setting<Set<String>> OIDC_ALGORITHMS =
            add(
                    "MCP_OIDC_ALGORITHMS",
                    some(ALGORITHMS),
                    String.join(",", ALGORITHMS),
                    "How tokens may be signed.");
    public static final Setting<Duration> OIDC_LEEWAY =
            add(
                    "MCP_OIDC_LEEWAY",
                    duration(Duration.ZERO, Duration.ofMinutes(5)),
                    "30s",
                    "By how much the clocks of provider and server may differ.");
    public static final Setting<String> SUBJECT_CLAIM =
            add(
                    "MCP_SUBJECT_CLAIM",
                    text(A_CLAIM, SettingTable::isClaim),
                    "sub",
                    "The claim that says whose a token is: one that the provider never gives to"
                            + " somebody else, such as Entra's `oid`.");
    public static final Setting<String> TENANT_CLAIM =
            add(
                    "MCP_TENANT_CLAIM",
                    text(A_CLAIM, SettingTable::isClaim),
                    null,
                    "The claim that says which tenant a token is for; without it a token lets"
                            + " nobody in. Left out, all callers are of one tenant. With"
                            + " several issuers it needs Postgres, and counts for a tenant that"
                            + " names the issuer.");
    public static final Setting<URI> OIDC_JWKS_URL =
            add(
                    "MCP_OIDC_JWKS_URL",
                    address("https://login.example.com/keys"),
                    null,
                    "Where the keys of the one issuer are, for a provider that does not tell.");
    public static final Setting<Path> OIDC_JWKS_PATH =
            add(
                    "MCP_OIDC_JWKS_PATH",
                    file("JWKS", "keys.json"),
                    null,
                    "A file with the keys of the one issuer, for where no provider can be asked. It"
                            + " is read again like an address.");
    public static final Setting<Path> OIDC_CAS =
            add(
                    "MCP_OIDC_CA_CERT_PATH",
                    file("PEM", "providers-ca.crt"),
                    null,
                    "The authorities that vouch for the providers' own certificates. Left out, they"
                            + " are those that Java knows.");
    public static final Setting<Duration> OIDC_JWKS_CACHE_TTL =
            add(
                    "MCP_OIDC_JWKS_CACHE_TTL",
                    duration(Duration.ofSeconds(1), Duration.ofHours(24)),
                    "5m",
                    "How long a provider's keys are used before they are read again.");
    public static final Setting<Duration> OIDC_JWKS_KEPT =
            add(
                    "MCP_OIDC_JWKS_KEPT",
                    duration(Duration.ofSeconds(1), Duration.ofDays(7)),
                    "24h",
                    "How long they are used while the provider cannot be asked. After that callers"
                            + " are answered with 503.");
    public static final Setting<Duration> OIDC_UNKNOWN_KEY_INTERVAL =
            add(
                    "MCP_OIDC_UNKNOWN_KEY_INTERVAL",
                    duration(Duration.ofSeconds(1), Duration.ofMinutes(10)),
                    "30s",
                    "A token with a key that is not known makes the server read the keys again, but"
                            + " not more often than this.");
    public static final Setting<Duration> OIDC_VERIFY_CACHE_TTL =
            add(
                    "MCP_OIDC_VERIFY_CACHE_TTL",
                    duration(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                    "60s",
                    "How long a token that was found good is not checked again.");
    public static final Setting<Boolean> ALLOW_DEV_ISSUER =
            add(
                    "MCP_ALLOW_DEV_ISSUER",
                    flag(),
                    "off",
                    "Allows issuers, and `MCP_RESOURCE_URI`, at this machine by `http`.");
    public static final Setting<String> KEY_PAGE_CLIENT_ID =
            add(
                    "MCP_KEY_PAGE_CLIENT_ID",
                    text(
                            "1 to 256 printable ASCII characters without spaces",
                            SettingTable::isClient),
                    null,
                    "The id under which the issuers know the page `/key`, where people sign in and"
                            + " store their own key to Clockify; with several issuers, the same at"
                            + " each. They send browsers back to `/key/callback` at the host of"
                            + " `MCP_RESOURCE_URI`. Left out, there is no such page. Needs"
                            + " `MCP_AUTH_MODE=oidc` and Postgres.");
    public static final Setting<Path> KEY_PAGE_CLIENT_SECRET =
            add(
                    "MCP_KEY_PAGE_CLIENT_SECRET_FILE",
                    file("text", "client-secret"),
                    null,
                    "The file with its secret at the one issuer. Left out, it is a public client;"
                            + " PKCE is used either way.");
    public static final Setting<Set<Network>> TRUSTED_PROXIES =
            add(
                    "MCP_FORWARD_AUTH_TRUSTED_PROXIES",
                    networks(),
                    null,
                    "The proxies that say who calls, with `MCP_AUTH_MODE=forward_auth`. Requests"
                            + " from anywhere else are refused. The proxies must take the header"
                            + " below from what callers send, and write their own.");
    public static final Setting<String> FORWARD_SUBJECT_HEADER =
            add(
                    "MCP_FORWARD_SUBJECT_HEADER",
                    text(A_HEADER, SettingTable::isHeader),
                    "X-Forwarded-User",
                    "The header in which they say it.");
    public static final Setting<String> FORWARD_TENANT_HEADER =
            add(
                    "MCP_FORWARD_TENANT_HEADER",
                    text(A_HEADER, SettingTable::isHeader),
                    null,
                    "The header in which they say for which tenant; without it a request is not let"
                            + " in. Left out, all callers are of one tenant.");
    public static final Setting<CertificateName> MTLS_SUBJECT =
            add(
                    "MCP_MTLS_SUBJECT",
                    oneOf(CertificateName.class),
                    "cn",
                    "Which name in a client's certificate says whose it is, with"
                            + " `MCP_AUTH_MODE=mtls`: its common name, its whole subject, or the"
                            + " address, host or mailbox among its alternative names. One with"
                            + " none or several of that kind is refused.");
    public static final Setting<Path> TLS_CERT =
            add(
                    "MCP_HTTP_TLS_CERT",
                    file("PEM", "tls.crt"),
                    null,
                    "The server's certificate, and after it those between it and its authority. With"
                            + " it and its key the server speaks HTTPS alone, from TLS 1.2 on.");
    public static final Setting<Path> TLS_KEY =
            add(
                    "MCP_HTTP_TLS_KEY",
                    file("PEM", "tls.key"),
                    null,
                    "The key of that certificate, as PKCS#8 without a password.");
    public static final Setting<Path> CLIENT_CAS =
            add(
                    "MCP_MTLS_CA_CERT_PATH",
                    file("PEM", "clients-ca.crt"),
                    null,
                    "The authorities whose certificates clients must show; without one there is no"
                            + " connection. It comes on top of authentication, and replaces it with"
                            + " `MCP_AUTH_MODE=mtls` alone.");
    public static final Setting<Set<String>> ALLOWED_ORIGINS =
            add(
                    "MCP_ALLOWED_ORIGINS",
                    origins(),
                    null,
                    "Web pages that may use the server from a browser, beside those of this"
                            + " machine.");
    public static final Setting<Set<String>> ALLOWED_HOSTS =
            add(
                    "MCP_ALLOWED_HOSTS",
                    hosts(),
                    null,
                    "Names by which callers may address the server. Left out where it listens"
                            + " beyond this machine, it is any name.");
    public static final Setting<Duration> SESSION_TTL =
            add(
                    "MCP_SESSION_TTL",
                    duration(Duration.ofMinutes(1), Duration.ofHours(24)),
                    "30m",
                    "How long a session of an older client lives without a request.");
    public static final Setting<Integer> MAX_SESSIONS_PER_PRINCIPAL =
            add(
                    "MCP_MAX_SESSIONS_PER_PRINCIPAL",
                    number(1, 100_000),
                    "1000",
                    "How many sessions one caller may have.");
    public static final Setting<Integer> MAX_SESSIONS =
            add(
                    "MCP_MAX_SESSIONS",
                    number(1, 1_000_000),
                    "10000",
                    "How many sessions there may be in all, of all replicas together where they are"
                            + " kept in Postgres.");

    public static final Setting<Integer> MAX_MESSAGE_SIZE =
            add(
                    "MCP_MAX_MESSAGE_SIZE",
                    number(4_096, 67_108_864),
                    "4194304",
                    "The longest message that is read, in bytes. A longer one is answered with an"
                            + " error.");
    public static final Setting<Integer> MAX_INFLIGHT_TOOL_CALLS =
            add(
                    "MCP_MAX_INFLIGHT_TOOL_CALLS",
                    number(1, 10_000),
                    "64",
                    "How many calls of one client wait or run at the same time.");
    public static final Setting<State> CONTROL_PLANE_DSN =
            add(
                    "MCP_CONTROL_PLANE_DSN",
                    States.KIND,
                    null,
                    "Where audit, journal and keys are kept. Left out, it is the folder"
                            + " `$XDG_STATE_HOME/clockify-mcp`, or `~/.local/state/clockify-mcp`,"
                            + " and for the sandbox the same with `-sandbox` at its end."
                            + " `memory` forgets everything at the end. Replicas of a service share"
                            + " `postgres://role@host/database`.");
    public static final Setting<Path> CONTROL_PLANE_PASSWORD =
            add(
                    "MCP_CONTROL_PLANE_PASSWORD_FILE",
                    file("text", "password"),
                    null,
                    "The file with the password of the servers' role in Postgres.");
    public static final Setting<Dsn> LISTEN_DSN =
            add(
                    "MCP_CONTROL_PLANE_LISTEN_DSN",
                    States.DATABASE,
                    null,
                    "The way to Postgres itself where `MCP_CONTROL_PLANE_DSN` leads to a pooler such"
                            + " as PgBouncer, with the same role: who listens needs a connection of"
                            + " its own.");
    public static final Setting<Path> CONTROL_PLANE_KEYS =
            add(
                    "MCP_CONTROL_PLANE_KEYS_FILE",
                    file("text", "keys"),
                    null,
                    "The file with the keys that seal what is in Postgres, as `clockify-mcp key new`"
                            + " makes them. The first seals; the others are accepted.");
    public static final Setting<Integer> CONTROL_PLANE_CONNECTIONS =
            add(
                    "MCP_CONTROL_PLANE_CONNECTIONS",
                    number(2, 200),
                    "10",
                    "How many connections to Postgres a process has at most.");
    public static final Setting<Dsn> OWNER_DSN =
            add(
                    "MCP_CONTROL_PLANE_OWNER_DSN",
                    States.DATABASE,
                    null,
                    "The role that owns the tables, for `clockify-mcp migrate` alone.");
    public static final Setting<Path> OWNER_PASSWORD =
            add(
                    "MCP_CONTROL_PLANE_OWNER_PASSWORD_FILE",
                    file("text", "password"),
                    null,
                    "The file with that role's password.");
    public static final Setting<Dsn> KEEPER_DSN =
            add(
                    "MCP_CONTROL_PLANE_KEEPER_DSN",
                    States.DATABASE,
                    null,
                    "The role that looks after tenants and removes what is over, for the commands"
                            + " `maintain`, `tenant`, `principal` and `credential`.");
    public static final Setting<Path> KEEPER_PASSWORD =
            add(
                    "MCP_CONTROL_PLANE_KEEPER_PASSWORD_FILE",
                    file("text", "password"),
                    null,
                    "The file with that role's password.");
    public static final Setting<Set<Hosts>> TENANT_BASE_URLS =
            add(
                    "MCP_TENANT_BASE_URLS",
                    Address.SEVERAL,
                    null,
                    "The only addresses of Clockify's that a tenant may name as its own; keys are"
                            + " sent there. Left out, all tenants are where `CLOCKIFY_BASE_URL` or"
                            + " `CLOCKIFY_REGION` says.");
    public static final Setting<Boolean> ALLOW_DEV_BACKEND =
            add(
                    "MCP_ALLOW_DEV_BACKEND",
                    flag(),
                    "off",
                    "Allows `MCP_CONTROL_PLANE_DSN=memory`, and the profile `shared-service` without"
                            + " Postgres.");
    public static final Setting<Duration> AUDIT_RETENTION =
            add(
                    "MCP_CONTROL_PLANE_AUDIT_RETENTION",
                    duration(Duration.ofDays(31), Duration.ofDays(3_660)),
                    null,
                    "For how long `clockify-mcp maintain` keeps a month of the audit log in Postgres"
                            + " after its end. Left out, for ever.");
    public static final Setting<Durability> AUDIT_DURABILITY =
            add(
                    "MCP_AUDIT_DURABILITY",
                    oneOf(Durability.class),
                    "best_effort",
                    "Whether a change is still made when its audit line cannot be written:"
                            + " `best_effort` makes it, `fail_closed` refuses it, and"
                            + " `fail_closed_strict` also answers no read without its line and says"
                            + " so when the end of a change could not be written.");
    public static final Setting<Boolean> AUDIT_READS =
            add(
                    "MCP_AUDIT_READS",
                    flag(),
                    "on",
                    "Whether reads that were answered have a line in the audit log. Refusals and"
                            + " changes always have.");
    public static final Setting<Bind> METRICS_BIND =
            add(
                    "MCP_METRICS_BIND",
                    Bind.KIND,
                    null,
                    "Where metrics for Prometheus are shown, at `/metrics` and nothing else. Left"
                            + " out, nothing is counted.");
    public static final Setting<Secret> METRICS_TOKEN =
            add(
                    "MCP_METRICS_BEARER_TOKEN",
                    token(),
                    null,
                    "The token that a reader of the metrics shows, as `Authorization: Bearer …`. An"
                            + " address that only this machine reaches needs none, any other does.");
    public static final Setting<URI> OTLP_ENDPOINT =
            add(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector(),
                    null,
                    "The OpenTelemetry collector that traces and durations are sent to, by OTLP over"
                            + " HTTP. Left out, nothing of OpenTelemetry is loaded. With it the"
                            + " other variables of its standard hold too, such as"
                            + " `OTEL_TRACES_SAMPLER` and `OTEL_RESOURCE_ATTRIBUTES`.");
    public static final Setting<Secret> OTLP_HEADERS =
            add(
                    "OTEL_EXPORTER_OTLP_HEADERS",
                    key(),
                    null,
                    "What is sent along to it, as `name=value,name=value`.");
    public static final Setting<String> OTEL_SERVICE =
            add(
                    "OTEL_SERVICE_NAME",
                    text("1 to 128 letters, digits, dots and dashes", SettingTable::isService),
                    "clockify-mcp",
                    "What this server is called in traces.");
    public static final Setting<LogLevel> LOG_LEVEL =
            add(
                    "MCP_LOG_LEVEL",
                    oneOf(LogLevel.class),
                    "info",
                    "From which level on the log is written. It goes to standard error, with a line"
                            + " at `info` for each call that changed something or was refused, and"
                            + " at `debug` for each; libraries speak from `warn` on.");
    public static final Setting<LogFormat> LOG_FORMAT =
            add(
                    "MCP_LOG_FORMAT",
                    oneOf(LogFormat.class),
                    "text",
                    "What a line looks like: `text`, or `json` with time, level, logger, message,"
                            + " call, trace, tenant and the message's values as fields.");

    public static final Setting<ProxyAddress> HTTPS_PROXY =
            add(
                    "HTTPS_PROXY",
                    ProxyAddress.KIND,
                    null,
                    "The proxy through which Clockify, identity providers and the collector are"
                            + " reached where they are `https`; also in small letters. This machine"
                            + " is never reached through it.");
    public static final Setting<NoProxy> NO_PROXY =
            add(
                    "NO_PROXY",
                    NoProxy.KIND,
                    null,
                    "What is reached without it; also in small letters. A host means itself and all"
                            + " below it, `.example.com` only what is below. Networks count for"
                            + " addresses that are written as numbers.");
    public static final Setting<Path> EXTRA_CAS =
            add(
                    "MCP_EXTRA_CA_CERT_PATH",
                    file("PEM", "extra-ca.crt"),
                    null,
                    "Authorities that are trusted beside those that Java knows, such as that of a"
                            + " company's proxy. For providers `MCP_OIDC_CA_CERT_PATH` comes before"
                            + " it, and for the collector `OTEL_EXPORTER_OTLP_CERTIFICATE`.");

    private SettingTable() {}

    /// All settings, in the order of the reference page.
    public static List<Setting<?>> all() {
        return List.copyOf(TABLE);
    }

    private static <T> Setting<T> add(
            String name, Kind<T> kind, @Nullable String standard, String meaning) {
        Setting<T> setting = new Setting<>(name, kind, standard, meaning);
        TABLE.add(setting);
        return setting;
    }

    private static boolean isHeader(String text) {
        return text.length() <= 128
                && text.chars().allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private static boolean isService(String text) {
        return text.length() <= 128
                && text.chars()
                        .allMatch(c -> isLetterOrDigit(c) || c == '-' || c == '.' || c == '_');
    }

    private static boolean isClaim(String text) {
        return text.length() <= 128
                && Kind.isVisible(text)
                && text.indexOf(',') < 0
                && text.indexOf('"') < 0;
    }

    private static boolean isClient(String text) {
        return text.length() <= 256 && Kind.isVisible(text);
    }

    private static boolean isSubdomain(String text) {
        try {
            return Hosts.of(Region.GLOBAL, text).reports() != null;
        } catch (IllegalArgumentException notALabel) {
            return false;
        }
    }

    private static boolean isId(String text) {
        return text.length() <= 64 && text.chars().allMatch(SettingTable::isLetterOrDigit);
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
