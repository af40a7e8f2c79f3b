package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the pages about safety to what there is: a promise whose test has gone is no promise.
final class ThreatModelTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path MODEL = ROOT.resolve("docs/threat-model.md");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)`");
    private static final List<String> MODULES =
            List.of(
                    "mcp-core",
                    "clockify-client",
                    "tools",
                    "enforcement",
                    "deploy/server",
                    "deploy/sandbox");

    @Test
    void each_invariant_names_tests_that_there_are() throws IOException {
        Set<String> there = tests();
        List<String> invariants =
                Files.readAllLines(MODEL).stream()
                        .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                        .toList();

        assertThat(invariants).hasSizeGreaterThan(20);
        for (String invariant : invariants) {
            Set<String> named = named(invariant);
            assertThat(named).as(invariant).isNotEmpty();
            assertThat(there).as(invariant).containsAll(named);
        }
    }

    private static Set<String> named(String line) {
        Set<String> named = new TreeSet<>();
        Matcher test = TEST.matcher(line);
        while (test.find()) {
            named.add(test.group(1));
        }
        return named;
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                tests.addAll(
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith("Test.java"))
                                .map(name -> name.substring(0, name.length() - ".java".length()))
                                .collect(Collectors.toSet()));
            }
        }
        return tests;
    }
}
