package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.github.clockifymcp.mcp.http.HttpTimes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The chart with each of the values that come with it.
final class ChartTest {
    static final List<String> EXAMPLES = Chart.EXAMPLES;

    @TempDir Path folder;

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void helm_has_nothing_to_say_against_it(String example) throws Exception {
        LintResult result = Chart.linted(example, folder);

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(line -> line.contains("[WARNING]"));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void every_object_is_one_that_kubernetes_knows(String example) throws Exception {
        List<HasMetadata> objects = Chart.objects(example);

        assertThat(objects).hasSizeGreaterThan(2);
        assertThat(objects)
                .allSatisfy(each ->
                        assertThat(each.getMetadata().getName())
                                .matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
        assertThat(objects).noneMatch(each -> each.getKind().equals("Secret"));
    }

    @Test
    void with_everything_on_there_is_every_kind() throws Exception {
        assertThat(Chart.objects("everything").stream().map(HasMetadata::getKind).distinct())
                .containsExactlyInAnyOrder(
                        "Deployment",
                        "Service",
                        "Job",
                        "CronJob",
                        "Ingress",
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ServiceMonitor",
                        "PrometheusRule",
                        "ConfigMap",
                        "Pod");
        assertThat(Chart.objects("minimal").stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder("Deployment", "Service", "PersistentVolumeClaim", "Pod");
    }

    @Test
    void the_tables_are_made_before_the_server_and_the_test_is_run_when_it_is_asked_for()
            throws Exception {
        assertThat(Chart.objects("everything"))
                .filteredOn(each -> hook(each) != null)
                .extracting(HasMetadata::getKind, ChartTest::hook)
                .containsExactlyInAnyOrder(
                        tuple("Job", "pre-install,pre-upgrade"), tuple("Pod", "test"));
        assertThat(Chart.objects("everything", Map.of("migrate.hook", false)))
                .filteredOn(each -> each.getKind().equals("Job"))
                .singleElement()
                .satisfies(job -> assertThat(hook(job)).isNull());
    }

    private static @Nullable String hook(HasMetadata object) {
        return object.getMetadata().getAnnotations().get(Chart.HOOK);
    }

    @Test
    void a_field_that_there_is_not_is_noticed() throws Exception {
        JsonNode document =
                Kit.documents(
                                """
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: a}
                                spec: {template: {spec: {containers: [{name: a, securtyContext: {}}]}}}
                                """)
                        .getFirst();

        assertThatThrownBy(() -> Manifests.read(document))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("securtyContext");
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void every_pod_has_no_more_rights_than_it_needs(String example) throws Exception {
        List<PodSpec> pods = Pods.of(Chart.objects(example)).stream().map(Pods::spec).toList();

        assertThat(pods).isNotEmpty();
        for (PodSpec pod : pods) {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
            assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            for (Container each : pod.getContainers()) {
                assertThat(each.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(each.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(each.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(each.getResources().getLimits()).containsKey("memory");
                assertThat(each.getResources().getRequests()).containsKeys("memory", "cpu");
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void a_pod_that_ends_has_time_to_answer_what_runs(String example) throws Exception {
        PodSpec pod = server(example);
        List<String> wait =
                pod.getContainers().getFirst().getLifecycle().getPreStop().getExec().getCommand();
        long before = Long.parseLong(wait.getLast());

        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(
                        before
                                + HttpTimes.DEFAULT.drain().toSeconds()
                                + HttpTimes.DEFAULT.linger().toSeconds());
    }

    @Test
    void the_kubelet_asks_as_the_server_can_answer() throws Exception {
        Container plain = server("minimal").getContainers().getFirst();
        Container tls = server("everything").getContainers().getFirst();
        Container certificates = server("tls").getContainers().getFirst();

        assertThat(plain.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(plain.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(plain.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTP");
        assertThat(tls.getReadinessProbe().getHttpGet().getScheme()).isEqualTo("HTTPS");
        assertThat(certificates.getReadinessProbe().getTcpSocket().getPort().getStrVal())
                .isEqualTo("https");
    }

    @Test
    void callers_come_to_every_path_that_they_need_and_to_no_other() throws Exception {
        List<HasMetadata> objects = Chart.objects("everything");
        String[] paths = {"/mcp", "/.well-known/oauth-protected-resource", "/key"};

        assertThat(Chart.of(Ingress.class, objects).getFirst().getSpec().getRules())
                .hasSize(2)
                .allSatisfy(rule ->
                        assertThat(rule.getHttp().getPaths())
                                .extracting(path -> path.getPath())
                                .containsExactly(paths));
        assertThat(Chart.of(HTTPRoute.class, objects).getFirst().getSpec().getRules())
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule.getMatches())
                                .extracting(match -> match.getPath().getValue())
                                .containsExactly(paths));
    }

    @Test
    void what_would_go_wrong_later_is_refused_with_a_sentence() {
        refused("minimal", Map.of("replicas", 2), "Without Postgres there is one replica");
        refused("minimal", Map.of("autoscaling.enabled", true), "Without Postgres");
        refused("minimal", Map.of("metrics.enabled", true), "Add MCP_METRICS_BEARER_TOKEN");
        refused("minimal", Map.of("serviceMonitor.enabled", true), "Set metrics.enabled=true");
        refused("minimal", Map.of("tls.clientCa.secret", "ca"), "Set tls.enabled=true");
        refused("minimal", Map.of("terminationGracePeriodSeconds", 15), "ten seconds");
    }

    @Test
    void a_value_that_there_is_not_is_refused() {
        refused("minimal", Map.of("replicaCount", 1), "replicaCount");
        refused("minimal", Map.of("config.MCP_ALOWED_HOSTS", "a.example.com"), "MCP_ALOWED_HOSTS");
        refused("minimal", Map.of("config.CLOCKIFY_API_KEY", "secret"), "CLOCKIFY_API_KEY");
        refused("minimal", Map.of("config.MCP_HTTP_BIND", ":9090"), "MCP_HTTP_BIND");
        refused("minimal", Map.of("profile", "local-stdio"), "profile");
        refused("shared-service", Map.of("postgres.roles.server.pasword", "x"), "pasword");
    }

    private static void refused(String example, Map<String, Object> set, String because) {
        assertThatThrownBy(() -> Chart.rendered(example, set)).hasMessageContaining(because);
    }

    private static PodSpec server(String example) throws Exception {
        return Chart.of(Deployment.class, Chart.objects(example))
                .getFirst()
                .getSpec()
                .getTemplate()
                .getSpec();
    }
}
