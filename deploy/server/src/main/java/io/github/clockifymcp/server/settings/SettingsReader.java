package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.server.settings.Settings.Given;
import io.github.clockifymcp.server.settings.Settings.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the settings of one process, and goes on after a mistake, so that all are told at once. It
/// remembers what it read from where, for whoever wants to see that.
final class SettingsReader {
    private static final int LONGEST_TOLD = 80;

    private final Map<String, String> environment;
    private final Map<String, String> options;
    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, Source> refused = new HashMap<>();
    private final Map<String, Alias> aliases = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable SettingsFile file;
    private Map<String, String> pins = Map.of();

    SettingsReader(Map<String, String> environment, Map<String, String> options) {
        this.environment = environment;
        this.options = options;
    }

    /// What holds, without what is refused.
    Settings read() {
        List<Setting<?>> table = SettingTable.all();
        for (Setting<?> setting : table) {
            take(setting, options, Source.OPTION);
            take(setting, environment, Source.ENVIRONMENT);
        }
        takeAliases(environment, Source.ENVIRONMENT);
        Map<String, String> written = file(table);
        for (Setting<?> setting : table) {
            take(setting, written, Source.FILE);
        }
        takeAliases(written, Source.FILE);
        Settings explicit = new Settings(given);
        pins = explicit.get(SettingTable.PROFILE).pins();
        for (Setting<?> setting : table) {
            take(setting, pins, Source.PROFILE);
        }
        if (given.containsKey(SettingTable.ENVIRONMENT.name())) {
            Map<String, String> standards = Stage.PROD.standards();
            for (Setting<?> setting : table) {
                take(setting, standards, Source.PRODUCTION);
            }
        }
        Settings settings = new Settings(given);
        checkTogether(settings);
        checkNames(table);
        return settings;
    }

    /// What is wrong, as sentences.
    List<String> problems() {
        return problems;
    }

    /// The file that was read; null for none.
    @Nullable SettingsFile file() {
        return file;
    }

    /// Who said what a setting is, or would be if it were not refused.
    Source source(Setting<?> setting) {
        @Nullable Source wrong = refused.get(setting.name());
        @Nullable Given own = given.get(setting.name());
        return wrong != null ? wrong : own == null ? Source.STANDARD : own.source();
    }

    /// What is accepted of a setting; null where it is left out or refused.
    @Nullable Object value(Setting<?> setting) {
        @Nullable Given own = given.get(setting.name());
        return own == null || refused.containsKey(setting.name()) ? null : own.value();
    }

    /// What was said about a setting, in the setting's own words; it may be a secret.
    String text(Setting<?> setting) {
        String name = setting.name();
        return switch (source(setting)) {
            case OPTION -> options.getOrDefault(name, "").strip();
            case ENVIRONMENT -> said(setting, environment);
            case FILE -> file == null ? "" : said(setting, file.values());
            case PROFILE -> pins.getOrDefault(name, "");
            case PRODUCTION -> Stage.PROD.standards().getOrDefault(name, "");
            case STANDARD -> setting.standard() == null ? "" : setting.standard();
        };
    }

    private String said(Setting<?> setting, Map<String, String> from) {
        String text = from.getOrDefault(name(setting), "").strip();
        @Nullable Alias alias = aliases.get(setting.name());
        @Nullable String translated = alias == null ? text : alias.translated(text);
        return translated == null ? text : translated;
    }

    private Map<String, String> file(List<Setting<?>> table) {
        Path named = new Settings(given).find(SettingTable.CONFIG_FILE).orElse(null);
        SettingsFile read = SettingsFile.read(named, environment, table);
        file = read;
        problems.addAll(read.problems());
        return read.values();
    }

    /// Takes a setting from a source unless an earlier one had it. An empty text is none: container
    /// tools and desktop clients pass what was left blank as an empty variable.
    private void take(Setting<?> setting, Map<String, String> from, Source source) {
        String text = from.getOrDefault(setting.name(), "").strip();
        if (text.isEmpty() || given.containsKey(setting.name())) {
            return;
        }
        @Nullable Object value = setting.kind().reader().read(text);
        // Many programs have a variable of this name, and words of their own for it.
        if (value == null && !setting.equals(SettingTable.ENVIRONMENT)) {
            problems.add(refusal(setting, text));
            refused.putIfAbsent(setting.name(), source);
        } else if (value != null) {
            given.put(setting.name(), new Given(value, source));
        }
    }

    /// In one place a setting is said by one of its names, or by several that mean the same.
    private void takeAliases(Map<String, String> from, Source source) {
        for (Alias alias : Alias.ALL) {
            String text = from.getOrDefault(alias.name(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            Setting<?> setting = alias.setting();
            @Nullable String translated = alias.translated(text);
            @Nullable Object value =
                    translated == null ? null : setting.kind().reader().read(translated);
            @Nullable Given own = given.get(setting.name());
            if (value == null) {
                problems.add(
                        refusal(alias.name(), alias.accepts(), mayBeTold(setting, text), text));
            } else if (own == null) {
                given.put(setting.name(), new Given(value, source));
                aliases.put(setting.name(), alias);
            } else if (own.source() == source
                    && !own.value().equals(value)
                    && !alias.isSpelling()) {
                problems.add(
                        alias.name()
                                + " and "
                                + name(setting)
                                + " say two different things. Keep one of them.");
            }
        }
    }

    /// The name by which a setting was said.
    String name(Setting<?> setting) {
        @Nullable Alias alias = aliases.get(setting.name());
        return alias == null ? setting.name() : alias.name();
    }

    private static String refusal(Setting<?> setting, String text) {
        if (setting.equals(SettingTable.PROFILE) && text.equals("private-network-grpc")) {
            return "There is no MCP_PROFILE private-network-grpc, because gRPC is not spoken here."
                    + " private-network is the same over streamable HTTP.";
        }
        return refusal(setting.name(), setting.kind().accepts(), mayBeTold(setting, text), text);
    }

    private static String refusal(String name, String accepts, boolean told, String text) {
        return "%s %s. It takes %s."
                .formatted(
                        name,
                        told ? "cannot be ‹" + shown(text) + "›" : "cannot be what it is",
                        accepts);
    }

    /// An address may hold a password in front of its @, which may have been forgotten.
    static boolean mayBeTold(Setting<?> setting, String text) {
        return !setting.kind().secret() && text.indexOf('@') < 0 && !text.startsWith("postgres");
    }

    /// A text, short and printable.
    static String shown(String text) {
        String head = text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) + "…" : text;
        return head.codePoints()
                .map(c -> Character.isISOControl(c) ? '�' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void checkTogether(Settings settings) {
        boolean sandbox =
                settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.Sandbox;
        boolean elsewhere = settings.find(SettingTable.BASE_URL).isPresent() && !sandbox;
        if (elsewhere && settings.source(SettingTable.REGION) != Source.STANDARD) {
            problems.add(
                    "CLOCKIFY_BASE_URL and CLOCKIFY_REGION both say where Clockify is. Keep one.");
        }
        if (settings.find(SettingTable.BASE_URL).isPresent()
                && settings.find(SettingTable.SUBDOMAIN).isPresent()) {
            problems.add(
                    "CLOCKIFY_BASE_URL and CLOCKIFY_SUBDOMAIN both say where Clockify is. Keep"
                            + " one.");
        }
        if (!sandbox && settings.find(SettingTable.SANDBOX_AT).isPresent()) {
            problems.add(
                    "CLOCKIFY_SANDBOX_AT sets the sandbox's clock, and this is not the sandbox."
                            + " Leave it out, or set MCP_PROFILE=sandbox.");
        }
        if (settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null) instanceof State.Memory
                && !settings.production()
                && !settings.get(SettingTable.ALLOW_DEV_BACKEND)) {
            problems.add(
                    "MCP_CONTROL_PLANE_DSN=memory forgets the audit when the server ends. Use"
                            + " file:FOLDER, or set MCP_ALLOW_DEV_BACKEND=1 if that is meant.");
        }
        if (settings.production() || settings.get(SettingTable.PROFILE).inPostgres()) {
            problems.addAll(ProfileChecks.problems(settings));
        }
        checkDatabase(settings);
        checkNetwork(settings);
        checkMetrics(settings);
        if (settings.get(SettingTable.OUTPUT_SCHEMAS)
                && settings.get(SettingTable.RESULT_CHANNEL) == ResultChannel.TEXT) {
            problems.add(
                    "CLOCKIFY_OUTPUT_SCHEMAS promises structured values. Set"
                            + " CLOCKIFY_RESULT_CHANNEL=both or structured, or leave it out.");
        }
        if (settings.get(SettingTable.BOOTSTRAP_MODE) == BootstrapMode.CUSTOM
                && settings.find(SettingTable.BOOTSTRAP_TOOLS).isEmpty()) {
            problems.add(
                    "CLOCKIFY_BOOTSTRAP_MODE=custom needs CLOCKIFY_BOOTSTRAP_TOOLS with the tools"
                            + " to list.");
        }
    }

    private void checkDatabase(Settings settings) {
        boolean postgres =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        boolean keys = settings.find(SettingTable.CONTROL_PLANE_KEYS).isPresent();
        if (postgres && !keys) {
            problems.add(
                    "What is kept in a database is sealed with keys that it does not have. Make a"
                            + " file with clockify-mcp key new --file FILE, and set"
                            + " MCP_CONTROL_PLANE_KEYS_FILE to it.");
        }
        if (!postgres && keys && !ProfileChecks.needsPostgres(settings)) {
            problems.add(
                    "MCP_CONTROL_PLANE_KEYS_FILE is for MCP_CONTROL_PLANE_DSN=postgres://…; a folder"
                            + " has a key of its own. Leave it out.");
        }
        if (postgres
                && settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.Sandbox) {
            problems.add(
                    "The embedded sandbox is gone with its process, and a database stays. Run"
                            + " clockify-mcp sandbox and set CLOCKIFY_BASE_URL to where it is, or use"
                            + " MCP_CONTROL_PLANE_DSN=file:FOLDER.");
        }
    }

    private void checkNetwork(Settings settings) {
        if (settings.get(SettingTable.TRANSPORT) != TransportKind.STREAMABLE_HTTP) {
            return;
        }
        checkTls(settings);
        problems.addAll(IdentityChecks.problems(settings));
    }

    private void checkMetrics(Settings settings) {
        Bind bind = settings.find(SettingTable.METRICS_BIND).orElse(null);
        boolean token = settings.find(SettingTable.METRICS_TOKEN).isPresent();
        if (bind == null && token) {
            problems.add(
                    "MCP_METRICS_BEARER_TOKEN is used with MCP_METRICS_BIND alone. Set that, or"
                            + " leave it out.");
        }
        if (bind != null && !bind.local() && !token) {
            problems.add(
                    "The metrics would be shown on %s to everybody. Set MCP_METRICS_BEARER_TOKEN, or"
                                    .formatted(bind.host())
                            + " MCP_METRICS_BIND=127.0.0.1:%d.".formatted(bind.port()));
        }
    }

    private void checkTls(Settings settings) {
        boolean certificate = settings.find(SettingTable.TLS_CERT).isPresent();
        boolean key = settings.find(SettingTable.TLS_KEY).isPresent();
        if (certificate && !key) {
            problems.add(
                    "MCP_HTTP_TLS_CERT needs its key. Set MCP_HTTP_TLS_KEY, or leave both out.");
        }
        if (key && !certificate) {
            problems.add(
                    "MCP_HTTP_TLS_KEY needs its certificate. Set MCP_HTTP_TLS_CERT, or leave both"
                            + " out.");
        }
        if (!certificate && !key && settings.find(SettingTable.CLIENT_CAS).isPresent()) {
            problems.add(
                    "MCP_MTLS_CA_CERT_PATH demands certificates of clients, and without TLS they"
                            + " cannot show any. Set MCP_HTTP_TLS_CERT and MCP_HTTP_TLS_KEY too.");
        }
    }

    /// A slip in a name would otherwise leave its setting silently at its standard.
    ///
    /// Right names are told apart here: to look for the nearest one takes a start some 15 ms.
    private void checkNames(List<Setting<?>> table) {
        Set<String> known = new HashSet<>();
        for (Setting<?> setting : table) {
            known.add(setting.name());
        }
        for (Alias alias : Alias.ALL) {
            known.add(alias.name());
        }
        for (String name : environment.keySet()) {
            boolean ours = name.startsWith("MCP_") || name.startsWith("CLOCKIFY_");
            if (!ours || known.contains(name)) {
                continue;
            }
            @Nullable String meant = Nearest.to(name, table);
            if (meant != null) {
                problems.add(
                        "There is no setting %s. %s was probably meant.".formatted(name, meant));
            }
        }
    }
}
