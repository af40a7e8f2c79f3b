package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The database of a service as each of its three roles reaches it.
final class Databases {
    private static final int LONGEST_PASSWORD = 4_096;

    private final Settings settings;

    Databases(Settings settings) {
        this.settings = settings;
    }

    /// As a server.
    ///
    /// @throws StateException when no database is set, or its password cannot be read
    Dsn server() {
        if (settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null)
                instanceof State.Postgres(Dsn dsn)) {
            return with(dsn, SettingTable.CONTROL_PLANE_PASSWORD);
        }
        throw missing("MCP_CONTROL_PLANE_DSN", "the servers' role");
    }

    /// As a server that listens, which needs a connection of its own.
    ///
    /// @throws StateException as [#server]
    Dsn listening() {
        Optional<Dsn> direct = settings.find(SettingTable.LISTEN_DSN);
        return direct.isPresent()
                ? with(direct.get(), SettingTable.CONTROL_PLANE_PASSWORD)
                : server();
    }

    /// As the owner of the tables.
    ///
    /// @throws StateException as [#server]
    Dsn owner() {
        return with(
                settings.find(SettingTable.OWNER_DSN)
                        .orElseThrow(() ->
                                missing(
                                        "MCP_CONTROL_PLANE_OWNER_DSN",
                                        "the role that owns the tables")),
                SettingTable.OWNER_PASSWORD);
    }

    /// As the keeper.
    ///
    /// @throws StateException as [#server]
    Dsn keeper() {
        return with(
                settings.find(SettingTable.KEEPER_DSN)
                        .orElseThrow(() ->
                                missing(
                                        "MCP_CONTROL_PLANE_KEEPER_DSN",
                                        "the role that looks after tenants")),
                SettingTable.KEEPER_PASSWORD);
    }

    private static StateException missing(String setting, String whose) {
        return new StateException(
                "This needs a database. Set %s to postgres://role@host:5432/database, with %s."
                        .formatted(setting, whose));
    }

    private Dsn with(Dsn dsn, Setting<Path> password) {
        Optional<Path> file = settings.find(password);
        return file.isEmpty() ? dsn : dsn.withPassword(password(password, file.get()));
    }

    /// What is in a file with one line.
    ///
    /// @throws StateException when it cannot be read
    static String password(Setting<Path> setting, Path file) {
        try (var in = Files.newBufferedReader(file)) {
            char[] read = new char[LONGEST_PASSWORD];
            int length = in.read(read);
            String text = length < 0 ? "" : new String(read, 0, length).stripTrailing();
            if (text.isEmpty() || text.indexOf('\n') >= 0) {
                throw new StateException(
                        "The file %s of %s has not one line with a password."
                                .formatted(file, setting.name()));
            }
            return text;
        } catch (IOException e) {
            throw new StateException(
                    "The file %s of %s cannot be read: %s."
                            .formatted(file, setting.name(), AuditPlace.reason(e)),
                    e);
        }
    }
}
