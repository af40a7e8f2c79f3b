package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.clockifymcp.controlplane.CredentialKeeping;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.PrincipalKeeping;
import io.github.clockifymcp.controlplane.SchemaException;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.controlplane.TenantKeeping;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that is done with tenants, their people or their keys, in the database and as its
/// keeper.
abstract class KeeperCommand extends LeafCommand {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final int CONNECTIONS = 2;

    private final Map<String, String> environment;

    KeeperCommand(Map<String, String> environment, OutputStream out) {
        super(out);
        this.environment = environment;
    }

    /// What a command works with.
    static final class Place {
        private final Settings settings;
        private final Database database;

        private Place(Settings settings, Database database) {
            this.settings = settings;
            this.database = database;
        }

        Settings settings() {
            return settings;
        }

        TenantKeeping tenants() {
            return new TenantKeeping(database);
        }

        PrincipalKeeping principals() {
            return new PrincipalKeeping(database);
        }

        CredentialKeeping sealedKeys() {
            return new CredentialKeeping(database);
        }

        CredentialsInPostgres credentials() {
            return new CredentialsInPostgres(database, sealed(), System::nanoTime);
        }

        /// As a server, which sees one tenant at a time, and its audit log.
        ///
        /// @throws StateException when no database is set for that role
        Database asServer() {
            return Database.open(new Databases(settings).server(), CONNECTIONS);
        }

        /// With the keys of the settings' file.
        ///
        /// @throws StateException when there is none
        Sealed sealed() {
            Path file =
                    settings.find(SettingTable.CONTROL_PLANE_KEYS)
                            .orElseThrow(() ->
                                    new StateException(
                                            "Keys to Clockify are sealed. Set"
                                                    + " MCP_CONTROL_PLANE_KEYS_FILE to the servers'"
                                                    + " file of keys."));
            return Store.sealed(file);
        }

        /// The tenant of this id.
        ///
        /// @throws RefusedException when there is none
        TenantKeeping.Kept tenant(String id) throws RefusedException, IOException {
            return tenants().find(id).orElseThrow(() -> unknown(id));
        }
    }

    static RefusedException unknown(String tenant) {
        return new RefusedException(
                "There is no tenant %s. tenant list has them all.".formatted(tenant));
    }

    @Override
    final int act() throws SettingsException, RefusedException, SchemaException, IOException {
        Settings settings = Settings.load(environment, Map.of());
        try (Database database = Database.open(new Databases(settings).keeper(), CONNECTIONS)) {
            database.check();
            return work(new Place(settings, database));
        } catch (SQLException e) {
            throw new IOException("The database cannot be used: " + e.getMessage(), e);
        }
    }

    /// Does it.
    ///
    /// @return the exit code
    abstract int work(Place place) throws SettingsException, RefusedException, IOException;

    Map<String, String> environment() {
        return environment;
    }

    void say(JsonNode node) {
        say(node.toString());
    }

    /// One line, or the same as JSON.
    int done(boolean json, String line, JsonNode node) {
        if (json) {
            say(node);
        } else {
            say(line);
        }
        return DONE;
    }

    /// An instant, or a dash.
    static String shown(@Nullable Instant at) {
        return at == null ? "-" : at.toString();
    }

    /// A text, or a dash.
    static String shown(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }
}
