package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.server.settings.Settings.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a profile demands and cannot set by itself, and what is refused in production.
final class ProfileChecks {
    private final Settings settings;
    private final List<String> problems = new ArrayList<>();

    private ProfileChecks(Settings settings) {
        this.settings = settings;
    }

    /// What is wrong, as sentences.
    static List<String> problems(Settings settings) {
        ProfileChecks checks = new ProfileChecks(settings);
        checks.checkPostgres();
        if (settings.production()) {
            checks.checkProduction();
        }
        return checks.problems;
    }

    /// Whether the profile cannot do without Postgres, as these settings are.
    static boolean needsPostgres(Settings settings) {
        Profile profile = settings.get(SettingTable.PROFILE);
        return profile == Profile.PROD_POSTGRES
                || (profile == Profile.SHARED_SERVICE
                        && !settings.get(SettingTable.ALLOW_DEV_BACKEND));
    }

    private void checkPostgres() {
        if (!needsPostgres(settings) || state() instanceof State.Postgres) {
            return;
        }
        Profile profile = settings.get(SettingTable.PROFILE);
        problems.add(
                "The profile "
                        + profile.label()
                        + " keeps its tenants and their audit log in Postgres. Set"
                        + " MCP_CONTROL_PLANE_DSN=postgres://role@host/database, and"
                        + " MCP_CONTROL_PLANE_KEYS_FILE to a file that clockify-mcp key new made."
                        + (profile == Profile.SHARED_SERVICE
                                ? " To try one replica without it, set MCP_ALLOW_DEV_BACKEND=1."
                                : ""));
    }

    private void checkProduction() {
        if (settings.get(SettingTable.ALLOW_DEV_BACKEND)) {
            refuse("MCP_ALLOW_DEV_BACKEND", "Leave it out.");
        }
        if (settings.get(SettingTable.ALLOW_DEV_ISSUER)) {
            refuse(
                    "MCP_ALLOW_DEV_ISSUER",
                    "Leave it out, and give the provider and this server https addresses.");
        }
        if (settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.Sandbox) {
            refuse(
                    "the embedded sandbox",
                    settings.source(SettingTable.BASE_URL) == Source.PROFILE
                            ? "Choose another profile, or leave ENVIRONMENT out."
                            : "Leave CLOCKIFY_BASE_URL out, or set it to Clockify's address.");
        }
        if (state() instanceof State.Memory) {
            refuse(
                    "MCP_CONTROL_PLANE_DSN=memory, which forgets the audit log when the server ends",
                    "Use postgres://role@host/database or file:FOLDER.");
        }
    }

    private @Nullable State state() {
        return settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null);
    }

    private void refuse(String what, String instead) {
        String who =
                settings.source(SettingTable.ENVIRONMENT) == Source.PROFILE
                        ? "The profile " + settings.get(SettingTable.PROFILE).label()
                        : "ENVIRONMENT=prod";
        problems.add(who + " refuses " + what + ". " + instead);
    }
}
