package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The commands of a page under `docs/runbooks`, as they stand there.
final class Runbook {
    private final String name;
    private final Map<String, String> scripts;

    private Runbook(String name, Map<String, String> scripts) {
        this.name = name;
        this.scripts = scripts;
    }

    /// Reads a runbook.
    static Runbook of(String name) throws IOException {
        return page("runbooks/" + name);
    }

    /// Reads a page under `docs`.
    static Runbook page(String name) throws IOException {
        Path dist = Path.of(System.getProperty("dist", "dist")).toAbsolutePath();
        Path page = dist.resolveSibling("docs/" + name + ".md");
        Map<String, String> scripts = new LinkedHashMap<>();
        String heading = "";
        boolean inside = false;
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("```")) {
                inside = line.equals("```sh");
            } else if (inside) {
                scripts.merge(heading, line + "\n", String::concat);
            } else if (line.matches("##? .*")) {
                heading = line.replaceFirst("##? ", "");
            }
        }
        return new Runbook(name, scripts);
    }

    /// Runs what stands under a heading, in this folder and environment.
    ///
    /// @return what it printed
    String run(String heading, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        String script = scripts.get(heading);
        assertThat(script).as("%s has ‹%s›", name, heading).isNotNull();
        Installation server = Installation.built(folder);
        ProcessBuilder bash =
                server.bare(List.of("bash", "-euo", "pipefail", "-c", String.valueOf(script)))
                        .directory(folder.toFile());
        bash.environment().putAll(environment);
        bash.environment()
                .merge(
                        "PATH",
                        server.folder().resolve("bin").toAbsolutePath().toString(),
                        (path, ours) -> ours + ":" + path);
        Printed printed = Printed.by(bash);
        assertThat(printed.code()).as("%s, %s: %s", name, heading, printed.err()).isZero();
        return printed.out();
    }
}
