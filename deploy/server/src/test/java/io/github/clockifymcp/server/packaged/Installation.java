package io.github.clockifymcp.server.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A packaged server somewhere on the disk.
///
/// @param folder with `bin`, `lib` and `runtime`
/// @param home for the server's state
/// @param busy whether it is started with the [BusyCache]
record Installation(Path folder, Path home, boolean busy) {

    /// The one that was built, for tests of what it does.
    static Installation built(Path home) {
        return new Installation(shipped(home).folder, home, true);
    }

    /// The one that was built, with its own cache, for tests of how it starts.
    static Installation shipped(Path home) {
        Path dist = Path.of(System.getProperty("dist", "dist")).resolve("clockify-mcp");
        if (!Files.isExecutable(dist.resolve("bin/clockify-mcp"))) {
            throw new IllegalStateException(
                    dist
                            + " is not there. These tests drive the packaged server: run make build"
                            + " first, or make test, which does both.");
        }
        return new Installation(dist, home, false);
    }

    /// A copy elsewhere, with its times, as tar or a careful zip makes it. It shares the runtime.
    Installation copied(Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.createDirectory(to);
        for (String part : List.of("bin", "lib")) {
            copy(folder.resolve(part), to.resolve(part));
        }
        Files.createSymbolicLink(to.resolve("runtime"), folder.resolve("runtime"));
        return new Installation(to, home, false);
    }

    /// Unpacked from a zip by a tool that keeps neither times nor permissions, as several do.
    Installation zippedAndUnzipped(Path to) throws IOException {
        Path zip = to.resolveSibling(to.getFileName() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy((InputStream) in, file);
            }
        }
        return new Installation(to, home, false);
    }

    /// Through tar and back.
    Installation tarred(Path to) throws IOException, InterruptedException {
        Path tar = to.resolveSibling(to.getFileName() + ".tar");
        Files.createDirectories(to);
        run("tar", "-cf", tar.toString(), "-C", folder.toString(), ".");
        run("tar", "-xf", tar.toString(), "-C", to.toString());
        return new Installation(to, home, false);
    }

    Path launcher() {
        return folder.resolve("bin/clockify-mcp");
    }

    Path jar() {
        return folder.resolve("lib/clockify-mcp.jar");
    }

    Path cache() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).findFirst().orElseThrow();
        }
    }

    /// The launcher with these arguments, in an environment that has only what every one has.
    ProcessBuilder command(String... arguments) {
        ProcessBuilder builder =
                bare(
                        Stream.concat(Stream.of(launcher().toString()), Stream.of(arguments))
                                .toList());
        if (busy) {
            builder.environment().put("CLOCKIFY_MCP_JAVA_OPTS", BusyCache.OPTIONS);
        }
        return builder;
    }

    /// Another way to start it, in the same environment.
    ProcessBuilder bare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", home.toString());
        return builder;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes unused)
                            throws IOException {
                        Files.createDirectory(to.resolve(from.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
                            throws IOException {
                        Files.copy(
                                file,
                                to.resolve(from.relativize(file)),
                                StandardCopyOption.COPY_ATTRIBUTES,
                                LinkOption.NOFOLLOW_LINKS);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
