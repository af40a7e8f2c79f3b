package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.Inspection;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Folder;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Where things are kept that must last, and whether a server could keep them there. Nothing is
/// written.
final class DoctorState {
    private static final Duration HEARING = Duration.ofSeconds(3);

    private final Settings settings;
    private final Findings findings;
    private boolean fitting;

    private DoctorState(Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /// The folder of one machine, where there is one.
    static void folder(Settings settings, Map<String, String> environment, Findings findings)
            throws IOException {
        try {
            Optional<Path> folder = Store.folder(settings, environment);
            if (folder.isPresent()) {
                Folder.look(folder.get(), findings);
            }
        } catch (StateException e) {
            findings.add(
                    Symptom.FOLDER_UNUSABLE,
                    String.valueOf(e.getMessage()),
                    "Name a folder that is kept.");
        }
    }

    /// The database of a service, with each role that the settings have.
    static void database(Settings settings, Findings findings) {
        DoctorState state = new DoctorState(settings, findings);
        try {
            Databases databases = new Databases(settings);
            Dsn server = databases.server();
            if (state.server(server)) {
                state.listening(server, databases.listening());
            }
            if (state.fitting) {
                state.sealed(databases);
            }
            if (settings.find(SettingTable.OWNER_DSN).isPresent()) {
                state.owner(databases.owner());
            }
        } catch (StateException e) {
            findings.add(
                    Symptom.SECRET_UNUSABLE,
                    String.valueOf(e.getMessage()),
                    "Mend what the setting names.");
        }
    }

    /// @return whether it can be listened there: on a standby nobody can
    private boolean server(Dsn dsn) {
        Inspection.Seen seen;
        try {
            seen = Inspection.look(dsn);
        } catch (SQLException e) {
            failed(SettingTable.CONTROL_PLANE_DSN, dsn, e);
            return false;
        }
        if (seen.postgres() < Inspection.OLDEST_POSTGRES
                || seen.postgres() > Inspection.NEWEST_POSTGRES) {
            findings.add(
                    Symptom.DATABASE_VERSION,
                    "%s is Postgres %d; %d to %d are supported."
                            .formatted(
                                    dsn.place(),
                                    seen.postgres(),
                                    Inspection.OLDEST_POSTGRES,
                                    Inspection.NEWEST_POSTGRES),
                    "Lead MCP_CONTROL_PLANE_DSN to one of these.");
        }
        if (!seen.encrypted() && !dsn.isOnThisMachine()) {
            findings.add(
                    Symptom.DATABASE_PLAIN,
                    "The connection to %s is not encrypted.".formatted(dsn.place()),
                    "Write sslmode=verify-full&sslrootcert=FILE after the question mark of"
                            + " MCP_CONTROL_PLANE_DSN.");
        }
        role(dsn, seen);
        if (seen.readOnly()) {
            findings.add(
                    Symptom.DATABASE_READ_ONLY,
                    "%s takes no writes, as a standby does: every call would be refused."
                            .formatted(dsn.place()),
                    "Lead MCP_CONTROL_PLANE_DSN to the primary.");
        }
        fitting = schema(dsn, seen);
        return fitting && !seen.readOnly();
    }

    private void role(Dsn dsn, Inspection.Seen seen) {
        String why =
                seen.superuser()
                        ? "is a superuser"
                        : seen.bypassing()
                                ? "has BYPASSRLS"
                                : seen.owning() ? "owns the tables" : "";
        if (!why.isEmpty()) {
            findings.add(
                    Symptom.DATABASE_ROLE,
                    "The servers' role %s %s, so that nothing keeps tenants' rows apart but the"
                                    .formatted(dsn.user(), why)
                            + " program.",
                    "Use three roles, as docs/guides-shared-service.md makes them.");
        }
    }

    private boolean schema(Dsn dsn, Inspection.Seen seen) {
        switch (seen.schema()) {
            case NONE ->
                    findings.add(
                            Symptom.DATABASE_UNPREPARED,
                            "%s has no tables of ours, or the role %s may not see them."
                                    .formatted(dsn.place(), dsn.user()),
                            "Run clockify-mcp migrate.");
            case OLD ->
                    findings.add(
                            Symptom.DATABASE_OLD,
                            "%s was prepared for an older version.".formatted(dsn.place()),
                            "Run clockify-mcp migrate.");
            case NEW ->
                    findings.add(
                            Symptom.DATABASE_NEW,
                            "%s was prepared for a newer version, which this one is too old for."
                                    .formatted(dsn.place()),
                            "Install the newer version.");
            case FITTING -> {
                findings.add(
                        Symptom.DATABASE_FINE,
                        "%s is Postgres %d with the tables that this version needs, %s."
                                .formatted(
                                        dsn.place(),
                                        seen.postgres(),
                                        seen.encrypted() ? "encrypted" : "not encrypted"));
                return true;
            }
        }
        return false;
    }

    private void owner(Dsn dsn) {
        try {
            Inspection.look(dsn);
        } catch (SQLException e) {
            failed(SettingTable.OWNER_DSN, dsn, e);
        }
    }

    private void listening(Dsn server, Dsn listening) {
        boolean own = settings.find(SettingTable.LISTEN_DSN).isPresent();
        try {
            if (!Inspection.hears(server, listening, HEARING)) {
                findings.add(
                        Symptom.DATABASE_LISTEN,
                        own
                                ? "What is said at %s is not heard at %s of MCP_CONTROL_PLANE_LISTEN_DSN:"
                                                .formatted(server.place(), listening.place())
                                        + " that is another database, or a pooler is on the way there."
                                : "What is said at %s is not heard there: a pooler in between forgets who"
                                                .formatted(server.place())
                                        + " listens.",
                        own
                                ? "Lead it to the database of MCP_CONTROL_PLANE_DSN, past the pooler."
                                : "Set MCP_CONTROL_PLANE_LISTEN_DSN to the way to Postgres itself, past"
                                        + " the pooler.");
            }
        } catch (SQLException e) {
            failed(own ? SettingTable.LISTEN_DSN : SettingTable.CONTROL_PLANE_DSN, listening, e);
        }
    }

    private void sealed(Databases databases) {
        Optional<Path> file = settings.find(SettingTable.CONTROL_PLANE_KEYS);
        if (settings.find(SettingTable.KEEPER_DSN).isEmpty()) {
            findings.add(
                    Symptom.DATABASE_UNSEEN,
                    "Whether the file of keys opens what is sealed was not looked at: only the keeper"
                            + " sees it, and MCP_CONTROL_PLANE_KEEPER_DSN is not set.");
            return;
        }
        Dsn keeper = databases.keeper();
        try {
            if (file.isEmpty()) {
                return; // which is said among the settings
            }
            Inspection.Opened opened = Inspection.open(keeper, Store.sealed(file.get()));
            if (opened.unopened().isEmpty()) {
                findings.add(
                        Symptom.DATABASE_SEALED,
                        opened.keys() == 0
                                ? "No key to Clockify is kept yet."
                                : "The file of keys opens what was sealed with %d of them."
                                        .formatted(opened.keys()));
            } else {
                findings.add(
                        Symptom.DATABASE_UNOPENED,
                        "What was sealed with the key %s does not open."
                                .formatted(String.join(", ", new TreeSet<>(opened.unopened()))),
                        "Put that key back into the file of MCP_CONTROL_PLANE_KEYS_FILE.");
            }
        } catch (StateException e) {
            return; // the file is said of where files are
        } catch (SQLException e) {
            failed(SettingTable.KEEPER_DSN, keeper, e);
        }
    }

    private void failed(Setting<?> setting, Dsn dsn, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String who = "%s: %s as %s".formatted(setting.name(), dsn.place(), dsn.user());
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "28" ->
                    findings.add(
                            Symptom.DATABASE_REFUSED,
                            who + " is not let in.",
                            "Look at role and password, and at pg_hba.conf there.");
            case "3D" ->
                    findings.add(
                            Symptom.DATABASE_REFUSED,
                            who + ": there is no such database.",
                            "Correct its name, or make it.");
            case "42" ->
                    findings.add(
                            Symptom.DATABASE_REFUSED,
                            who + " may not see what it has to.",
                            "Run clockify-mcp migrate, which gives the roles their rights.");
            case "53", "55" ->
                    findings.add(
                            Symptom.DATABASE_AWAY,
                            who
                                    + ": it lets nobody in at the moment (SQL state %s)."
                                            .formatted(state),
                            "Look at its limit of connections, and whether it is shut for ours.");
            default ->
                    findings.add(
                            Symptom.DATABASE_AWAY,
                            who + " does not answer as it should (SQL state %s).".formatted(state),
                            "Look whether it runs, whether host and port are right, and whether its"
                                    + " certificate fits sslmode.");
        }
    }
}
