package io.github.clockifymcp.server.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads where state is kept.
final class States {
    static final Kind<State> KIND =
            new Kind<>(
                    "file: and the whole path of a folder, such as file:/var/lib/clockify-mcp, or"
                            + " memory",
                    false,
                    States::read);

    private static final String FILE = "file:";

    private States() {}

    private static @Nullable State read(String text) {
        if (text.equals("memory")) {
            return new State.Memory();
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
