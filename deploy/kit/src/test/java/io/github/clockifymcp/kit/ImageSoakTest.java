package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image, built by buildah on a base that debootstrap made, and run by podman as a stranger
/// with a root that is read-only. It needs root.
final class ImageSoakTest {
    private static final String IMAGE = "localhost/clockify-mcp:soak";
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";

    @TempDir static Path folder;

    @BeforeAll
    static void build() throws Exception {
        Tools.need("buildah", "podman", "runc", "debootstrap");
        Path base = folder.resolve("base");
        Tools.run("debootstrap", "--variant=minbase", "bookworm", base.toString());
        buildah("from", "--name", "base", "scratch");
        buildah("copy", "base", base.toString(), "/");
        buildah("commit", "base", "localhost/base:soak");
        buildah(
                "bud",
                "--isolation",
                "chroot",
                "--format",
                "docker",
                "--build-arg",
                "BASE=localhost/base:soak",
                "--file",
                Kit.file("docker/Dockerfile").toString(),
                "--tag",
                IMAGE,
                Kit.repository().toString());
    }

    @AfterAll
    static void remove() throws Exception {
        // What is in the store is mounted and owned in ways that a folder of a test is not.
        podman("rm", "--all", "--force");
        podman("rmi", "--all", "--force");
    }

    @Test
    void it_serves_the_official_client_and_is_healthy() throws Exception {
        int port = Running.free();
        podman(
                run(
                        "--detach",
                        "--name",
                        "served",
                        "--env",
                        "MCP_PROFILE=sandbox",
                        "--env",
                        "MCP_TRANSPORT=streamable_http",
                        "--env",
                        "MCP_BEARER_TOKEN=" + TOKEN,
                        "--env",
                        "PORT=" + port,
                        IMAGE));
        String address = "http://127.0.0.1:" + port;
        Running.until200(HttpClient.newHttpClient(), address + "/ready", () -> true);

        assertThat(Tools.probe(TOKEN, address + "/mcp")).contains("Mina");
        assertThat(podman("exec", "served", "/opt/clockify-mcp/bin/health")).startsWith("200");
        assertThat(podman("exec", "served", "id", "-u").strip()).isEqualTo("65532");
        assertThatThrownBy(() -> podman("exec", "served", "touch", "/opt/clockify-mcp/here"))
                .hasMessageContaining("Read-only");
        podman("stop", "--time", "20", "served");
        assertThat(podman("inspect", "--format", "{{.State.ExitCode}}", "served").strip())
                .isIn("0", "143");
    }

    @Test
    void its_classes_come_from_the_cache() throws Exception {
        String said =
                podman(
                        run(
                                "--rm",
                                "--env",
                                "CLOCKIFY_MCP_JAVA_OPTS=-Xlog:class+load:stdout",
                                IMAGE,
                                "--version"));

        assertThat(said).contains("server.Main source: shared objects file");
    }

    /// 128 MB is more than twice what the server itself needs; the rest is its base.
    @Test
    void it_adds_to_its_base_what_was_built_and_no_more() throws Exception {
        long image = size(IMAGE);
        long base = size("localhost/base:soak");

        System.err.printf(Locale.ROOT, "The image adds %d MB to its base.%n", (image - base) >> 20);
        assertThat(image - base).isBetween(1L << 20, 128L << 20);
    }

    private static long size(String image) throws Exception {
        return Long.parseLong(podman("inspect", "--format", "{{.Size}}", image).strip());
    }

    private static String[] run(String... more) {
        List<String> command = new ArrayList<>(List.of("run", "--runtime", "runc"));
        command.addAll(List.of("--network=host", "--read-only", "--user", "65532"));
        command.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"));
        // Without systemd there is nobody who would ask; the test does.
        command.add("--no-healthcheck");
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private static String buildah(String... more) throws Exception {
        return Tools.run(stored("buildah", more));
    }

    private static String podman(String... more) throws Exception {
        return Tools.run(stored("podman", more));
    }

    private static String[] stored(String program, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(program, "--storage-driver", "vfs"));
        command.addAll(
                List.of("--root", Files.createDirectories(folder.resolve("store")).toString()));
        command.addAll(List.of("--runroot", folder.resolve("run").toString()));
        if (program.equals("podman")) {
            command.addAll(List.of("--cgroup-manager", "cgroupfs"));
        }
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }
}
