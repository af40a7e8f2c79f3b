package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as a release has it: one file, of which tar makes the folder again. The folder is a
/// made-up small one, with all that the real one has of peculiar things.
final class ServerPackageTest {
    /// Of the jar and of the cache, which the launcher compares.
    private static final FileTime THEN = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir Path folder;

    private Path unpacked() throws Exception {
        Path dist = folder.resolve("dist");
        Path program = write(dist.resolve("bin/clockify-mcp"), "#!/bin/sh");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path jar = write(dist.resolve("lib/clockify-mcp.jar"), "jar");
        Path cache = write(dist.resolve("lib/0123456789abcdef.aot"), "cache");
        Files.setLastModifiedTime(jar, THEN);
        Files.setLastModifiedTime(cache, THEN);
        write(dist.resolve("runtime/legal/java.base/LICENSE"), "licence");
        Path link = dist.resolve("runtime/legal/java.sql/LICENSE");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("../java.base/LICENSE"));
        Running.finished(
                new ProcessBuilder(
                        Kit.repository().resolve("deploy/release/pack.sh").toString(),
                        "server",
                        dist.toString(),
                        folder.resolve("out").toString(),
                        "clockify-mcp-1.2.3-here"));
        Path to = Files.createDirectory(folder.resolve("to"));
        Running.finished(
                new ProcessBuilder(
                        "tar",
                        "-C",
                        to.toString(),
                        "-xzf",
                        folder.resolve("out/clockify-mcp-1.2.3-here.tar.gz").toString()));
        return to.resolve("clockify-mcp-1.2.3-here");
    }

    private static Path write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void what_tar_makes_of_it_is_the_folder_again() throws Exception {
        Path server = unpacked();

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(server.resolve("bin/clockify-mcp"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(Files.getLastModifiedTime(server.resolve("lib/clockify-mcp.jar")))
                .isEqualTo(THEN)
                .isEqualTo(Files.getLastModifiedTime(server.resolve("lib/0123456789abcdef.aot")));
        assertThat(server.resolve("runtime/legal/java.sql/LICENSE")).hasContent("licence");
    }
}
