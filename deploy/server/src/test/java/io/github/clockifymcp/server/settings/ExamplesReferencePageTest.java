package io.github.clockifymcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds the example files to the table of settings, and to the profiles; `make catalogue` writes
/// them.
final class ExamplesReferencePageTest {
    private static final Path FOLDER = Path.of("../kit/examples");
    private static final int WIDTH = 100;

    @ParameterizedTest
    @EnumSource(Profile.class)
    void the_example_of_a_profile_says_what_the_table_says(Profile profile) throws IOException {
        Path file = FOLDER.resolve(profile.label() + ".env");
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, example(profile));
        }

        assertThat(Files.readString(file)).as("Run make catalogue").isEqualTo(example(profile));
    }

    @Test
    void there_is_no_example_of_anything_else() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Profile.values())
                                    .map(profile -> profile.label() + ".env")
                                    .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void an_example_that_is_filled_in_starts(Profile profile) throws Exception {
        Map<String, String> given = new HashMap<>();
        Map<String, String> commented = new HashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve(profile.label() + ".env"))) {
            if (line.matches("(# )?[A-Z_]+=.*")) {
                String pair = line.startsWith("# ") ? line.substring(2) : line;
                int equals = pair.indexOf('=');
                (line.startsWith("#") ? commented : given)
                        .put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        assertThat(commented).isEqualTo(profile.pins());
        assertThat(given.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("MCP_PROFILE"), profile.needs().stream()).toList());

        given.replaceAll((name, value) -> value.isEmpty() ? ProfilesTest.NEEDED.get(name) : value);
        Settings settings = Settings.load(given, Map.of());
        assertThat(settings.get(SettingTable.PROFILE)).isEqualTo(profile);

        given.putAll(commented);
        assertThat(values(Settings.load(given, Map.of()))).isEqualTo(values(settings));
    }

    private static Map<String, String> values(Settings settings) {
        Map<String, String> values = new HashMap<>();
        for (Setting<?> setting : SettingTable.all()) {
            values.put(setting.name(), settings.find(setting).toString());
        }
        return values;
    }

    private static String example(Profile profile) {
        StringBuilder text = new StringBuilder();
        comment(text, profile.meaning());
        text.append(
                """
                # This file is written by make catalogue. Copy it, and fill in what ends with =.
                # All settings are in docs/reference-settings.md.
                """);
        text.append("\nMCP_PROFILE=").append(profile.label()).append('\n');
        for (String name : profile.needs()) {
            Setting<?> setting = setting(name);
            text.append('\n');
            comment(text, setting.meaning());
            comment(text, "It takes " + setting.kind().accepts() + ".");
            text.append(name).append("=\n");
        }
        text.append('\n');
        comment(text, "What the profile sets. A line without its # can say something else.");
        for (String name : profile.pins().keySet().stream().sorted().toList()) {
            text.append("# ")
                    .append(name)
                    .append('=')
                    .append(profile.pins().get(name))
                    .append('\n');
        }
        return text.toString();
    }

    private static void comment(StringBuilder text, String sentences) {
        StringBuilder line = new StringBuilder("#");
        for (String word : List.of(sentences.replace("`", "").replace("*", "").split(" ", -1))) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        text.append(line).append('\n');
    }

    private static Setting<?> setting(String name) {
        return SettingTable.all().stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
