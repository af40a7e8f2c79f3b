package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds the guide to what doctor can find: programs rely on the keys.
final class DoctorGuideTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_.]+)` \\| (ok|note|warning|error) \\| .+ \\|");

    @Test
    void every_key_is_in_the_guide_with_its_severity() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("../../docs/guides-doctor.md")).stream()
                        .map(ROW::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1) + " " + matcher.group(2))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Symptom.values())
                                .map(each -> each.key() + " " + each.severity().label())
                                .toList());
    }
}
