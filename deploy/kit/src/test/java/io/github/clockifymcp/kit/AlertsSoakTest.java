package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every alert, by Prometheus' own program: with numbers that must wake somebody, and with others
/// that must not.
final class AlertsSoakTest {
    private static final String OF = "job=\"clockify-mcp-metrics\",namespace=\"tracking\"";
    private static final String CALLS = "clockify_mcp_tool_calls_total";
    private static final String TOLD = "clockify_upstream_requests_total";
    private static final String DOOR = "clockify_mcp_auth_failures_total";

    @TempDir Path folder;

    /// Numbers over time.
    ///
    /// @param at the minute at which it is asked
    /// @param series what is counted, in the notation of promtool
    private record Story(int at, Map<String, String> series) {
        private static Story of(int at, String... series) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < series.length; i += 2) {
                all.put(series[i], series[i + 1]);
            }
            return new Story(at, all);
        }
    }

    /// What must wake somebody, and what must not, by alert.
    private static Map<String, List<Story>> stories() {
        Map<String, List<Story>> all = new LinkedHashMap<>();
        all.put("ClockifyMcpErrorBudgetFast", failing(70, 20, 5));
        all.put("ClockifyMcpErrorBudgetSlow", failing(400, 8, 3));
        all.put("ClockifyMcpErrorBudgetCreeping", failing(4400, 2, 0));
        all.put(
                "ClockifyMcpGone",
                List.of(
                        Story.of(10, "clockify_mcp_build_info{job=\"other\"}", "1x20"),
                        Story.of(10, "clockify_mcp_build_info{" + OF + "}", "1x20")));
        all.put("ClockifyMcpNotReady", gauge("clockify_mcp_ready_state", "0x20", "1x20"));
        all.put("ClockifyMcpPoolExhausted", gauge("clockify_mcp_pool_waiting", "3x20", "0x20"));
        all.put(
                "ClockifyMcpAuditFailing",
                gauge("clockify_mcp_audit_failures_total", "0+1x20", "7x20"));
        all.put("ClockifyMcpSlow", List.of(slow(0, 60), slow(60, 60)));
        all.put("ClockifyMcpLimitsReached", List.of(limited("0+6x40"), limited("0+4x40")));
        all.put(
                "ClockifyMcpClockifyFailing",
                List.of(told("5xx", "0+6x40"), told("5xx", "0+4x40")));
        all.put(
                "ClockifyMcpClockifyTooMany",
                List.of(told("429", "0+6x40"), told("429", "0+4x40")));
        all.put(
                "ClockifyMcpProviderAway",
                List.of(door("unavailable", "0+1x40"), door("expired", "0+1x40")));
        all.put(
                "ClockifyMcpStrangers",
                List.of(door("wrong", "0+40x40"), door("wrong", "0+20x40")));
        return all;
    }

    @Test
    void each_fires_when_it_must_and_is_silent_when_not() throws Exception {
        Tools.need("promtool");
        PrometheusRule rule =
                Chart.of(PrometheusRule.class, Chart.objects("shared-service")).getFirst();
        JsonNode spec = Kit.YAML.valueToTree(rule.getSpec());
        Files.writeString(folder.resolve("rules.yaml"), Kit.YAML.writeValueAsString(spec));
        List<Rule> alerts = new ArrayList<>();
        rule.getSpec().getGroups().forEach(group -> alerts.addAll(group.getRules()));
        Map<String, List<Story>> stories = stories();
        assertThat(alerts.stream().map(Rule::getAlert))
                .containsExactlyInAnyOrderElementsOf(stories.keySet());

        ObjectNode file = Kit.YAML.createObjectNode();
        file.putArray("rule_files").add("rules.yaml");
        file.put("evaluation_interval", "1m");
        ArrayNode tests = file.putArray("tests");
        for (Rule alert : alerts) {
            List<Story> both = stories.getOrDefault(alert.getAlert(), List.of());
            add(tests, alert, both.getFirst(), true);
            add(tests, alert, both.getLast(), false);
        }
        Path story = folder.resolve("tests.yaml");
        Files.writeString(story, Kit.YAML.writeValueAsString(file));

        assertThat(Tools.run("promtool", "check", "rules", folder.resolve("rules.yaml").toString()))
                .contains("SUCCESS: " + alerts.size() + " rules found");
        assertThat(Tools.run("promtool", "test", "rules", story.toString())).contains("SUCCESS");
    }

    private static void add(ArrayNode tests, Rule alert, Story story, boolean fires) {
        ObjectNode test = tests.addObject();
        test.put("name", alert.getAlert() + (fires ? " fires" : " is silent"));
        test.put("interval", "1m");
        ArrayNode series = test.putArray("input_series");
        story.series()
                .forEach((name, values) ->
                        series.addObject().put("series", name).put("values", values));
        ObjectNode asked = test.putArray("alert_rule_test").addObject();
        asked.put("eval_time", story.at() + "m").put("alertname", alert.getAlert());
        ArrayNode expected = asked.putArray("exp_alerts");
        if (fires) {
            ObjectNode one = expected.addObject();
            ObjectNode labels = one.putObject("exp_labels");
            alert.getLabels().forEach(labels::put);
            boolean each = alert.getAlert().equals("ClockifyMcpNotReady");
            if (each || alert.getAlert().equals("ClockifyMcpGone")) {
                labels.put("job", "clockify-mcp-metrics").put("namespace", "tracking");
            }
            ObjectNode words = one.putObject("exp_annotations");
            alert.getAnnotations().forEach(words::put);
        }
    }

    /// Of 1,000 calls a minute, so many fail.
    private static List<Story> failing(int minutes, int many, int few) {
        return List.of(failing(minutes, many), failing(minutes, few));
    }

    private static Story failing(int minutes, int failed) {
        return Story.of(
                minutes,
                CALLS + "{" + OF + ",outcome=\"success\"}",
                "0+%dx%d".formatted(1000 - failed, minutes + 10),
                CALLS + "{" + OF + ",outcome=\"tool_error\"}",
                "0+%dx%d".formatted(failed, minutes + 10),
                // What a rule refused says nothing about the server.
                CALLS + "{" + OF + ",outcome=\"policy_denied\"}",
                "0+5000x" + (minutes + 10));
    }

    private static List<Story> gauge(String name, String bad, String good) {
        return List.of(
                Story.of(8, name + "{" + OF + "}", bad), Story.of(8, name + "{" + OF + "}", good));
    }

    private static Story slow(int quick, int all) {
        String bucket = "clockify_mcp_tool_call_duration_seconds_bucket{" + OF + ",le=\"";
        return Story.of(
                30,
                bucket + "5\"}",
                "0+%dx40".formatted(quick),
                bucket + "10\"}",
                "0+%dx40".formatted(quick),
                bucket + "30\"}",
                "0+%dx40".formatted(all),
                bucket + "+Inf\"}",
                "0+%dx40".formatted(all));
    }

    private static Story limited(String refused) {
        return Story.of(
                30,
                CALLS + "{" + OF + ",outcome=\"success\"}",
                "0+100x40",
                "clockify_mcp_rate_limit_rejections_total{" + OF + "}",
                refused);
    }

    /// Of some 100 requests a minute.
    private static Story told(String status, String values) {
        return Story.of(
                30,
                TOLD + "{" + OF + ",status=\"2xx\"}",
                "0+95x40",
                TOLD + "{" + OF + ",status=\"" + status + "\"}",
                values);
    }

    private static Story door(String category, String values) {
        return Story.of(30, DOOR + "{" + OF + ",category=\"" + category + "\"}", values);
    }
}
