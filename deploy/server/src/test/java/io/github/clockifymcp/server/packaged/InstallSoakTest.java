package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bundle and npm packages in the hands of tools that did not make them: the validator and unpacker
/// of MCPB, `unzip`, Python, and npm. It needs Node 20 with npm, `unzip` and `python3`.
final class InstallSoakTest {
    private static final Path CHECK = Path.of("../install/check").toAbsolutePath().normalize();

    @TempDir static Path folder;
    private static Path packed;
    private static Path packages;

    @BeforeAll
    static void pack() throws Exception {
        run(CHECK, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        // Its install script puts the program itself in place.
        run(CHECK, "npm", "rebuild", "node", "--ignore-scripts=false", "--silent");
        Bundle.pack(folder.resolve("home"), folder, "mcpb");
        packed = Bundle.packed(folder);
        packages = Files.createDirectory(folder.resolve("npm"));
        Bundle.pack(folder.resolve("home"), packages, "npm");
        for (String each : List.of("clockify-mcp", "clockify-mcp-" + platform())) {
            run(packages.resolve(each), "npm", "pack", "--silent", "--pack-destination", "..");
        }
    }

    @Test
    void the_bundle_is_what_its_inventors_say_a_bundle_is() throws Exception {
        Path unpacked = folder.resolve("validated");
        String manifest = unpacked.resolve("manifest.json").toString();

        mcpb("unpack", packed.toString(), unpacked.toString());
        assertThat(mcpb("validate", manifest)).contains("Manifest schema validation passes");

        start(new Bundle(unpacked));
    }

    @Test
    void it_starts_from_where_unzip_or_python_unpacked_it() throws Exception {
        Path unzipped = folder.resolve("un zipped");
        run(folder, "unzip", "-q", packed.toString(), "-d", unzipped.toString());
        start(new Bundle(unzipped));

        // Which keeps neither times nor permissions.
        Path extracted = folder.resolve("extracted");
        run(
                folder,
                "python3",
                "-c",
                "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])",
                packed.toString(),
                extracted.toString());
        assertThat(Files.isExecutable(extracted.resolve("server/bin/clockify-mcp"))).isFalse();
        start(new Bundle(extracted));
    }

    @Test
    void it_is_the_same_when_it_is_packed_again() throws Exception {
        Path again = Files.createDirectory(folder.resolve("again"));

        Bundle.pack(folder.resolve("home"), again, "mcpb");

        assertThat(Files.mismatch(packed, Bundle.packed(again))).isEqualTo(-1);
    }

    @Test
    void npm_installs_the_build_for_this_machine_and_every_node_starts_it() throws Exception {
        Path project = installed("project", archives());
        Path program = project.resolve("node_modules/.bin/clockify-mcp");
        Path server = project.resolve("node_modules/clockify-mcp-" + platform());
        assertThat(server.resolve("lib/unpacked")).exists();

        // The second one becomes the server, the first one waits for it.
        for (String node : List.of("node", CHECK + "/node_modules/node/bin/node")) {
            List<String> command = List.of(node, program.toString(), "--profile=sandbox");
            PackagedServerTest.answers(bare(command));
            Printed wrong = Printed.by(bare(List.of(node, program.toString(), "--prfile=x")));
            assertThat(wrong.code()).as(wrong.err()).isEqualTo(2);
            assertThat(wrong.out()).isEmpty();
            try (StdioClient client = StdioClient.start(bare(command))) {
                client.ask("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
                client.process().toHandle().destroy();
                assertThat(client.ended()).as(node).isEqualTo(143);
            }
        }

        assertThat(server.resolve("lib/unpacked")).doesNotExist();
        Installation built = Installation.shipped(folder.resolve("home"));
        assertThat(Files.getLastModifiedTime(server.resolve("lib/clockify-mcp.jar")))
                .isEqualTo(Files.getLastModifiedTime(built.jar()));
    }

    @Test
    void npm_leaves_nothing_out_and_keeps_what_may_be_executed() throws Exception {
        Path server =
                installed("whole", archives()).resolve("node_modules/clockify-mcp-" + platform());
        Path built = Installation.shipped(folder.resolve("home")).folder();

        assertThat(server.resolve("runtime/bin/java")).isExecutable();
        assertThat(Files.getPosixFilePermissions(server.resolve("bin/clockify-mcp")))
                .contains(PosixFilePermission.OTHERS_EXECUTE);
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path theirs = server.resolve(built.relativize(file).toString());
                assertThat(Files.mismatch(file, theirs)).as(theirs.toString()).isEqualTo(-1);
            }
        }
    }

    @Test
    void without_a_build_for_the_machine_it_says_so() throws Exception {
        Path alone =
                installed(
                        "alone",
                        archives().stream().filter(file -> !file.contains(platform())).toList());
        String program = alone.resolve("node_modules/clockify-mcp/bin/clockify-mcp.js").toString();

        Printed missing = Printed.by(bare(List.of("node", program)));
        String onWindows =
                "Object.defineProperty(process, 'platform', {value: 'win32'}); require('%s')"
                        .formatted(program);
        Printed elsewhere = Printed.by(bare(List.of("node", "-e", onWindows)));

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err())
                .startsWith("clockify-mcp: The package clockify-mcp-" + platform())
                .contains("is not installed");
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("There is no build for win32-", "WSL");
    }

    private static void start(Bundle bundle) throws Exception {
        Installation built = Installation.shipped(folder.resolve("home"));
        Installation unpacked = bundle.server(folder.resolve("home"));

        PackagedServerTest.answers(bundle.started(Map.of("profile", "sandbox")));

        assertThat(Files.getLastModifiedTime(unpacked.jar()))
                .isEqualTo(Files.getLastModifiedTime(built.jar()));
        assertThat(Files.getLastModifiedTime(unpacked.cache()))
                .isEqualTo(Files.getLastModifiedTime(built.cache()));
    }

    private static String mcpb(String... words) throws Exception {
        return run(
                folder,
                Stream.concat(Stream.of(CHECK + "/node_modules/.bin/mcpb"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private static List<String> archives() throws Exception {
        try (Stream<Path> files = Files.list(packages)) {
            return files.map(Path::toString).filter(file -> file.endsWith(".tgz")).toList();
        }
    }

    /// An empty folder into which they are installed, from nowhere but here.
    private static Path installed(String name, List<String> archives) throws Exception {
        Path project = Files.createDirectory(folder.resolve(name));
        Files.writeString(project.resolve("package.json"), "{\"private\": true}");
        String[] install = {
            "npm",
            "install",
            "--offline",
            "--no-audit",
            "--no-fund",
            "--silent",
            "--cache",
            folder.resolve("npm-cache").toString()
        };
        run(project, Stream.concat(Stream.of(install), archives.stream()).toArray(String[]::new));
        return project;
    }

    private static ProcessBuilder bare(List<String> command) {
        return Installation.shipped(folder.resolve("home")).bare(command);
    }

    private static String platform() {
        String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        return os + (System.getProperty("os.arch").equals("amd64") ? "-x64" : "-arm64");
    }

    private static String run(Path where, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        Printed printed = Printed.by(builder);
        assertThat(printed.code())
                .as("%s: %s%s", String.join(" ", command), printed.out(), printed.err())
                .isZero();
        return printed.out() + printed.err();
    }
}
