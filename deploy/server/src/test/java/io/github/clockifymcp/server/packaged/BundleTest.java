package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundle for desktop clients and what the registry is told of it: packed, unpacked by a tool
/// that loses times and permissions, and started with nothing but what a person filled in.
final class BundleTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir static Path folder;
    private static Path packed;
    private static Bundle bundle;

    @BeforeAll
    static void pack() throws Exception {
        Bundle.pack(folder.resolve("home"), folder, "mcpb", "--quick");
        packed = Bundle.packed(folder);
        bundle = unpacked("unpacked");
    }

    /// Unpacked by a tool that keeps neither times nor permissions.
    private static Bundle unpacked(String name) throws IOException {
        Bundle unpacked = new Bundle(folder.resolve(name));
        try (ZipFile zip = new ZipFile(packed.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = unpacked.folder().resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
        return unpacked;
    }

    @Test
    void it_answers_with_nothing_filled_in_but_the_sandbox_and_its_cache_fits_again()
            throws Exception {
        Bundle fresh = unpacked("a b");
        Installation built = Installation.shipped(folder.resolve("home"));
        Installation unpacked = fresh.server(folder.resolve("home"));
        Path marker = unpacked.folder().resolve("lib/unpacked");
        assertThat(marker).exists();
        // One time for both, as a tool that sets each to when it was packed leaves them.
        FileTime once = FileTime.fromMillis(1_600_000_000_000L);
        Files.setLastModifiedTime(unpacked.jar(), once);
        Files.setLastModifiedTime(unpacked.cache(), once);

        PackagedServerTest.answers(fresh.started(Map.of("profile", "sandbox")));

        assertThat(marker).doesNotExist();
        assertThat(Files.getLastModifiedTime(unpacked.jar()))
                .isEqualTo(Files.getLastModifiedTime(built.jar()));
        assertThat(Files.getLastModifiedTime(unpacked.cache()))
                .isEqualTo(Files.getLastModifiedTime(built.cache()));
    }

    @Test
    void without_a_key_it_starts_and_says_what_is_missing() throws Exception {
        try (ToolSession session = ToolSession.start(bundle.started(Map.of()))) {
            assertThat(session.refused("clockify_whoami", "{}"))
                    .contains("This server has no key to Clockify.");
            assertThat(session.client().leave()).isZero();
        }
    }

    @Test
    void what_is_filled_in_is_what_is_set() throws Exception {
        JsonNode environment = bundle.manifest().at("/server/mcp_config/env");
        Set<String> settings =
                SettingTable.all().stream().map(Setting::name).collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        for (Map.Entry<String, JsonNode> variable : environment.properties()) {
            assertThat(settings).contains(variable.getKey());
            used.add(variable.getValue().asText());
        }

        Set<String> options = new TreeSet<>();
        for (Map.Entry<String, JsonNode> option :
                bundle.manifest().path("user_config").properties()) {
            options.add("${user_config." + option.getKey() + "}");
            // What has no standard value reaches the server as the placeholder it stands for.
            assertThat(option.getValue().has("default")).as(option.getKey()).isTrue();
        }
        assertThat(used).isEqualTo(options);
        assertThat(bundle.manifest().at("/user_config/api_key/sensitive").asBoolean()).isTrue();
    }

    @Test
    void it_holds_files_alone_since_some_take_a_folder_for_one() throws Exception {
        try (ZipFile zip = new ZipFile(packed.toFile())) {
            assertThat(Collections.list(zip.entries()))
                    .hasSizeGreaterThan(50)
                    .noneMatch(ZipEntry::isDirectory);
        }
    }

    @Test
    void it_keeps_permissions_for_those_who_look_at_them_and_no_time_of_its_making()
            throws Exception {
        try (FileSystem zip =
                FileSystems.newFileSystem(
                        URI.create("jar:" + packed.toUri()),
                        Map.of("enablePosixFileAttributes", "true"))) {
            for (String program : Set.of("server/bin/clockify-mcp", "server/runtime/bin/java")) {
                assertThat(Files.getPosixFilePermissions(zip.getPath(program)))
                        .as(program)
                        .contains(PosixFilePermission.OTHERS_EXECUTE);
            }
            assertThat(Files.getPosixFilePermissions(zip.getPath("manifest.json")))
                    .doesNotContain(PosixFilePermission.OWNER_EXECUTE);
            assertThat(Files.getLastModifiedTime(zip.getPath("server/lib/clockify-mcp.jar")))
                    .isEqualTo(Files.getLastModifiedTime(zip.getPath("manifest.json")));
        }
    }

    @Test
    void the_registry_is_told_what_it_asks_for() throws Exception {
        JsonNode entry = JSON.readTree(folder.resolve("server.json").toFile());

        assertThat(schema().validate(entry)).isEmpty();
        assertThat(entry.path("packages"))
                .filteredOn(each -> each.path("registryType").asText().equals("oci"))
                .singleElement()
                .satisfies(image -> {
                    // Which its schema would take, and the registry does not.
                    assertThat(image.has("version")).isFalse();
                    assertThat(image.has("registryBaseUrl")).isFalse();
                    assertThat(image.has("fileSha256")).isFalse();
                });
        assertThat(entry.at("/packages/0/fileSha256").asText()).isEqualTo(digest(packed));
        assertThat(entry.path("version").asText()).isEqualTo(System.getProperty("version"));
        assertThat(entry.toString()).doesNotContain("@");
        for (JsonNode one : entry.path("packages")) {
            for (JsonNode variable : one.path("environmentVariables")) {
                Setting<?> setting = setting(variable.path("name").asText());
                assertThat(variable.path("isSecret").asBoolean())
                        .as(setting.name())
                        .isEqualTo(setting.kind().secret());
            }
        }
    }

    /// The registry's own.
    static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(resource("/registry/server.schema.json"));
    }

    private static Setting<?> setting(String name) {
        return SettingTable.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode resource(String name) throws IOException {
        try (InputStream in = BundleTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    static String digest(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
