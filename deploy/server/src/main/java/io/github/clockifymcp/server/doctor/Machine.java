package io.github.clockifymcp.server.doctor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where things are on somebody's machine.
///
/// @param system which kind of system it is
/// @param home the person's folder; null where there is none
/// @param here the folder the command was started in
/// @param environment its variables
public record Machine(Os system, @Nullable Path home, Path here, Map<String, String> environment) {

    /// Kinds of systems that keep things in places of their own.
    public enum Os {
        LINUX,
        MAC,
        WINDOWS
    }

    public Machine {
        environment = Map.copyOf(environment);
    }

    /// This one, as far as the environment says.
    public static Machine of(Map<String, String> environment) {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Os system = name.contains("win") ? Os.WINDOWS : name.contains("mac") ? Os.MAC : Os.LINUX;
        @Nullable Path home = folder(environment, "HOME");
        @Nullable Path profile = folder(environment, "USERPROFILE");
        @Nullable Path account = path(System.getProperty("user.home", ""));
        @Nullable Path here = folder(environment, "PWD");
        return new Machine(
                system,
                home != null ? home : profile != null ? profile : account,
                here != null ? here : Path.of("").toAbsolutePath(),
                environment);
    }

    /// A folder that the environment names; null when it names none.
    static @Nullable Path folder(Map<String, String> environment, String name) {
        return path(environment.getOrDefault(name, ""));
    }

    private static @Nullable Path path(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /// A file in which a client is told what to start.
    ///
    /// @param client whose it is
    /// @param form how it is written
    record Place(String client, Path file, Form form) {}

    /// How a client writes down what to start.
    enum Form {
        /// JSON, with `mcpServers`.
        JSON,
        /// JSON with comments, with `servers`.
        VSCODE,
        /// TOML, with `mcp_servers`.
        TOML
    }

    /// Where the clients that we know look, whether or not anything is there.
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(new Place("Claude Code", here.resolve(".mcp.json"), Form.JSON));
        places.add(new Place("Cursor", here.resolve(".cursor/mcp.json"), Form.JSON));
        places.add(new Place("VS Code", here.resolve(".vscode/mcp.json"), Form.VSCODE));
        places.add(new Place("Gemini CLI", here.resolve(".gemini/settings.json"), Form.JSON));
        if (home != null) {
            inHome(home, places);
        }
        return places.stream().distinct().toList();
    }

    private void inHome(Path home, List<Place> places) {
        Path settings =
                switch (system) {
                    case LINUX -> {
                        @Nullable Path given = folder(environment, "XDG_CONFIG_HOME");
                        yield given == null ? home.resolve(".config") : given;
                    }
                    case MAC -> home.resolve("Library").resolve("Application Support");
                    case WINDOWS -> {
                        @Nullable Path given = folder(environment, "APPDATA");
                        yield given == null ? home.resolve("AppData").resolve("Roaming") : given;
                    }
                };
        places.add(
                new Place(
                        "Claude Desktop",
                        settings.resolve("Claude/claude_desktop_config.json"),
                        Form.JSON));
        places.add(new Place("Claude Code", home.resolve(".claude.json"), Form.JSON));
        places.add(new Place("Cursor", home.resolve(".cursor/mcp.json"), Form.JSON));
        places.add(new Place("VS Code", settings.resolve("Code/User/mcp.json"), Form.VSCODE));
        @Nullable Path codex = folder(environment, "CODEX_HOME");
        places.add(
                new Place(
                        "Codex",
                        (codex == null ? home.resolve(".codex") : codex).resolve("config.toml"),
                        Form.TOML));
        places.add(new Place("Gemini CLI", home.resolve(".gemini/settings.json"), Form.JSON));
    }
}
