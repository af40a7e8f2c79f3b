package io.github.clockifymcp.server.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The settings that hold for this process.
public final class Settings {
    private final Map<String, Given> given;

    /// A value and where it was said.
    record Given(Object value, Source source) {}

    /// Who said it.
    public enum Source {
        OPTION,
        ENVIRONMENT,
        FILE,
        PROFILE,
        /// What `ENVIRONMENT=prod` makes the standard.
        PRODUCTION,
        STANDARD
    }

    Settings(Map<String, Given> given) {
        this.given = Map.copyOf(given);
    }

    /// Reads what the environment, the settings file, the profile, `ENVIRONMENT=prod` and the
    /// standard say, in this order.
    ///
    /// @param environment the process's variables
    /// @param options what the command line says, by the name of the setting; comes before all
    /// @throws SettingsException with everything that is wrong
    public static Settings load(Map<String, String> environment, Map<String, String> options)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(environment, options);
        Settings settings = reader.read();
        if (!reader.problems().isEmpty()) {
            throw new SettingsException(reader.problems());
        }
        return settings;
    }

    /// The value of a setting that always has one.
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new IllegalStateException(setting + " has no standard value"));
    }

    /// The value of a setting that may be left out.
    public <T> Optional<T> find(Setting<T> setting) {
        Given own = given.get(setting.name());
        if (own == null) {
            return Optional.ofNullable(standard(setting));
        }
        @SuppressWarnings("unchecked") // a setting's value was read by its own kind
        T value = (T) own.value();
        return Optional.of(value);
    }

    /// Where to listen: `PORT` counts where `MCP_HTTP_BIND` is not set.
    public Bind bind() {
        Bind bind = get(SettingTable.HTTP_BIND);
        boolean chosen = source(SettingTable.HTTP_BIND) != Source.STANDARD;
        return chosen
                ? bind
                : find(SettingTable.PORT).map(port -> new Bind("0.0.0.0", port)).orElse(bind);
    }

    /// Whether people depend on this server, so that what is for development is refused.
    public boolean production() {
        return find(SettingTable.ENVIRONMENT).isPresent();
    }

    /// How callers are known.
    public AuthMode authMode() {
        return find(SettingTable.AUTH_MODE)
                .orElse(
                        find(SettingTable.BEARER_TOKEN).isPresent()
                                ? AuthMode.STATIC_BEARER
                                : AuthMode.NONE);
    }

    /// Whether several issuers each say of which tenant their callers are.
    public boolean severalIssuersNameTenants() {
        return authMode() == AuthMode.OIDC
                && find(SettingTable.OIDC_ISSUER).orElse(Set.of()).size() > 1
                && find(SettingTable.TENANT_CLAIM).isPresent();
    }

    /// Who said what holds.
    public Source source(Setting<?> setting) {
        Given own = given.get(setting.name());
        return own == null ? Source.STANDARD : own.source();
    }

    private static <T> @Nullable T standard(Setting<T> setting) {
        String text = setting.standard();
        return text == null ? null : setting.kind().reader().read(text);
    }
}
