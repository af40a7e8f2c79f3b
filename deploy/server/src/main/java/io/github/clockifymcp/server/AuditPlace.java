package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.AuditReader;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.State;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the audit log is: where a server with these settings writes it, or where the command line
/// says.
final class AuditPlace {
    private static final String FILE = "audit.jsonl";

    /// Whose calls are those of nobody in particular.
    private static final String ALONE = Principal.LOCAL.tenant();

    private static final int CONNECTIONS = 1;
    private static final int NAMED = 5;

    private final Map<String, String> environment;
    private final Supplier<Optional<String>> profileBefore;

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "The servers' state folder; left out, it is found as a server finds it.")
    private @Nullable Path state;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description =
                    "Whose log, where it is in Postgres; it may be left out where only local has"
                            + " one, which takes MCP_CONTROL_PLANE_KEEPER_DSN to know.")
    private @Nullable String tenant;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Whose state folder: the sandbox has one of its own.")
    private @Nullable String profile;

    /// @param profileBefore the profile that was named in front of the command
    AuditPlace(Map<String, String> environment, Supplier<Optional<String>> profileBefore) {
        this.environment = environment;
        this.profileBefore = profileBefore;
    }

    /// The log, which is closed by whoever reads it.
    ///
    /// @throws SettingsException when the settings cannot be read
    /// @throws StateException when there is none
    /// @throws IOException when it cannot be reached
    AuditSource open() throws SettingsException, RefusedException, SchemaException, IOException {
        if (state != null) {
            return file(state);
        }
        Optional<String> named = Optional.ofNullable(profile).or(profileBefore);
        Settings settings =
                Settings.load(
                        environment,
                        named.map(name -> Map.of("MCP_PROFILE", name)).orElse(Map.of()));
        boolean postgres =
                settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                        instanceof State.Postgres;
        if (postgres) {
            return inPostgres(settings);
        }
        return file(
                Store.folder(settings, environment)
                        .orElseThrow(() ->
                                new StateException(
                                        "With MCP_CONTROL_PLANE_DSN=memory there is no audit"
                                                + " log.")));
    }

    private AuditSource file(Path folder) throws RefusedException {
        if (tenant != null) {
            throw new RefusedException("A log in a file is one of all; --tenant is for Postgres.");
        }
        Path file = folder.resolve(FILE);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new AuditInFile(file);
        }
        throw new StateException(
                "There is no audit log %s. A server makes it with its first call.".formatted(file));
    }

    private AuditSource inPostgres(Settings settings)
            throws RefusedException, SchemaException, IOException {
        String whose = tenant == null ? alone(settings) : tenant;
        Database database = Database.open(new Databases(settings).server(), CONNECTIONS);
        try {
            check(database);
        } catch (SchemaException | IOException e) {
            database.close();
            throw e;
        }
        return new AuditOfTenant(database, whose, () -> Store.auditKeys(keys(settings)));
    }

    private static Path keys(Settings settings) {
        return settings.find(SettingTable.CONTROL_PLANE_KEYS)
                .orElseThrow(() ->
                        new StateException(
                                "The audit log is chained by a key. Set"
                                        + " MCP_CONTROL_PLANE_KEYS_FILE to the servers' file of"
                                        + " keys."));
    }

    /// Who has a log, when nobody else has one.
    private static String alone(Settings settings)
            throws RefusedException, SchemaException, IOException {
        if (settings.find(SettingTable.KEEPER_DSN).isEmpty()) {
            throw new RefusedException("Say whose audit log it is: --tenant ID.");
        }
        try (Database database = Database.open(new Databases(settings).keeper(), CONNECTIONS)) {
            check(database);
            List<String> tenants = AuditReader.tenants(database);
            if (!Set.of(ALONE).containsAll(tenants)) {
                throw new RefusedException(
                        "Say whose audit log it is: --tenant ID. There are those of %s%s."
                                .formatted(
                                        String.join(", ", tenants.stream().limit(NAMED).toList()),
                                        tenants.size() > NAMED ? " and others" : ""));
            }
            return ALONE;
        }
    }

    private static void check(Database database) throws SchemaException, IOException {
        try {
            database.check();
        } catch (SQLException e) {
            throw new IOException("the database says: " + e.getMessage(), e);
        }
    }

    /// Why it cannot be read, as far as the system says.
    static String reason(IOException failure) {
        if (failure instanceof FileSystemException system) {
            String reason = system.getReason();
            return reason == null ? failure.getClass().getSimpleName() : reason;
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
