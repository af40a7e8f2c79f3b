package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who may call what is a file, read in review: every tool in every mode. `make policy-matrix`
/// writes it: this test with `-Dpolicy.write=true`.
class PolicyMatrixTest {
    private static final Path MATRIX = Path.of("policy-matrix.tsv");

    @Test
    void the_matrix_says_what_the_policy_decides() throws IOException {
        String matrix = matrix();

        if (Boolean.getBoolean("policy.write")) {
            Files.writeString(MATRIX, matrix);
        }

        assertThat(Files.readString(MATRIX)).as("run make policy-matrix").isEqualTo(matrix);
    }

    @Test
    void no_two_tools_share_a_name() {
        assertThat(AllTools.infos()).extracting(ToolInfo::name).doesNotHaveDuplicates();
    }

    @Test
    void a_wider_mode_never_has_less() {
        for (ToolInfo tool : AllTools.infos()) {
            boolean had = false;
            for (Mode mode : Mode.values()) {
                boolean has = !decided(tool, mode).equals("no");
                assertThat(has || !had).as("%s in %s", tool.name(), mode).isTrue();
                had = has;
            }
            assertThat(had).as("%s in full", tool.name()).isTrue();
        }
    }

    private static String matrix() {
        StringBuilder matrix = new StringBuilder("tool\trisk\treach");
        for (Mode mode : Mode.values()) {
            matrix.append('\t').append(mode.id());
        }
        matrix.append('\n');
        for (ToolInfo tool : AllTools.infos()) {
            StringJoiner row = new StringJoiner("\t", "", "\n");
            boolean names = AllTools.addresses().contains(tool.name());
            row.add(tool.name())
                    .add(names ? "as named" : words(tool.risks().stream()))
                    .add(names ? "as named" : words(tool.reaches().stream()));
            for (Mode mode : Mode.values()) {
                row.add(decided(tool, mode));
            }
            matrix.append(row);
        }
        return matrix.toString();
    }

    private static String words(Stream<? extends Enum<?>> all) {
        String words =
                all.sorted()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        return words.isEmpty() ? "read" : words;
    }

    private static String decided(ToolInfo tool, Mode mode) {
        return switch (new Policy(mode).decide(tool)) {
            case Policy.Decision.Allow(Policy.Agreement agreement) ->
                    switch (agreement) {
                        case NEVER -> "yes";
                        case SOMETIMES -> "sometimes asked";
                        case ALWAYS -> "asked";
                    };
            case Policy.Decision.Forbidden forbidden -> "no";
            case Policy.Decision.Hidden() -> "hidden";
        };
    }
}
