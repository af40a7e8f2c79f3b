package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Alerts and dashboard, held against what the server shows and what the runbooks say.
final class WatchingTest {
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:clockify_(?:mcp|upstream)|jvm|process|container)_[a-z0-9_]+");
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\| (\\w+) \\|");
    private static final Pattern OF = Pattern.compile("^\\| `([a-z_]+)` \\| `clockify");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"");

    @Test
    void alerts_ask_for_metrics_that_there_are() throws Exception {
        List<String> expressions =
                alerts().stream().map(alert -> alert.getExpr().getStrVal()).toList();

        assertThat(expressions).hasSizeGreaterThan(10);
        areKnown(expressions);
    }

    @Test
    void the_dashboard_asks_for_metrics_that_there_are() throws Exception {
        JsonNode dashboard =
                new JsonMapper()
                        .readTree(
                                Chart.of(ConfigMap.class, Chart.objects("everything"))
                                        .getFirst()
                                        .getData()
                                        .get("clockify-mcp.json"));
        List<String> expressions =
                dashboard.findValues("expr").stream().map(JsonNode::asText).toList();

        assertThat(expressions).hasSizeGreaterThan(15);
        areKnown(expressions);
    }

    @Test
    void each_alert_leads_to_what_to_do() throws Exception {
        Path docs = Kit.repository().resolve("docs");
        for (Rule alert : alerts()) {
            String url = alert.getAnnotations().getOrDefault("runbook_url", "");
            assertThat(url).contains("/docs/");
            String place = url.substring(url.indexOf("/docs/") + "/docs/".length());
            String page = Files.readString(docs.resolve(place.substring(0, place.indexOf('#'))));

            assertThat(page).contains("\n## " + alert.getAlert() + "\n");
            assertThat(place).endsWith("#" + alert.getAlert().toLowerCase(Locale.ROOT));
            assertThat(alert.getAnnotations().getOrDefault("summary", "")).endsWith(".");
            assertThat(alert.getLabels()).containsKey("severity");
        }
    }

    @Test
    void each_thing_to_do_has_its_alert() throws Exception {
        assertThat(alerts().stream().map(Rule::getAlert))
                .containsExactlyInAnyOrderElementsOf(
                        Files.readAllLines(Kit.repository().resolve("docs/runbooks/alerts.md"))
                                .stream()
                                .filter(line -> line.startsWith("## "))
                                .map(line -> line.substring(3))
                                .toList());
    }

    @Test
    void prometheus_reads_where_the_server_shows() throws Exception {
        var objects = Chart.objects("everything");
        ServiceMonitor monitor = Chart.of(ServiceMonitor.class, objects).getFirst();

        assertThat(
                        Chart.of(Service.class, objects).stream()
                                .filter(service ->
                                        service.getMetadata()
                                                .getLabels()
                                                .entrySet()
                                                .containsAll(
                                                        monitor.getSpec()
                                                                .getSelector()
                                                                .getMatchLabels()
                                                                .entrySet())))
                .singleElement()
                .satisfies(service -> {
                    assertThat(service.getMetadata().getName()).isEqualTo("tracker-metrics");
                    assertThat(service.getSpec().getPorts())
                            .extracting(port -> port.getName())
                            .contains(monitor.getSpec().getEndpoints().getFirst().getPort());
                });
        assertThat(alerts().getFirst().getExpr().getStrVal()).contains("job=\"tracker-metrics\"");
    }

    private static List<Rule> alerts() throws IOException {
        List<Rule> alerts = new ArrayList<>();
        Chart.of(PrometheusRule.class, Chart.objects("everything"))
                .forEach(rule ->
                        rule.getSpec()
                                .getGroups()
                                .forEach(group -> alerts.addAll(group.getRules())));
        return alerts;
    }

    /// That of Java is named by its library; a test of the server sees it.
    private static void areKnown(List<String> expressions) throws IOException {
        Set<String> metrics = new TreeSet<>(Set.of("jvm_memory_used_bytes"));
        Set<String> labels = new TreeSet<>(Set.of("job", "namespace", "pod", "le", "area"));
        for (String line :
                Files.readAllLines(Kit.repository().resolve("docs/reference-metrics.md"))) {
            Matcher label = OF.matcher(line);
            if (label.find()) {
                labels.add(label.group(1));
            }
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                metrics.add(row.group(1));
                if (row.group(2).equals("histogram")) {
                    metrics.add(row.group(1) + "_bucket");
                }
            }
        }
        for (String expression : expressions) {
            Matcher metric = METRIC.matcher(expression);
            assertThat(metric.results().map(found -> found.group()))
                    .as(expression)
                    .isNotEmpty()
                    .allMatch(metrics::contains);
            assertThat(LABEL.matcher(expression).results().map(found -> found.group(1)))
                    .as(expression)
                    .allMatch(labels::contains);
        }
    }
}
