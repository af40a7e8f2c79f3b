package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One release of what four machines made, with made-up files: nothing is lost, nothing is
/// believed, and the registry is told of every bundle.
final class CollectedReleaseTest {
    private static final List<String> PLATFORMS =
            List.of("darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64");

    /// The same thing, not compressed alike everywhere.
    private static final String CHART = "clockify-mcp-1.2.3-chart.tgz";

    @TempDir Path folder;
    private Path made;

    @BeforeEach
    void make() throws Exception {
        made = folder.resolve("made");
        for (String platform : PLATFORMS) {
            Path machine = Files.createDirectories(made.resolve("release-" + platform));
            for (String file : List.of(bundle(platform), CHART)) {
                Files.writeString(machine.resolve(file), file + " of " + platform);
            }
            sum(machine, platform);
        }
    }

    private static String bundle(String platform) {
        return "clockify-mcp-" + platform + ".mcpb";
    }

    /// As `make release` does it.
    private static void sum(Path machine, String platform) throws Exception {
        StringBuilder sums = new StringBuilder();
        for (Path file : files(machine)) {
            sums.append(digest(file)).append("  ").append(file.getFileName()).append('\n');
        }
        Files.writeString(machine.resolve("SHA256SUMS-" + platform), sums);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String digest(Path file) throws Exception {
        return BundleTest.digest(file);
    }

    private Printed collected(Path out) throws Exception {
        return Printed.by(
                new ProcessBuilder(
                                "sh",
                                "deploy/release/collect.sh",
                                made.toString(),
                                out.toString(),
                                "1.2.3")
                        .directory(Page.ROOT.toFile()));
    }

    private Path release() throws Exception {
        Path out = folder.resolve("release");
        Printed printed = collected(out);
        assertThat(printed.code()).as(printed.err()).isZero();
        return out;
    }

    @Test
    void every_file_is_there_once_with_its_sum() throws Exception {
        Path release = release();

        List<String> expected =
                new ArrayList<>(PLATFORMS.stream().map(each -> bundle(each)).toList());
        expected.addAll(List.of(CHART, "SHA256SUMS", "server.json"));
        assertThat(files(release))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(release.resolve(CHART)).hasContent(CHART + " of linux-x64");
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(release.resolve("SHA256SUMS"), UTF_8)) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        expected.remove("SHA256SUMS");
        assertThat(sums).containsOnlyKeys(expected);
        for (Map.Entry<String, String> each : sums.entrySet()) {
            assertThat(each.getValue()).isEqualTo(digest(release.resolve(each.getKey())));
        }
    }

    @Test
    void the_registry_is_told_of_the_bundle_of_each_platform() throws Exception {
        Path release = release();
        JsonNode entry = new JsonMapper().readTree(release.resolve("server.json").toFile());

        assertThat(BundleTest.schema().validate(entry)).isEmpty();
        assertThat(entry.path("version").asText()).isEqualTo("1.2.3");
        assertThat(entry.toString()).doesNotContain("@");
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode each : entry.path("packages")) {
            if (each.path("registryType").asText().equals("mcpb")) {
                String address = each.path("identifier").asText();
                assertThat(address).contains("/releases/download/v1.2.3/");
                digests.put(
                        address.substring(address.lastIndexOf('/') + 1),
                        each.path("fileSha256").asText());
            }
        }
        assertThat(digests).hasSameSizeAs(PLATFORMS);
        for (String platform : PLATFORMS) {
            assertThat(digests)
                    .containsEntry(bundle(platform), digest(release.resolve(bundle(platform))));
        }
        assertThat(entry.path("packages"))
                .extracting(each -> each.path("registryType").asText())
                .contains("npm", "oci");
    }

    @Test
    void what_is_not_as_its_machine_wrote_it_is_refused() throws Exception {
        Files.writeString(
                made.resolve("release-linux-arm64").resolve(bundle("linux-arm64")), "another");

        Printed refused = collected(folder.resolve("release"));

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("what linux-arm64 made is not what is here");
    }

    @Test
    void a_platform_that_npm_names_has_to_be_there() throws Exception {
        Path machine = made.resolve("release-darwin-x64");
        for (Path file : files(machine)) {
            Files.delete(file);
        }
        Files.delete(machine);

        Printed refused = collected(folder.resolve("release"));

        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("npm's package names darwin-x64");
    }
}
