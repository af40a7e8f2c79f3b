import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Packs the packaged server for those who install it with one click or one command.
///
///     java deploy/install/Pack.java mcpb DIST OUT [--quick]
///     java deploy/install/Pack.java npm DIST OUT
///     java deploy/install/Pack.java registry FOLDER VERSION
///
/// `DIST` is the folder that `make build` leaves, made on the kind of machine it is for. `mcpb`
/// writes `OUT/clockify-mcp-PLATFORM.mcpb`, a bundle for desktop clients, and beside it a
/// `server.json` for the registry with its digest; `--quick` does not compress it. `npm` makes
/// the folders `OUT/clockify-mcp` and `OUT/clockify-mcp-PLATFORM`, which `npm pack` turns into
/// packages. `registry` writes the `server.json` of a release, with every bundle that is in
/// `FOLDER`, into it.
///
/// What unpacks them may keep times and permissions or lose them. So each holds `lib/unpacked`: the
/// launcher, seeing it, looks at the jar and sets the times for which the class cache was made.
final class Pack {
    private static final Path HERE = Path.of("deploy", "install");
    private static final Set<PosixFilePermission> PROGRAM =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> TEXT =
            PosixFilePermissions.fromString("rw-r--r--");

    /// In every archive, so that one made twice is the same.
    private static final FileTime THEN = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    /// How long a zip's last record is, without a comment.
    private static final int END_OF_ZIP = 22;

    /// The system whose permissions those in the directory are.
    private static final byte UNIX = 3;

    private static final Pattern BUNDLE =
            Pattern.compile("clockify-mcp-([a-z0-9]+-[a-z0-9]+)\\.mcpb");

    private static final String MARKER =
            """
            This server was unpacked. When it starts for the first time, it sets the times of its jar
            and its class cache as they were, and removes this file.
            """;

    private final Path dist;
    private final Path out;
    private final Platform platform;
    private final String version;

    private Pack(Path dist, Path out) throws Exception {
        this.dist = dist;
        this.out = out;
        this.platform = Platform.here();
        this.version = version(dist.resolve("bin/clockify-mcp"));
    }

    public static void main(String... arguments) throws Exception {
        // Zip writes the time of a wall clock.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean quick = words.remove("--quick");
        if (words.size() != 3) {
            throw new IllegalArgumentException(
                    "Say: java Pack.java mcpb|npm DIST OUT [--quick], or registry FOLDER VERSION");
        }
        if (words.getFirst().equals("registry")) {
            registry(Path.of(words.get(1)), words.get(2));
            return;
        }
        Path out = Files.createDirectories(Path.of(words.get(2)));
        Pack pack = new Pack(Path.of(words.get(1)), out);
        switch (words.getFirst()) {
            case "mcpb" -> pack.mcpb(quick);
            case "npm" -> pack.npm();
            default -> throw new IllegalArgumentException("There is no ‹" + words.getFirst() + "›.");
        }
    }

    /// What Node, and with it npm and MCPB, calls this machine.
    private record Platform(String os, String cpu) {
        static Platform here() {
            String os = System.getProperty("os.name");
            String cpu = System.getProperty("os.arch");
            return new Platform(
                    os.startsWith("Mac") ? "darwin" : os.startsWith("Windows") ? "win32" : "linux",
                    switch (cpu) {
                        case "amd64", "x86_64" -> "x64";
                        case "aarch64" -> "arm64";
                        default -> cpu;
                    });
        }

        @Override
        public String toString() {
            return os + "-" + cpu;
        }
    }

    /// What the program says of itself, so that nothing is packed that does not start.
    private static String version(Path program) throws Exception {
        Process process =
                new ProcessBuilder(program.toString(), "--version")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0 || !said.startsWith("clockify-mcp ")) {
            throw new IOException(program + " does not say its version. Run make build first.");
        }
        return said.substring("clockify-mcp ".length());
    }

    /// A file of ours with what is known only now.
    private String filled(Path template) throws IOException {
        return Files.readString(template)
                .replace("@VERSION@", version)
                .replace("@PLATFORM@", platform.toString())
                .replace("@OS@", platform.os())
                .replace("@CPU@", platform.cpu());
    }

    private void mcpb(boolean quick) throws Exception {
        Path folder = Files.createTempDirectory("mcpb");
        Path made = out.resolve("clockify-mcp-" + platform + ".mcpb.new");
        try {
            write(folder.resolve("manifest.json"), filled(HERE.resolve("mcpb/manifest.json")));
            copyServer(Files.createDirectory(folder.resolve("server")));
            zip(folder, made, quick ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        } finally {
            emptied(folder);
            Files.delete(folder);
        }
        Path bundle = out.resolve("clockify-mcp-" + platform + ".mcpb");
        Files.move(made, bundle, StandardCopyOption.REPLACE_EXISTING);
        write(out.resolve("server.json"), entry(List.of(bundle), version));
        System.err.println(bundle + " is ready.");
    }

    private static void registry(Path folder, String version) throws Exception {
        List<Path> bundles;
        try (Stream<Path> files = Files.list(folder)) {
            bundles = files.filter(file -> file.toString().endsWith(".mcpb")).sorted().toList();
        }
        if (bundles.isEmpty()) {
            throw new IOException("There is no bundle in " + folder + ".");
        }
        write(folder.resolve("server.json"), entry(bundles, version));
    }

    /// What the registry is told. A client looks for the bundle of its platform by the name, and
    /// holds the digest against what it has downloaded.
    private static String entry(List<Path> bundles, String version) throws Exception {
        String one = Files.readString(HERE.resolve("registry/mcpb.json")).strip();
        List<String> packages = new ArrayList<>();
        for (Path bundle : bundles) {
            Matcher name = BUNDLE.matcher(bundle.getFileName().toString());
            if (!name.matches()) {
                throw new IOException("The name of " + bundle + " does not say its platform.");
            }
            packages.add(
                    one.replace("@PLATFORM@", name.group(1)).replace("@SHA256@", sha256(bundle)));
        }
        return Files.readString(HERE.resolve("registry/server.json"))
                .replace("@BUNDLES@", String.join(",\n", packages).replace("\n", "\n    "))
                .replace("@VERSION@", version);
    }

    /// Files alone: one of those who unpack bundles takes a folder for a file.
    private static void zip(Path folder, Path to, int level) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(to))) {
            zip.setLevel(level);
            for (Path file : files) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                entry.setLastModifiedTime(THEN);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        try (FileChannel channel = FileChannel.open(to, READ, WRITE)) {
            ByteBuffer zip = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            permit(zip.order(ByteOrder.LITTLE_ENDIAN), files);
        }
    }

    /// Writes into the directory at a zip's end who may execute what, which Java's own writer
    /// leaves out.
    private static void permit(ByteBuffer zip, List<Path> files) {
        int end = zip.capacity() - END_OF_ZIP;
        int at = zip.getInt(end + 16);
        for (Path file : files) {
            int mode = Files.isExecutable(file) ? 0100755 : 0100644;
            zip.put(at + 5, UNIX);
            zip.putInt(at + 38, mode << 16);
            at += 46 + zip.getShort(at + 28) + zip.getShort(at + 30) + zip.getShort(at + 32);
        }
        if (at != end) {
            throw new IllegalStateException("The directory of the zip is not as it was read.");
        }
    }

    private void npm() throws Exception {
        Path wrapper = emptied(out.resolve("clockify-mcp"));
        copy(HERE.resolve("npm/wrapper"), wrapper);
        write(wrapper.resolve("package.json"), filled(HERE.resolve("npm/wrapper/package.json")));
        Files.copy(dist.resolve("LICENSE"), wrapper.resolve("LICENSE"));
        Path ours = emptied(out.resolve("clockify-mcp-" + platform));
        copyServer(ours);
        write(ours.resolve("package.json"), filled(HERE.resolve("npm/platform/package.json")));
        write(ours.resolve("README.md"), filled(HERE.resolve("npm/platform/README.md")));
        System.err.println(wrapper + " and " + ours + " are ready for npm pack.");
    }

    private void copyServer(Path to) throws IOException {
        copy(dist, to);
        write(to.resolve("lib/unpacked"), MARKER);
    }

    /// Copies a folder. Links become what they lead to, since neither kind of package has any.
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Path target = to;
                for (Path part : from.relativize(file)) {
                    target = target.resolve(part.toString());
                }
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                    Files.setPosixFilePermissions(target, PROGRAM);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(
                            target, Files.isExecutable(file) ? PROGRAM : TEXT);
                }
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, TEXT);
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted().toList().reversed()) {
                    Files.delete(each);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static String sha256(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
