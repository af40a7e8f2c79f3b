package io.github.clockifymcp.tools.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.ToolGroups;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The table of operations, and how their answers are shown.
class OperationsTest {

    @Test
    void what_opens_doors_is_not_shown() throws Exception {
        Operation operation = Operations.table().all().getFirst();

        ApiAnswer answer =
                ApiAnswer.of(
                        operation,
                        new JsonMapper()
                                .readTree(
                                        "{\"webhooks\": [{\"authToken\": \"abc\", \"name\": \"a\\u2028b\"}]}"));

        assertThat(answer.told()).contains("(hidden)", "a b").doesNotContain("abc");
    }

    @Test
    void the_table_has_every_operation_once_and_names_tools_that_there_are() {
        List<Operation> all = Operations.table().all();
        Set<String> tools =
                ToolGroups.declareAll(
                                new Toolbox<Workplace>(call -> {
                                    throw new AssertionError("nothing is called here");
                                }))
                        .tools()
                        .stream()
                        .map(tool -> tool.info().name())
                        .collect(Collectors.toSet());

        assertThat(all.stream().filter(Operation::exists)).hasSize(168);
        assertThat(all.stream().filter(one -> !one.exists())).hasSize(46);
        assertThat(all.stream().map(Operation::said)).doesNotHaveDuplicates();
        assertThat(all.stream().flatMap(one -> one.tools().stream())).isSubsetOf(tools);
        assertThat(all.stream().filter(Operation::reads))
                .allSatisfy(one -> assertThat(one.words()).containsExactly("read"));
    }
}
