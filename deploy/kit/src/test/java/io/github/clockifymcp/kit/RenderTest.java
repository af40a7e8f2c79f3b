package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.github.clockifymcp.mcp.http.HttpTimes;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file for Render: its form, its settings, and the packaged server with what the platform
/// would give it.
final class RenderTest {
    private static final Map<String, Setting<?>> SETTINGS =
            SettingTable.all().stream()
                    .collect(Collectors.toMap(Setting::name, Function.identity()));

    /// What Render calls the service, and asks it as.
    private static final String HOST = "clockify-mcp.onrender.com";

    private static final String TOKEN = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir Path folder;
    private Blueprint.Service service;

    @BeforeEach
    void read() throws Exception {
        service = Blueprint.ours().services().getFirst();
    }

    @Test
    void it_says_what_render_takes() throws Exception {
        assertThat(Blueprint.ours().services()).hasSize(1);
        assertThat(service.type()).isEqualTo("web");
        assertThat(service.runtime()).isEqualTo("image");
        assertThat(service.plan()).isIn("starter", "standard", "pro", "pro plus");
        assertThat(service.image().url())
                .matches("ghcr\\.io/[a-z-]+/clockify-mcp:" + System.getProperty("version"));
        // With a disk there cannot be two.
        assertThat(service.numInstances()).isOne();
        assertThat(service.disk().sizeGB()).isPositive();
        assertThat(service.maxShutdownDelaySeconds())
                .isBetween(1, 300)
                .isGreaterThan(
                        (int)
                                HttpTimes.DEFAULT
                                        .drain()
                                        .plus(HttpTimes.DEFAULT.linger())
                                        .toSeconds());
    }

    @Test
    void a_field_that_there_is_not_is_noticed() throws Exception {
        String yaml = Files.readString(Kit.file("render/render.yaml"));

        assertThatThrownBy(() -> Blueprint.read(yaml.replace("healthCheckPath", "healthcheckPath")))
                .isInstanceOf(UnrecognizedPropertyException.class);
    }

    @Test
    void each_variable_is_a_setting_and_secrets_do_not_stand_in_the_file() throws Exception {
        assertThat(service.envVars())
                .extracting(Blueprint.Variable::key)
                .doesNotHaveDuplicates()
                .allMatch(SETTINGS::containsKey);
        for (Blueprint.Variable each : service.envVars()) {
            boolean secret = Objects.requireNonNull(SETTINGS.get(each.key())).kind().secret();
            boolean folder = each.key().equals("MCP_CONTROL_PLANE_DSN");
            assertThat(each.value() == null).as(each.key()).isEqualTo(secret && !folder);
            assertThat(each.value() == null)
                    .as(each.key())
                    .isEqualTo(
                            Boolean.FALSE.equals(each.sync())
                                    ^ Boolean.TRUE.equals(each.generateValue()));
        }
        Map<String, String> environment = environment("10000");
        environment.put("HOME", folder.toString());
        assertThat(Settings.load(environment, Map.of())).isNotNull();
    }

    @Test
    void its_state_is_on_the_disk() {
        assertThat(service.envVars())
                .filteredOn(each -> each.key().equals("MCP_CONTROL_PLANE_DSN"))
                .extracting(Blueprint.Variable::value)
                .containsExactly("file:" + service.disk().mountPath() + "/state");
    }

    @Test
    void what_the_platform_starts_is_well_and_serves_who_has_the_token() throws Exception {
        int port = Running.free();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        ProcessBuilder command =
                new Machine(folder)
                        .process(
                                List.of("/opt/clockify-mcp/bin/clockify-mcp"),
                                environment(Integer.toString(port)),
                                Map.of(service.disk().mountPath(), disk.toString()));
        String address = "http://127.0.0.1:" + port;
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        PodCaller caller = new PodCaller(http, address, HOST);
        try (Running server = Running.start(command, folder.resolve("server.log"))) {
            server.ready(http, address + service.healthCheckPath());

            assertThat(caller.get(service.healthCheckPath(), "").statusCode()).isEqualTo(200);
            assertThat(caller.call("clockify_policy_info", "").statusCode()).isEqualTo(401);
            assertThat(caller.call("clockify_policy_info", TOKEN).body())
                    .contains("time_tracking_safe");
            assertThat(disk.resolve("state")).isNotEmptyDirectory();
            server.end();
        }
    }

    /// What the container is told: by the image, by the platform, and by the file.
    private Map<String, String> environment(String port) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>(Image.environment());
        environment.put("PORT", port);
        for (Blueprint.Variable each : service.envVars()) {
            String made =
                    Boolean.TRUE.equals(each.generateValue())
                            ? TOKEN
                            : "asked-for-in-the-dashboard";
            environment.put(each.key(), Objects.requireNonNullElse(each.value(), made));
        }
        return environment;
    }
}
