package io.github.clockifymcp.server.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Another name of a setting, which users of other servers have in their clients' configuration.
///
/// @param name the other name
/// @param setting what it sets
/// @param accepts what is accepted, to stand after "It takes"
/// @param words what its values are called in the setting; empty where they are called the same
record Alias(String name, Setting<?> setting, String accepts, Map<String, String> words) {
    private static final String FULL = "full";
    private static final String READ_ONLY = "read_only";

    static final List<Alias> ALL =
            List.of(
                    new Alias(
                            "CLOCKIFY_ACCESS_MODE",
                            SettingTable.POLICY,
                            "read, time-tracking or full",
                            Map.of(
                                    "read", READ_ONLY,
                                    "time-tracking", "time_tracking_safe",
                                    "full", FULL)),
                    new Alias(
                            "CLOCKIFY_ENABLE_WRITES",
                            SettingTable.POLICY,
                            "true or false",
                            Map.of("true", FULL, "1", FULL, "false", READ_ONLY, "0", READ_ONLY)),
                    new Alias(
                            "CLOCKIFY_DEFAULT_WORKSPACE_ID",
                            SettingTable.WORKSPACE_ID,
                            SettingTable.WORKSPACE_ID.kind().accepts(),
                            Map.of()),
                    spelling(SettingTable.HTTPS_PROXY),
                    spelling(SettingTable.NO_PROXY));

    /// Many programs read these names in small letters.
    private static Alias spelling(Setting<?> setting) {
        return new Alias(
                setting.name().toLowerCase(Locale.ROOT),
                setting,
                setting.kind().accepts(),
                Map.of());
    }

    /// What a value is called in the setting; null when it is none of this name.
    @Nullable String translated(String text) {
        return words.isEmpty() ? text : words.get(text.toLowerCase(Locale.ROOT));
    }

    /// Whether it is the setting's own name, in small letters.
    boolean isSpelling() {
        return name.equalsIgnoreCase(setting.name());
    }
}
