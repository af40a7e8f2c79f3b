package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What somebody who means harm would try on the packaged server, as scripts, and which threat is
/// held by which script or test.
class AttacksTest {
    private static final Path ATTACKS = Path.of("src/test/resources/attacks");
    private static final Path ROOT = Path.of("../..");

    @TempDir Path folder;

    private static List<AttackScript> scenarios() throws IOException {
        List<AttackScript> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(ATTACKS)) {
            files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .forEach(file -> scenarios.addAll(AttackScript.read(file)));
        }
        return scenarios;
    }

    @TestFactory
    Stream<DynamicTest> attacks_fail() throws IOException {
        List<AttackScript> scenarios = scenarios();
        return scenarios.stream()
                .map(scenario ->
                        DynamicTest.dynamicTest(
                                scenario.name(),
                                () ->
                                        scenario.play(
                                                folder.resolve(
                                                        String.valueOf(
                                                                scenarios.indexOf(scenario))))));
    }

    @Test
    void each_threat_is_held_by_a_script_or_a_test_that_there_is() throws IOException {
        List<String> names = scenarios().stream().map(AttackScript::name).toList();
        assertThat(names).doesNotHaveDuplicates();
        for (String line : Files.readAllLines(ATTACKS.resolve("threats.tsv"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            assertThat(cells).as(line).hasSize(3);
            if (cells[1].equals("attack")) {
                assertThat(names).as(line).contains(cells[2]);
            } else {
                assertThat(cells[1]).as(line).isEqualTo("test");
                String[] test = cells[2].split("#", -1);
                assertThat(Files.readString(ROOT.resolve(test[0])))
                        .as(line)
                        .contains(" " + test[1] + "(");
            }
        }
    }
}
