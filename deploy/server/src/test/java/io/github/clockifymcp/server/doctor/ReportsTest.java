package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.CommandLines;
import io.github.clockifymcp.server.packaged.Certificates;
import io.github.clockifymcp.server.packaged.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How doctor says what it finds, and what it does when it cannot find out.
final class ReportsTest {
    @TempDir Path folder;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Patient patient;

    @BeforeEach
    void begin() throws IOException {
        patient = new Patient(folder);
    }

    @Test
    void people_read_what_is_set_what_is_so_and_what_to_do() {
        Printed printed =
                patient.with("CLOCKIFY_POLICY", "all", "CLOCKIFY_API_KEY", Patient.KEY)
                        .printed("--offline");

        assertThat(printed.code()).isEqualTo(2);
        assertThat(printed.out())
                .containsSubsequence(
                        "clockify-mcp ",
                        "profile local-stdio",
                        "Settings",
                        "CLOCKIFY_API_KEY = (secret) (environment)",
                        "error    CLOCKIFY_POLICY cannot be ‹all›.",
                        "[settings.refused]",
                        "→ The server does not start before that",
                        "What the server loads",
                        "Something is in the way: 1 error.")
                .doesNotContain("MCP_SESSION_TTL");
        assertThat(patient.printed("--offline", "--all").out())
                .contains("MCP_SESSION_TTL = 30m (standard)");
    }

    @Test
    void programs_read_each_setting_and_each_finding() throws IOException {
        Patient.Seen seen = patient.with("CLOCKIFY_API_KEY", Patient.KEY).seen("--offline");

        assertThat(seen.report().path("form").asInt()).isEqualTo(1);
        assertThat(seen.report().path("offline").asBoolean()).isTrue();
        assertThat(seen.report().path("settings").toString())
                .contains(
                        "{\"name\":\"CLOCKIFY_API_KEY\",\"value\":\"(secret)\","
                                + "\"source\":\"environment\",\"secret\":true,\"accepted\":true}");
        assertThat(seen.report().path("findings").get(0).properties().stream().map(e -> e.getKey()))
                .containsExactly("key", "severity", "section", "what", "mend");
        assertThat(seen.bundle().get("report.json"))
                .isEqualTo(seen.report().toPrettyString() + "\n");
        assertThat(seen.bundle().get("versions.txt")).contains("Java 25");
    }

    @Test
    void a_bundle_is_for_its_owner_and_takes_nobodys_place() throws IOException {
        Path bundle = folder.resolve("bundle.zip");

        Printed first = patient.printed("--offline", "--bundle", bundle.toString());
        Printed second = patient.printed("--offline", "--bundle", bundle.toString());

        assertThat(first.code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(bundle)))
                .isEqualTo("rw-------");
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).contains("There is a file");
    }

    @Test
    void a_profile_may_stand_before_the_command_and_behind_it() {
        assertThat(patient.printed("--offline", "--profile=sandbox").out())
                .contains("profile sandbox");

        Map<String, String> nothing = Map.of("HOME", folder.toString());
        assertThat(CommandLines.printed(nothing, "", "--profile=sandbox", "doctor", "--offline"))
                .extracting(Printed::out, InstanceOfAssertFactories.STRING)
                .contains("profile sandbox");
    }

    @Test
    void a_check_that_breaks_or_is_late_is_a_finding_and_takes_no_other_with_it() throws Exception {
        CountDownLatch never = new CountDownLatch(1);

        List<Finding> found =
                Examination.of(
                        List.of(
                                new Check("the sea", Duration.ofMillis(50), all -> never.await()),
                                Check.near(
                                        "the sky",
                                        all -> {
                                            throw new IllegalStateException(Patient.KEY);
                                        }),
                                Check.near(
                                        "the land",
                                        all ->
                                                all.add(
                                                        Symptom.SETTINGS_FINE,
                                                        "It is\nthe\u202Ere."))));

        assertThat(found)
                .extracting(Finding::symptom)
                .containsExactly(Symptom.CHECK_LATE, Symptom.CHECK_BROKE, Symptom.SETTINGS_FINE);
        assertThat(found.toString()).doesNotContain(Patient.KEY).contains("It is there.");
    }

    @Test
    void a_clock_that_differs_by_more_than_a_minute_is_told() {
        Findings findings = new Findings();
        Instant now = Instant.parse("2026-11-21T09:00:00Z");

        Clocks.compare("Sat, 21 Nov 2026 09:00:59 GMT", now, findings);
        Clocks.compare("yesterday", now, findings);
        Clocks.compare("Sat, 21 Nov 2026 08:57:00 GMT", now, findings);

        assertThat(findings.close())
                .singleElement()
                .satisfies(only -> {
                    assertThat(only.symptom()).isEqualTo(Symptom.CLOCKIFY_CLOCK);
                    assertThat(only.what()).contains("180 seconds ahead of Clockify's");
                });
    }

    @Test
    void a_cache_is_for_its_program_or_is_not_used() throws Exception {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Path jar = Files.writeString(lib.resolve("clockify-mcp.jar"), "a program");
        assertThat(launched(25, jar)).contains(Symptom.LAUNCHER_NO_CACHE);

        Path cache = Files.createFile(lib.resolve("0123456789abcdef.aot"));
        assertThat(launched(25, jar)).contains(Symptom.LAUNCHER_NO_CACHE);

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        String name = HexFormat.of().formatHex(Arrays.copyOf(digest, 8)) + ".aot";
        Files.move(cache, lib.resolve(name));
        assertThat(launched(25, jar))
                .containsExactly(Symptom.LAUNCHER_JAVA, Symptom.LAUNCHER_CACHE);
        assertThat(launched(21, jar)).contains(Symptom.LAUNCHER_OLD);
        assertThat(launched(25, lib)).contains(Symptom.LAUNCHER_BARE);
    }

    private static List<Symptom> launched(int java, Path classPath) throws IOException {
        Findings findings = new Findings();
        Launcher.look(java, classPath, findings);
        return findings.close().stream().map(Finding::symptom).toList();
    }

    @Test
    void a_server_that_runs_already_is_known_as_one() throws Exception {
        try (Answers running = Answers.plain().on("/livez", "{\"status\":\"ok\"}")) {
            Patient.Seen seen =
                    patient.with(
                                    "MCP_TRANSPORT",
                                    "streamable_http",
                                    "MCP_HTTP_BIND",
                                    "127.0.0.1:" + running.port())
                            .seen("--offline");

            assertThat(seen.keys()).contains("port.ours");
            assertThat(seen.code()).isZero();
        }
    }

    @Test
    void a_server_that_runs_already_over_tls_is_known_by_its_certificate() throws Exception {
        Certificates all = new Certificates(Files.createDirectory(folder.resolve("certificates")));
        all.sign("server", "EC");
        patient.with("MCP_TRANSPORT", "streamable_http")
                .with("MCP_HTTP_TLS_CERT", all.certificate("server").toString())
                .with("MCP_HTTP_TLS_KEY", all.key("server", "PRIVATE KEY").toString());
        try (Answers running = Answers.encrypted(all.client("server"));
                Answers another = Answers.encrypted(all.client("authority"))) {
            assertThat(beside(running).said("port.ours")).contains("a second one does not start");
            assertThat(beside(another).said("port.taken")).contains("somebody else listens");
        }
    }

    private Patient.Seen beside(Answers there) throws IOException {
        return patient.with("MCP_HTTP_BIND", "127.0.0.1:" + there.port()).seen("--offline");
    }
}
