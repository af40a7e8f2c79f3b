package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the page about failures to what there is: each row names tests that show it.
final class FailuresPageTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)\\.([a-z_0-9]+)`");

    @Test
    void each_row_names_tests_that_there_are() throws IOException {
        List<Path> sources = sources();
        List<String> rows =
                Files.readAllLines(ROOT.resolve("docs/reference-failures.md")).stream()
                        .filter(line -> line.startsWith("| "))
                        .filter(line -> !line.startsWith("| what |") && !line.startsWith("| --- |"))
                        .toList();

        assertThat(rows).hasSizeGreaterThan(15);
        for (String row : rows) {
            Matcher test = TEST.matcher(row);
            int named = 0;
            while (test.find()) {
                named++;
                assertThat(isThere(sources, test.group(1) + ".java", test.group(2)))
                        .as(test.group())
                        .isTrue();
            }
            assertThat(named).as(row).isPositive();
        }
    }

    private static boolean isThere(List<Path> sources, String file, String method)
            throws IOException {
        for (Path source : sources) {
            if (source.endsWith(file) && Files.readString(source).contains(" " + method + "(")) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .toList();
        }
    }
}
