package io.github.clockifymcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// A row of a table of set-ups with something wrong: what doctor finds in it, and how it ends.
///
/// @param name what is wrong, as a sentence
/// @param key the finding it must give
/// @param code the exit code
record BrokenSetUp(String name, String key, int code, List<String> options, Breaking breaking) {

    /// Makes a set-up that would be in order into this one.
    @FunctionalInterface
    interface Breaking {
        void of(Patient patient) throws Exception;
    }

    /// Rows, and the tests that they are.
    static final class Table {
        private final Path folder;
        private final List<String> options;
        private final List<BrokenSetUp> rows = new ArrayList<>();

        /// @param options what doctor is told for each of them
        Table(Path folder, String... options) {
            this.folder = folder;
            this.options = List.of(options);
        }

        Table row(String name, String key, int code, Breaking breaking) {
            rows.add(new BrokenSetUp(name, key, code, options, breaking));
            return this;
        }

        Table row(String name, String key, int code, List<String> more, Breaking breaking) {
            List<String> all = new ArrayList<>(options);
            all.addAll(more);
            rows.add(new BrokenSetUp(name, key, code, all, breaking));
            return this;
        }

        /// Settings that are wrong, and nothing else.
        Table settings(String name, String key, int code, String... namesAndValues) {
            return row(name, key, code, patient -> patient.with(namesAndValues));
        }

        List<DynamicTest> tests() {
            return rows.stream()
                    .map(row -> DynamicTest.dynamicTest(row.name(), () -> row.check(folder)))
                    .toList();
        }
    }

    private void check(Path all) throws Exception {
        Patient patient = new Patient(Files.createTempDirectory(all, "patient"));
        breaking.of(patient);
        Patient.Seen seen = patient.seen(options.toArray(String[]::new));
        assertThat(seen.keys()).as(seen.report().toPrettyString()).contains(key);
        assertThat(seen.wrong()).as(seen.report().toPrettyString()).containsOnly(key);
        assertThat(seen.code()).isEqualTo(code);
        saysWhatToDo(seen);
    }

    private static void saysWhatToDo(Patient.Seen seen) throws IOException {
        for (JsonNode each : seen.report().path("findings")) {
            boolean wrong = !List.of("ok", "note").contains(each.path("severity").asText());
            if (wrong) {
                assertThat(each.path("mend").asText()).as(each.toString()).isNotEmpty();
            }
        }
    }
}
