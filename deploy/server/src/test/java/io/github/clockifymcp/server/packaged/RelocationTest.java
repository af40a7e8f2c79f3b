package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged server after it was packed, moved, linked or tampered with: it answers, it never
/// runs classes that are not in its jar, and it uses its class cache wherever that is safe.
final class RelocationTest {
    @TempDir Path folder;
    private Installation built;

    @BeforeEach
    void find_the_built_server() {
        built = Installation.shipped(folder.resolve("home"));
    }

    @Test
    void where_it_was_built_it_uses_its_cache() throws Exception {
        assertThat(usesCache(built)).isTrue();
    }

    @Test
    void after_tar_it_answers_with_its_cache() throws Exception {
        Installation moved = built.tarred(folder.resolve("a b/ü"));

        PackagedServerTest.answers(moved.command("--profile=sandbox"));
        assertThat(usesCache(moved)).isTrue();
    }

    @Test
    void after_a_zip_that_lost_times_and_permissions_it_mends_them_and_uses_its_cache()
            throws Exception {
        Installation moved = built.zippedAndUnzipped(folder.resolve("unzipped"));
        FileTime unpacked = Files.getLastModifiedTime(moved.cache());

        PackagedServerTest.answers(
                moved.bare(List.of("sh", moved.launcher().toString(), "--profile=sandbox")));

        assertThat(unpacked).isNotEqualTo(Files.getLastModifiedTime(built.cache()));
        assertThat(Files.getLastModifiedTime(moved.cache()))
                .isEqualTo(Files.getLastModifiedTime(built.cache()));
        Files.setPosixFilePermissions(
                moved.launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(usesCache(moved)).isTrue();
    }

    @Test
    void times_that_were_lost_in_a_folder_nobody_may_write_to_do_no_harm() throws Exception {
        Installation moved = built.copied(folder.resolve("read-only"));
        Files.setLastModifiedTime(moved.jar(), FileTime.from(Instant.now()));
        Path lib = moved.folder().resolve("lib");
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));

        PackagedServerTest.answers(moved.command("--profile=sandbox"));

        assertThat(usesCache(moved)).isTrue();
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void a_replaced_jar_is_run_and_not_what_the_cache_remembers() throws Exception {
        Installation moved = built.copied(folder.resolve("replaced"));
        replace(moved.jar());

        try (StdioClient client = StdioClient.start(moved.command("--profile=sandbox"))) {
            ObjectNode message = client.message();

            assertThat(message.path("result").asText()).isEqualTo("replaced");
            assertThat(client.ended()).isZero();
            assertThat(client.output()).hasSize(1);
        }
        assertThat(usesCache(moved)).isFalse();
    }

    @Test
    void without_its_cache_it_answers_all_the_same() throws Exception {
        Installation moved = built.copied(folder.resolve("without"));
        Files.delete(moved.cache());

        PackagedServerTest.answers(moved.command("--profile=sandbox"));
    }

    @Test
    void a_damaged_cache_does_no_harm() throws Exception {
        Installation moved = built.copied(folder.resolve("damaged"));
        FileTime time = Files.getLastModifiedTime(moved.cache());
        Files.writeString(moved.cache(), "not a cache");
        Files.setLastModifiedTime(moved.cache(), time);

        PackagedServerTest.answers(moved.command("--profile=sandbox"));
    }

    @Test
    void a_missing_jar_ends_it_with_a_sentence() throws Exception {
        Installation moved = built.copied(folder.resolve("missing"));
        Path jar = moved.jar();
        Files.delete(jar);

        try (StdioClient client = StdioClient.start(moved.command("--profile=sandbox"))) {
            assertThat(client.ended()).isEqualTo(2);
            assertThat(client.errors())
                    .isEqualTo("clockify-mcp: " + jar + " is missing. Unpack me again.\n");
            assertThat(client.output()).isEmpty();
        }
    }

    @Test
    void a_jar_that_was_added_is_not_used() throws Exception {
        Installation moved = built.copied(folder.resolve("added"));
        replace(moved.folder().resolve("lib/aaa.jar"));

        PackagedServerTest.answers(moved.command("--profile=sandbox"));
    }

    @Test
    void it_may_be_started_by_links_and_by_relative_paths() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("some where/bin"));
        Path link = bin.resolve("clockify");
        Files.createSymbolicLink(link, built.launcher());
        Path second = folder.resolve("second");
        Files.createSymbolicLink(second, Path.of("some where/bin/clockify"));

        PackagedServerTest.answers(built.bare(List.of(second.toString(), "--profile=sandbox")));
        PackagedServerTest.answers(
                built.bare(List.of("./clockify-mcp", "--profile=sandbox"))
                        .directory(built.folder().resolve("bin").toFile()));
        PackagedServerTest.answers(
                built.bare(List.of("bin/clockify-mcp", "--profile=sandbox"))
                        .directory(built.folder().toFile()));
        ProcessBuilder onPath = built.bare(List.of("sh", "-c", "exec clockify --profile=sandbox"));
        onPath.environment().merge("PATH", bin.toString(), (old, own) -> own + ":" + old);
        PackagedServerTest.answers(onPath);
    }

    @Test
    void every_shell_here_starts_it_alike() throws Exception {
        Installation moved = built.copied(folder.resolve("shells"));
        for (List<String> shell :
                List.of(
                        List.of("sh"),
                        List.of("dash"),
                        List.of("bash"),
                        List.of("busybox", "sh"),
                        List.of("zsh", "--emulate", "sh"),
                        List.of("ksh"))) {
            if (!isInstalled(shell.getFirst())) {
                continue;
            }
            List<String> command =
                    Stream.of(shell, List.of(moved.launcher().toString(), "--profile=sandbox"))
                            .flatMap(List::stream)
                            .toList();
            FileTime time = Files.getLastModifiedTime(moved.cache());

            PackagedServerTest.answers(moved.bare(command));
            Files.setLastModifiedTime(moved.jar(), FileTime.from(Instant.now()));
            PackagedServerTest.answers(moved.bare(command));

            assertThat(Files.getLastModifiedTime(moved.jar())).as(shell.toString()).isEqualTo(time);
        }
    }

    /// Whether the server's own classes come out of the cache.
    private boolean usesCache(Installation server) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "classes", ".txt");
        ProcessBuilder command = server.command("--profile=sandbox");
        command.environment()
                .put("CLOCKIFY_MCP_JAVA_OPTS", "-Xlog:class+load:file=" + log + "::filecount=0");
        try (StdioClient client = StdioClient.start(command)) {
            client.leave();
        }
        List<String> main =
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("io.github.clockifymcp.server.Main "))
                        .toList();
        assertThat(main).isNotEmpty();
        return main.getFirst().contains("source: shared objects file");
    }

    /// A jar with another main class, which says so and ends.
    private void replace(Path jar) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src")).resolve("Main.java");
        Files.writeString(
                source,
                """
                package io.github.clockifymcp.server;
                public final class Main {
                    public static void main(String[] arguments) {
                        System.out.println("{\\"jsonrpc\\":\\"2.0\\",\\"id\\":1,\\"result\\":\\"replaced\\"}");
                    }
                }
                """);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "--release", "25", source.toString())).isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("io/github/clockifymcp/server/Main.class"));
            Files.copy(source.resolveSibling("Main.class"), out);
            out.closeEntry();
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
