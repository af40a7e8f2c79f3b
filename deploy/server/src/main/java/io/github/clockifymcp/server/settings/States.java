package io.github.clockifymcp.server.settings;

import io.github.clockifymcp.controlplane.Dsn;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads where state is kept.
final class States {
    static final Kind<State> KIND =
            new Kind<>(
                    "file: and the whole path of a folder, such as file:/var/lib/clockify-mcp;"
                            + " postgres://role@host/database; or memory",
                    false,
                    States::read);

    /// A role of the database, and where that is.
    static final Kind<Dsn> DATABASE =
            new Kind<>(
                    "postgres://role@host:5432/database, with sslmode and sslrootcert after a ?"
                            + " where it is not on this machine",
                    true,
                    States::database);

    private static final String FILE = "file:";

    private States() {}

    private static @Nullable Dsn database(String text) {
        try {
            return Dsn.of(text);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private static @Nullable State read(String text) {
        if (text.equals("memory")) {
            return new State.Memory();
        }
        if (text.startsWith("postgres")) {
            Dsn dsn = database(text);
            return dsn == null ? null : new State.Postgres(dsn);
        }
        if (!text.startsWith(FILE) || text.length() == FILE.length()) {
            return null;
        }
        String path = text.substring(FILE.length());
        try {
            // Three slashes are an empty host and an absolute path.
            Path folder = Path.of(path.startsWith("///") ? path.substring(2) : path);
            // Where a client starts its servers is anybody's guess, and nobody expands ~ here: one
            // person's servers would keep a log and a key each.
            return folder.isAbsolute() ? new State.Folder(folder) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
