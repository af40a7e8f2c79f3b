package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.server.CommandLines;
import io.github.clockifymcp.server.packaged.Printed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// A set-up that doctor looks at: settings, and a machine to have them on. Whatever doctor says of
/// it is searched for the secrets that are in it.
final class Patient {
    /// Secrets that set-ups have. None may ever be said.
    static final String KEY = "k3y-of-somebody-9f8e7d6c5b4a";

    static final String TOKEN = "t0ken-of-a-team-9f8e7d6c5b4a-0123456789";
    static final String PASSWORD = "p4ssword-of-a-role-9f8e7d6c";
    private static final List<String> SECRETS = List.of(KEY, TOKEN, PASSWORD, "9f8e7d6c");

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    /// @param folder for this one alone
    Patient(Path folder) throws IOException {
        this.folder = folder;
        this.home = Files.createDirectories(folder.resolve("home"));
        environment.put("HOME", home.toString());
        environment.put("PWD", Files.createDirectories(folder.resolve("project")).toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    Path folder() {
        return folder;
    }

    Path home() {
        return home;
    }

    /// With settings: a name and a value after each other.
    Patient with(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return this;
    }

    Patient with(Map<String, String> settings) {
        environment.putAll(settings);
        return this;
    }

    /// With a file for its owner alone, anywhere below the home folder.
    Path file(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setReadable(false, false)).isTrue();
        assertThat(file.toFile().setReadable(true, true)).isTrue();
        return file;
    }

    /// What doctor finds and how it ends, as JSON, and by their keys.
    Seen seen(String... options) throws IOException {
        Path bundle = folder.resolve("bundle-%d.zip".formatted(System.nanoTime()));
        List<String> arguments = new ArrayList<>(List.of("doctor", "--json"));
        arguments.add("--bundle=" + bundle);
        arguments.addAll(List.of(options));
        Printed printed = run(arguments);
        Map<String, String> parts = unpacked(bundle);
        assertThat(parts.keySet())
                .containsExactly("report.json", "settings.json", "report.txt", "versions.txt");
        parts.values().forEach(Patient::saysNoSecret);
        return new Seen(printed.code(), new JsonMapper().readTree(printed.out()), parts);
    }

    /// What it prints for people.
    Printed printed(String... options) {
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(List.of(options));
        return run(arguments);
    }

    private Printed run(List<String> arguments) {
        Printed printed = CommandLines.printed(environment, "", arguments.toArray(String[]::new));
        saysNoSecret(printed.out());
        saysNoSecret(printed.err());
        return printed;
    }

    private static void saysNoSecret(String text) {
        assertThat(text).doesNotContain(SECRETS);
    }

    static Map<String, String> unpacked(Path bundle) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(bundle);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                parts.put(each.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    /// A report.
    record Seen(int code, JsonNode report, Map<String, String> bundle) {
        List<String> keys() {
            List<String> keys = new ArrayList<>();
            report.path("findings").forEach(each -> keys.add(each.path("key").asText()));
            return keys;
        }

        /// What is said of something that must be found, and what is to be done.
        String said(String key) {
            for (JsonNode each : report.path("findings")) {
                if (each.path("key").asText().equals(key)) {
                    return each.path("what").asText() + " → " + each.path("mend").asText();
                }
            }
            throw new AssertionError(key + " is not in " + report.toPrettyString());
        }

        /// What is wrong, that is more than a note.
        List<String> wrong() {
            List<String> keys = new ArrayList<>();
            for (JsonNode each : report.path("findings")) {
                String severity = each.path("severity").asText();
                if (severity.equals("error") || severity.equals("warning")) {
                    keys.add(each.path("key").asText());
                }
            }
            return keys;
        }
    }
}
