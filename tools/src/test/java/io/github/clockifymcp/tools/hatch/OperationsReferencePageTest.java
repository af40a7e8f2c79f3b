package io.github.clockifymcp.tools.hatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page that says which tool does what Clockify can. `make catalogue` writes it: this test with
/// `-Dreference.write=true`. That the tools really do it is what [EveryOperationTest] shows.
class OperationsReferencePageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference-operations.md");

    private static final String HEAD =
            """
            # Operations

            Everything that Clockify's API answers, and the tool that does it. This page is written by
            `make catalogue`; a test calls each tool on the sandbox and holds what arrives there
            against this table.

            """;

    @Test
    void the_page_says_what_the_table_says() throws IOException {
        String page = page();

        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).as("run make catalogue").isEqualTo(page);
    }

    private static String page() throws IOException {
        List<Operation> all = Operations.table().all();
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, List<Operation>> parts =
                all.stream()
                        .filter(Operation::exists)
                        .collect(
                                Collectors.groupingBy(
                                        OperationsReferencePageTest::part,
                                        TreeMap::new,
                                        Collectors.toList()));
        parts.forEach((part, operations) -> {
            page.append("## %s\n\n| operation | tool |\n| --- | --- |\n".formatted(part));
            operations.forEach(one -> page.append(row(one)));
            page.append('\n');
        });
        page.append(
                """
                ## Often named, and not there

                Clockify answers these with 404 or 405, and so does the sandbox.

                | operation | tool for it |
                | --- | --- |
                """);
        all.stream().filter(one -> !one.exists()).forEach(one -> page.append(row(one)));
        page.append(
                """

                ## Deprecated

                Clockify's own document calls these deprecated. No tool uses them, and the escape
                hatch does not send them.

                | operation | why, and what instead |
                | --- | --- |
                """);
        for (String line : text("/deprecated-operations.tsv").lines().toList()) {
            String[] cells = line.split("\t", -1);
            page.append("| `%s %s` | %s |\n".formatted(cells[0], cells[1], cells[2]));
        }
        return page.toString();
    }

    /// `Time off`, of `/workspaces/{workspaceId}/time-off/policies`.
    private static String part(Operation one) {
        List<String> path = one.template();
        int at = path.getFirst().equals("workspaces") ? 2 : 0;
        if (path.size() <= at || path.get(at).endsWith("-rate")) {
            return "Workspaces";
        }
        String word = path.get(at).replace('-', ' ');
        String words = word.equals("user") && at == 2 ? "time entries" : word;
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String row(Operation one) {
        String tools =
                one.tools().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
        return "| `%s` | %s |\n".formatted(one.said(), tools);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = OperationsReferencePageTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
