package io.github.clockifymcp.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the page about metrics to the table; `make catalogue` writes it.
final class MetricsReferencePageTest {
    private static final Path PAGE = Path.of("../../docs/reference-metrics.md");

    @Test
    void the_page_says_what_the_table_says() throws IOException {
        String page = page();
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).as("Run make catalogue").isEqualTo(page);
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Metrics

                        <!-- not run: the second line needs the first one running; MetricsPackagedTest does both -->

                            MCP_METRICS_BIND=127.0.0.1:9464 bin/clockify-mcp
                            curl http://127.0.0.1:9464/metrics

                        With `MCP_METRICS_BIND` the server shows its metrics to Prometheus at `/metrics`, on an address of their own; without it nothing is counted and nothing of it is loaded. An address that only this machine reaches needs no token; for any other the server wants `MCP_METRICS_BEARER_TOKEN`, and readers show it as `Authorization: Bearer …`.

                        No label has a value that a caller chose, and none names a person or a tenant. What can be counted is there at 0 from the start where its labels are few; everything else appears with its first event. Gauges about sessions and streams are there over HTTP. A histogram has `_bucket`, `_count` and `_sum`, and beside it the largest value of the last minutes as a gauge of its own that ends with `_max`. Metrics of the Java runtime (`jvm_…`) and the process (`process_…`) have Micrometer's names.

                        This page is written by `make catalogue` from `deploy/server/src/main/java/io/github/clockifymcp/server/watch/Metric.java`.

                        | metric | type | labels | meaning |
                        | --- | --- | --- | --- |
                        """);
        for (Metric metric : Metric.values()) {
            page.append(
                    "| `%s` | %s | %s | %s |%n"
                            .formatted(
                                    metric.metric(),
                                    metric.type().name().toLowerCase(Locale.ROOT),
                                    metric.labels().stream()
                                            .map(label -> "`%s`".formatted(label.name()))
                                            .collect(Collectors.joining(", ")),
                                    metric.meaning()));
        }
        page.append("\n## Labels\n\n| label | of | values |\n| --- | --- | --- |\n");
        for (Metric metric : Metric.values()) {
            for (Metric.Label label : metric.labels()) {
                page.append(
                        "| `%s` | `%s` | %s |%n"
                                .formatted(label.name(), metric.metric(), label.values()));
            }
        }
        page.append("\n## How calls end\n\n| outcome | meaning |\n| --- | --- |\n");
        for (CallEnding ending : CallEnding.values()) {
            page.append("| `%s` | %s |%n".formatted(ending.id(), ending.meaning()));
        }
        return page.toString();
    }
}
