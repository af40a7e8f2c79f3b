package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The chart as a release has it: one file, of which Helm makes what it makes of the folder.
final class ChartPackageTest {
    static final List<String> EXAMPLES = Chart.EXAMPLES;

    @TempDir static Path folder;
    private static Path packed;

    @BeforeAll
    static void pack() throws Exception {
        packed = packed(Chart.FOLDER, "released", "022");
    }

    /// Has it packed by somebody whose files have these permissions.
    private static Path packed(Path chart, String out, String umask) throws Exception {
        Path to = folder.resolve(out);
        Running.finished(
                new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask %s; exec \"$@\"".formatted(umask),
                        "sh",
                        Kit.repository().resolve("deploy/release/pack.sh").toString(),
                        "chart",
                        chart.toString(),
                        to.toString(),
                        "clockify-mcp-chart"));
        return to.resolve("clockify-mcp-chart.tgz");
    }

    private static Path copy(String name, String files, String folders, long time)
            throws Exception {
        Path copy = Chart.copied(Files.createDirectories(folder.resolve(name)));
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path each : all.toList()) {
                Files.setPosixFilePermissions(
                        each,
                        PosixFilePermissions.fromString(Files.isDirectory(each) ? folders : files));
                Files.setLastModifiedTime(each, FileTime.fromMillis(time));
            }
        }
        return copy;
    }

    @Test
    void it_is_the_same_to_the_byte_whoever_packs_it_and_when() throws Exception {
        Path careful = copy("careful", "rw-------", "rwx------", 0);
        Path careless = copy("careless", "rw-rw-rw-", "rwxrwxrwx", 1_900_000_000_000L);

        Path one = packed(careful, "one", "077");
        Path other = packed(careless, "other", "000");

        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
        assertThat(Files.mismatch(one, packed)).isEqualTo(-1);
    }

    @Test
    void it_holds_every_file_of_the_folder_and_none_that_an_editor_left_there() throws Exception {
        Path copy = Chart.copied(Files.createDirectories(folder.resolve("littered")));
        Files.writeString(copy.resolve("values.yaml.orig"), "replicas: 7");
        Files.writeString(copy.resolve("templates/.deployment.yaml.swp"), "kind: Nothing");
        Path littered = packed(copy, "of-littered", "022");
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));

        Running.finished(
                new ProcessBuilder("tar", "-C", unpacked.toString(), "-xzf", littered.toString()));

        assertThat(Files.mismatch(littered, packed)).isEqualTo(-1);
        Path top = unpacked.resolve("clockify-mcp");
        assertThat(files(top))
                .containsExactlyElementsOf(files(Chart.FOLDER))
                .hasSizeGreaterThan(15);
        for (Path file : files(Chart.FOLDER)) {
            assertThat(Files.mismatch(top.resolve(file), Chart.FOLDER.resolve(file)))
                    .as(file.toString())
                    .isEqualTo(-1);
        }
    }

    private static List<Path> files(Path top) throws Exception {
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(Files::isRegularFile).map(top::relativize).sorted().toList();
        }
    }

    @Test
    void helm_has_nothing_to_say_against_it() {
        LintResult result = new Helm(packed).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(line -> line.contains("[WARNING]"));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void helm_makes_of_it_what_it_makes_of_the_folder(String example) {
        assertThat(Chart.rendered(packed, example, Map.of()))
                .isEqualTo(Chart.rendered(example, Map.of()))
                .contains("kind: Deployment");
    }

    @Test
    void its_version_is_that_of_the_program() throws Exception {
        JsonNode chart = Kit.YAML.readTree(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));

        assertThat(chart.path("version").asText()).isEqualTo(System.getProperty("version"));
        assertThat(chart.path("appVersion").asText()).isEqualTo(System.getProperty("version"));
    }
}
