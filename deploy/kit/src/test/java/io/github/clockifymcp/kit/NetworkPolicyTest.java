package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.clockifymcp.kit.Traffic.End;
import io.github.clockifymcp.kit.Traffic.Inside;
import io.github.clockifymcp.kit.Traffic.Outside;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Who reaches whom once the policies of the chart are on.
final class NetworkPolicyTest {
    /// Pods of others, by the words of the tables.
    private static final Map<String, End> OTHERS =
            Map.ofEntries(
                    Map.entry("dns", new Inside("kube-system", Map.of("k8s-app", "kube-dns"))),
                    Map.entry("kube-system", new Inside("kube-system", Map.of("app", "other"))),
                    Map.entry("ingress", new Inside("ingress-nginx", Map.of("app", "nginx"))),
                    Map.entry("prometheus", new Inside("monitoring", Map.of("app", "prometheus"))),
                    Map.entry("postgres", new Inside("databases", Map.of("app", "postgres"))),
                    Map.entry("redis", new Inside("databases", Map.of("app", "redis"))),
                    Map.entry("neighbour", new Inside(Chart.NAMESPACE, Map.of("app", "other"))),
                    Map.entry("clockify", new Outside("104.18.20.30")),
                    Map.entry("clockify6", new Outside("2606:4700::6812:141e")),
                    Map.entry("metadata", new Outside("169.254.169.254")),
                    Map.entry("office", new Outside("192.168.7.7")),
                    Map.entry("unique-local", new Outside("fd00::7")),
                    Map.entry("caller", new Outside("10.1.2.3")),
                    Map.entry("pgbouncer", new Outside("10.2.3.4")),
                    Map.entry("provider", new Outside("10.2.3.5")));

    @Test
    void a_shared_service_reaches_what_it_needs_and_nothing_else() throws Exception {
        holds(
                "shared-service",
                """
                ingress     server     8080  TCP  yes
                test        server     8080  TCP  yes
                prometheus  server     9464  TCP  yes
                ingress     server     9464  TCP  no
                prometheus  server     8080  TCP  no
                neighbour   server     8080  TCP  no
                caller      server     8080  TCP  no
                clockify    server     8080  TCP  no
                server      dns        53    UDP  yes
                server      dns        53    TCP  yes
                server      dns        443   TCP  no
                server      kube-system 53   UDP  no
                server      clockify   443   TCP  yes
                server      clockify   80    TCP  no
                server      clockify6  443   TCP  yes
                server      metadata   443   TCP  no
                server      metadata   80    TCP  no
                server      office     443   TCP  no
                server      unique-local 443 TCP  no
                server      postgres   5432  TCP  yes
                server      postgres   22    TCP  no
                server      redis      5432  TCP  no
                server      neighbour  8080  TCP  no
                server      prometheus 4318  TCP  no
                migrate     postgres   5432  TCP  yes
                migrate     dns        53    UDP  yes
                migrate     clockify   443   TCP  no
                maintain    postgres   5432  TCP  yes
                maintain    clockify   443   TCP  no
                ingress     maintain   8080  TCP  no
                test        clockify   443   TCP  no
                test        postgres   5432  TCP  no
                test        dns        53    UDP  yes
                """);
    }

    @Test
    void with_everything_on_each_value_opens_what_it_names() throws Exception {
        holds(
                "everything",
                """
                caller      server     8080  TCP  yes
                ingress     server     8080  TCP  no
                prometheus  server     9464  TCP  yes
                caller      server     9464  TCP  no
                server      pgbouncer  6432  TCP  yes
                server      pgbouncer  5432  TCP  yes
                server      provider   8443  TCP  yes
                server      provider   443   TCP  no
                server      prometheus 4318  TCP  yes
                server      prometheus 443   TCP  no
                migrate     pgbouncer  6432  TCP  yes
                migrate     provider   8443  TCP  no
                maintain    prometheus 4318  TCP  no
                """);
    }

    @Test
    void what_no_value_names_is_shut() throws Exception {
        holds(
                "no-postgres",
                """
                neighbour   server     8080  TCP  no
                ingress     server     8080  TCP  no
                clockify    server     8080  TCP  no
                server      clockify   443   TCP  no
                server      postgres   5432  TCP  no
                server      dns        53    UDP  yes
                """);
    }

    @Test
    void without_policies_nothing_is_shut() throws Exception {
        holds("minimal", "neighbour server 8080 TCP yes\nserver clockify 443 TCP yes\n");
    }

    private static void holds(String example, String table) throws Exception {
        List<HasMetadata> objects = Chart.objects(example);
        Map<String, End> ends = new LinkedHashMap<>(OTHERS);
        Pods.of(objects)
                .forEach(pod ->
                        ends.put(pod.component(), new Inside(Chart.NAMESPACE, pod.labels())));
        Traffic traffic = new Traffic(objects);

        assertThat(
                        table.lines()
                                .map(line -> List.of(line.strip().split(" +")))
                                .filter(row ->
                                        traffic.allowed(
                                                        end(ends, row.get(0)),
                                                        end(ends, row.get(1)),
                                                        Integer.parseInt(row.get(2)),
                                                        row.get(3))
                                                != row.get(4).equals("yes")))
                .as("rows that are not so")
                .isEmpty();
    }

    private static End end(Map<String, End> ends, String name) {
        End end = ends.get(name);
        assertThat(end).as(name).isNotNull();
        return Objects.requireNonNull(end);
    }
}
