package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the pods of the chart are told, held against the settings that the program has.
final class SettingsInPodsTest {
    static final List<String> EXAMPLES = Chart.EXAMPLES;

    private static final Map<String, Setting<?>> SETTINGS =
            SettingTable.all().stream().collect(Collectors.toMap(Setting::name, each -> each));

    /// For Java, which looks there for a folder to keep things in.
    private static final Set<String> NO_SETTINGS = Set.of("HOME");

    @TempDir Path home;

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void every_name_is_a_setting_and_every_value_is_accepted(String example) throws Exception {
        for (Pods pod : Pods.of(Chart.objects(example))) {
            Map<String, String> environment = new HashMap<>();
            for (EnvVar each : pod.container().getEnv()) {
                assertThat(
                                SETTINGS.keySet().contains(each.getName())
                                        || NO_SETTINGS.contains(each.getName()))
                        .as(each.getName())
                        .isTrue();
                assertThat(environment.put(each.getName(), value(each)))
                        .as("%s stands once", each.getName())
                        .isNull();
            }
            Image.environment().forEach(environment::putIfAbsent);
            environment.put("HOME", home.toString());
            if (!pod.component().equals("test")) {
                assertThat(Settings.load(environment, Map.of())).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void secrets_come_from_secrets_and_from_nowhere_else(String example) throws Exception {
        for (Pods pod : Pods.of(Chart.objects(example))) {
            for (EnvVar each : pod.container().getEnv()) {
                Setting<?> setting = SETTINGS.get(each.getName());
                boolean secret = setting != null && setting.kind().secret();
                boolean dsn = each.getName().endsWith("_DSN");
                if (secret && !dsn) {
                    assertThat(each.getValueFrom().getSecretKeyRef().getName()).isNotBlank();
                } else if (dsn && each.getValue().startsWith("postgres")) {
                    assertThat(each.getValue()).matches("postgres://[a-z_]+@.*");
                } else {
                    assertThat(each.getValueFrom()).as(each.getName()).isNull();
                }
            }
        }
    }

    @Test
    void each_pod_is_given_the_passwords_that_it_needs_and_no_other() throws Exception {
        var objects = Chart.objects("shared-service");

        assertThat(Cluster.files(Pods.named("server", objects)))
                .containsOnlyKeys("server-password", "keys", "postgres-ca.crt");
        assertThat(Cluster.files(Pods.named("migrate", objects)))
                .containsOnlyKeys("owner-password", "postgres-ca.crt");
        assertThat(Cluster.files(Pods.named("maintain", objects)))
                .containsOnlyKeys("keeper-password", "keys", "postgres-ca.crt");
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void every_file_that_is_named_is_mounted(String example) throws Exception {
        for (Pods pod : Pods.of(Chart.objects(example))) {
            Set<String> files = Cluster.files(pod).keySet();
            for (EnvVar each : pod.container().getEnv()) {
                String value = value(each);
                // The keys are not for who only makes tables.
                boolean unread =
                        pod.component().equals("migrate")
                                && each.getName().equals("MCP_CONTROL_PLANE_KEYS_FILE");
                if (value.startsWith("/etc/clockify-mcp/")
                        && !unread
                        && !pod.component().equals("test")) {
                    assertThat(files).contains(value.substring("/etc/clockify-mcp/".length()));
                }
            }
            assertThat(pod.container().getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .allMatch(name ->
                            pod.spec().getVolumes().stream()
                                    .anyMatch(volume -> volume.getName().equals(name)));
        }
    }

    @Test
    void a_large_number_is_written_as_one() throws Exception {
        assertThat(Pods.named("server", Chart.objects("everything")).container().getEnv())
                .filteredOn(each -> each.getName().equals("MCP_MAX_MESSAGE_SIZE"))
                .extracting(EnvVar::getValue)
                .containsExactly("4194304");
    }

    private static String value(EnvVar variable) {
        return variable.getValue() == null ? "a-secret-of-enough-characters" : variable.getValue();
    }
}
