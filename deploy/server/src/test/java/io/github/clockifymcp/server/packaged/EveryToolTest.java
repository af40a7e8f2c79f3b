package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.AllTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Drives every tool through the packaged server on the sandbox: something that works, whose effect
/// is read back, and the likeliest failure with what a model would act on.
class EveryToolTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/scripts");

    @TempDir Path folder;

    private static List<ToolScript> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(ToolScript::read)
                    .toList();
        }
    }

    /// All but those that only name another one: every call here is one of those.
    private static Set<String> all() {
        Set<String> names = new TreeSet<>();
        AllTools.infos().forEach(tool -> names.add(tool.name()));
        names.removeAll(AllTools.addresses());
        return names;
    }

    private static Set<String> called(char mark) throws IOException {
        Set<String> called = new TreeSet<>();
        scripts().forEach(script -> called.addAll(script.called(mark)));
        return called;
    }

    @TestFactory
    Stream<DynamicTest> scripts_are_true() throws IOException {
        return scripts().stream()
                .map(script ->
                        DynamicTest.dynamicTest(
                                script.name(), () -> script.play(folder.resolve(script.name()))));
    }

    @Test
    void every_tool_succeeds_somewhere() throws IOException {
        Set<String> missing = all();

        missing.removeAll(called('<'));

        assertThat(missing).isEmpty();
    }

    @Test
    void every_tool_that_can_fails_somewhere() throws IOException {
        Set<String> missing = all();
        missing.removeAll(Files.readAllLines(SCRIPTS.resolve("cannot-fail.list")));

        missing.removeAll(called('!'));

        assertThat(missing).isEmpty();
    }
}
