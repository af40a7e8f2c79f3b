package io.github.clockifymcp.server.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Settings in a TOML file, by their names, or in the tables `clockify` and `mcp` without what all
/// names of one begin with:
///
/// ```toml
/// [clockify]
/// policy = "standard"
/// deny_groups = ["invoices", "webhooks"]
/// ```
final class SettingsFile {
    private static final long LARGEST = 1_000_000;
    private static final Set<String> TABLES = Set.of("clockify", "mcp");

    private final @Nullable Path path;
    private final Set<String> names;
    private final List<String> strays = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsFile(@Nullable Path path, Set<String> names) {
        this.path = path;
        this.names = names;
    }

    /// Reads the file, if there is one.
    ///
    /// @param named the file to read, which must be there; null to look where it usually is
    static SettingsFile read(
            @Nullable Path named, Map<String, String> environment, List<Setting<?>> table) {
        Path path = named == null ? usual(environment) : named;
        // Not asked with Files, which makes an exception inside to say no: at a start, it shows.
        if (path == null || (named == null && !path.toFile().exists())) {
            return new SettingsFile(null, Set.of());
        }
        Set<String> names = table.stream().map(Setting::name).collect(Collectors.toSet());
        Alias.ALL.forEach(alias -> names.add(alias.name()));
        SettingsFile file = new SettingsFile(path, names);
        file.read(path);
        return file;
    }

    /// The file; null when there is none.
    @Nullable Path path() {
        return path;
    }

    /// What it says, as the environment would.
    Map<String, String> values() {
        return values;
    }

    /// What is wrong with it, as sentences.
    List<String> problems() {
        return problems;
    }

    /// Names in it that are no settings, as far as they can be printed.
    List<String> strays() {
        return strays;
    }

    /// The XDG base directory specification: a relative path is invalid and ignored.
    private static @Nullable Path usual(Map<String, String> environment) {
        Path folder = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        if (!folder.isAbsolute()) {
            folder = Path.of(environment.getOrDefault("HOME", "")).resolve(".config");
        }
        return folder.isAbsolute() ? folder.resolve("clockify-mcp/config.toml") : null;
    }

    private void read(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                problems.add("The settings in %s are longer than a megabyte.".formatted(path));
                return;
            }
            take(new TomlMapper().readTree(Files.readAllBytes(path)));
        } catch (JacksonException e) {
            // Its message may repeat the line, which may hold a key.
            JsonLocation at = e.getLocation();
            problems.add(
                    "%s is not TOML%s."
                            .formatted(
                                    path,
                                    at == null
                                            ? ""
                                            : ": look at line %d, column %d"
                                                    .formatted(at.getLineNr(), at.getColumnNr())));
        } catch (IOException e) {
            problems.add(
                    "The settings file %s cannot be read. Is it there, and may this user read it?"
                            .formatted(path));
        }
    }

    private void take(JsonNode all) {
        all.properties()
                .forEach(entry -> {
                    String table = entry.getKey();
                    if (TABLES.contains(table) && entry.getValue().isObject()) {
                        entry.getValue()
                                .properties()
                                .forEach(inside ->
                                        put(
                                                (table + "_" + inside.getKey())
                                                        .toUpperCase(Locale.ROOT),
                                                inside.getValue()));
                    } else {
                        put(table, entry.getValue());
                    }
                });
    }

    private void put(String name, JsonNode value) {
        if (!names.contains(name)) {
            @Nullable String meant = Nearest.among(name, names);
            strays.add(shown(name));
            problems.add(
                    "%s sets %s, which is no setting.%s"
                            .formatted(
                                    path,
                                    shown(name),
                                    meant == null ? "" : " " + meant + " was probably meant."));
            return;
        }
        @Nullable String text = text(value);
        if (text == null) {
            problems.add("%s in %s is no text, number, switch or list.".formatted(name, path));
        } else if (values.put(name, text) != null) {
            problems.add("%s sets %s twice.".formatted(path, name));
        }
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            for (JsonNode part : value) {
                if (!part.isValueNode()) {
                    return null;
                }
                parts.add(part.asText());
            }
            return String.join(",", parts);
        }
        return value.isValueNode() ? value.asText() : null;
    }

    /// A name, unless it looks like something else that slipped there.
    static String shown(String name) {
        return name.matches("[A-Za-z0-9_]{1,80}") ? name : "something else";
    }
}
