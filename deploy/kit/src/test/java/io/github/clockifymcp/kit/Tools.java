package io.github.clockifymcp.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Programs of Debian that the long tests need.
final class Tools {
    private Tools() {}

    /// Fails when one of these is not installed, and says what to do.
    static void need(String... programs) {
        List<String> missing =
                Arrays.stream(programs)
                        .filter(program ->
                                Arrays.stream(System.getenv("PATH").split(":", -1))
                                        .noneMatch(folder ->
                                                Files.isExecutable(Path.of(folder, program))))
                        .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "This needs %s. On Debian: apt-get install buildah podman runc debootstrap caddy prometheus"
                            .formatted(String.join(", ", missing)));
        }
    }

    /// Runs one to its end.
    ///
    /// @return what it wrote to standard output; what it says beside that is in the error
    static String run(String... command) throws IOException, InterruptedException {
        Path beside = Files.createTempFile("said", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectError(beside.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        "%s ended with %d: %s%s"
                                .formatted(command[0], code, out, Files.readString(beside)));
            }
            return out;
        } finally {
            Files.delete(beside);
        }
    }

    /// The official client, that lists tools and calls one, over the network.
    static String probe(String token, String address) throws IOException, InterruptedException {
        Path script =
                Files.writeString(
                        Files.createTempFile("script", ".json"),
                        """
                        {"asks": false, "steps": [{}, {"call": "clockify_whoami", "arguments": {}, "says": ["Mina"]}]}
                        """);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("dist", "dist") + "/probe/lib/*"));
        command.addAll(List.of("io.github.clockifymcp.probe.Probe", "http"));
        command.addAll(List.of("--script", script.toString()));
        command.addAll(List.of("--header", "Authorization: Bearer " + token, address));
        try {
            return run(command.toArray(String[]::new));
        } finally {
            Files.delete(script);
        }
    }
}
