package io.github.clockifymcp.server.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All settings as they were found, also where they cannot be used: for whoever looks for what is
/// wrong. Nothing in it is a secret.
public final class Inventory {
    /// What is not shown.
    public static final String MASK = "(secret)";

    /// Read by the launcher, before there is a program that could read settings.
    private static final Set<String> OF_THE_LAUNCHER = Set.of("CLOCKIFY_MCP_JAVA_OPTS");

    private final SettingsReader reader;
    private final Settings settings;
    private final List<Item> items;
    private final List<Stray> strays;

    /// Who said what a setting is.
    public enum Origin {
        OPTION,
        ENVIRONMENT,
        FILE,
        PROFILE,
        /// `ENVIRONMENT=prod`, which changes what is standard.
        PRODUCTION,
        STANDARD,
        /// Nobody, and there is no standard.
        EMPTY
    }

    /// A setting.
    ///
    /// @param name the name by which it was said: the setting's own, or an alias
    /// @param shown its value as text, short and printable; [#MASK] for a secret; empty where
    ///   nobody said anything
    /// @param accepted whether it is used; what is refused is among the problems
    public record Item(
            Setting<?> setting, String name, Origin origin, String shown, boolean accepted) {}

    /// A name that begins like ours and is none, so that nothing happens with its value.
    ///
    /// @param name as it is written, if that can be printed
    /// @param origin [Origin#ENVIRONMENT] or [Origin#FILE]
    /// @param meant the setting that was probably meant
    public record Stray(String name, Origin origin, Optional<String> meant) {}

    private Inventory(SettingsReader reader, Map<String, String> environment) {
        this.reader = reader;
        this.settings = reader.read();
        this.items = SettingTable.all().stream().map(this::item).toList();
        this.strays = strays(environment);
    }

    /// Looks at everything that [Settings#load] reads, and never ends with an exception.
    ///
    /// @param environment the process's variables
    /// @param options what the command line says, by the name of the setting
    public static Inventory of(Map<String, String> environment, Map<String, String> options) {
        return new Inventory(new SettingsReader(environment, options), environment);
    }

    /// All settings, in the order of the reference page.
    public List<Item> items() {
        return items;
    }

    /// All that is wrong, as sentences; empty where the server would start with these settings.
    public List<String> problems() {
        return List.copyOf(reader.problems());
    }

    /// Names that begin with `MCP_` or `CLOCKIFY_`, or stand in the file, and are no settings.
    public List<Stray> strays() {
        return strays;
    }

    /// The settings as far as they can be used: what is refused is as if it were not there.
    public Settings settings() {
        return settings;
    }

    /// The file of settings that was read, or could not be.
    public Optional<Path> file() {
        return Optional.ofNullable(reader.file()).map(SettingsFile::path);
    }

    private Item item(Setting<?> setting) {
        @Nullable Object value = reader.value(setting);
        String text = reader.text(setting);
        Origin origin =
                switch (reader.source(setting)) {
                    case OPTION -> Origin.OPTION;
                    case ENVIRONMENT -> Origin.ENVIRONMENT;
                    case FILE -> Origin.FILE;
                    case PROFILE -> Origin.PROFILE;
                    case PRODUCTION -> Origin.PRODUCTION;
                    case STANDARD -> text.isEmpty() ? Origin.EMPTY : Origin.STANDARD;
                };
        boolean accepted = value != null || origin == Origin.STANDARD || origin == Origin.EMPTY;
        return new Item(
                setting, reader.name(setting), origin, shown(setting, value, text), accepted);
    }

    private static String shown(Setting<?> setting, @Nullable Object value, String text) {
        if (text.isEmpty()) {
            return "";
        }
        if (value instanceof State.Postgres(var dsn)) {
            // The role's name is in it, and the password that may be beside it is not.
            return SettingsReader.shown("postgres://" + dsn.user() + "@" + dsn.place());
        }
        if (value instanceof ProxyAddress proxy) {
            return SettingsReader.shown(proxy.toString());
        }
        return SettingsReader.mayBeTold(setting, text) ? SettingsReader.shown(text) : MASK;
    }

    private List<Stray> strays(Map<String, String> environment) {
        List<Setting<?>> table = SettingTable.all();
        Set<String> known = new HashSet<>(OF_THE_LAUNCHER);
        table.forEach(setting -> known.add(setting.name()));
        Alias.ALL.forEach(alias -> known.add(alias.name()));
        List<Stray> found = new ArrayList<>();
        environment.keySet().stream()
                .filter(name -> name.startsWith("MCP_") || name.startsWith("CLOCKIFY_"))
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> found.add(stray(name, Origin.ENVIRONMENT, table)));
        @Nullable SettingsFile file = reader.file();
        if (file != null) {
            file.strays().forEach(name -> found.add(stray(name, Origin.FILE, table)));
        }
        return List.copyOf(found);
    }

    private static Stray stray(String name, Origin origin, List<Setting<?>> table) {
        return new Stray(
                SettingsFile.shown(name), origin, Optional.ofNullable(Nearest.to(name, table)));
    }
}
