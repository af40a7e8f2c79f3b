package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the tests here to what can be found: what nobody has seen being found may never be.
final class EverySymptomTest {
    /// Ways in which a test demands a finding by its key, and fails where it is not there.
    private static final List<Pattern> DEMANDS =
            List.of(
                    Pattern.compile("\\.(?:row|settings)\\(\\s*\"[^\"]*\",\\s*\"([a-z_.]+)\""),
                    Pattern.compile("\\.said\\(\\s*\"([a-z_.]+)\"\\)"),
                    Pattern.compile("\\bat\\([^;\"]*(?:\"[^\"]*\")?,\\s*\"([a-z_.]+)\"\\)"));

    /// Or by what it is, one or more.
    private static final Pattern DEMANDED =
            Pattern.compile(
                    "\\.(?:contains|containsExactly|isEqualTo)\\(((?:\\s*Symptom\\.[A-Z_]+,?)+)\\)");

    private static final Pattern NAME = Pattern.compile("Symptom\\.([A-Z_]+)");

    @Test
    void whatever_is_wrong_has_a_set_up_that_must_give_it() throws IOException {
        Set<String> demanded = new HashSet<>();
        try (Stream<Path> tests =
                Files.list(Path.of("src/test/java/io/github/clockifymcp/server/doctor"))) {
            for (Path test : tests.toList()) {
                read(Files.readString(test), demanded);
            }
        }

        assertThat(
                        Arrays.stream(Symptom.values())
                                .filter(each ->
                                        each.severity() == Severity.ERROR
                                                || each.severity() == Severity.WARNING)
                                .map(Symptom::key))
                .isSubsetOf(demanded);
    }

    private static void read(String test, Set<String> demanded) {
        for (Pattern demand : DEMANDS) {
            demand.matcher(test).results().forEach(found -> demanded.add(found.group(1)));
        }
        DEMANDED.matcher(test)
                .results()
                .flatMap(found -> NAME.matcher(found.group(1)).results())
                .forEach(found -> demanded.add(Symptom.valueOf(found.group(1)).key()));
    }
}
