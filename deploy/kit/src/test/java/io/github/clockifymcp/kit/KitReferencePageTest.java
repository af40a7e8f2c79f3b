package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.server.settings.Profile;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Holds what is generated to what it is generated from; `make catalogue` writes it.
final class KitReferencePageTest {
    static final List<String> EXAMPLES = List.of("minimal", "shared-service", "no-postgres");

    private static final Path SCHEMA = Chart.FOLDER.resolve("values.schema.json");
    private static final JsonMapper JSON = new JsonMapper();

    /// What the chart says itself, by its other values.
    private static final Set<String> OF_THE_CHART =
            Set.of(
                    "MCP_PROFILE",
                    "MCP_CONFIG_FILE",
                    "MCP_TRANSPORT",
                    "MCP_HTTP_BIND",
                    "PORT",
                    "MCP_HTTP_TLS_CERT",
                    "MCP_HTTP_TLS_KEY",
                    "MCP_MTLS_CA_CERT_PATH",
                    "MCP_METRICS_BIND",
                    "MCP_CONTROL_PLANE_DSN",
                    "MCP_CONTROL_PLANE_LISTEN_DSN",
                    "MCP_CONTROL_PLANE_PASSWORD_FILE",
                    "MCP_CONTROL_PLANE_KEYS_FILE",
                    "MCP_CONTROL_PLANE_OWNER_DSN",
                    "MCP_CONTROL_PLANE_OWNER_PASSWORD_FILE",
                    "MCP_CONTROL_PLANE_KEEPER_DSN",
                    "MCP_CONTROL_PLANE_KEEPER_PASSWORD_FILE");

    @Test
    void the_chart_takes_the_settings_that_there_are() throws IOException {
        ObjectNode schema = (ObjectNode) JSON.readTree(Files.readString(SCHEMA));
        ObjectNode properties = (ObjectNode) schema.get("properties");
        ObjectNode config = ((ObjectNode) properties.get("config")).putObject("properties");
        ArrayNode secrets = names(properties, "secretEnv");
        ArrayNode files = names(properties, "secretFiles");
        for (Setting<?> setting : SettingTable.all()) {
            if (OF_THE_CHART.contains(setting.name())) {
                continue;
            }
            if (setting.kind().secret()) {
                secrets.add(setting.name());
            } else if (setting.kind().accepts().startsWith("the whole path of a ")) {
                files.add(setting.name());
            } else {
                ObjectNode one = config.putObject(setting.name());
                one.putArray("type").add("string").add("integer").add("boolean");
                one.put("description", setting.meaning());
            }
        }
        ArrayNode profiles = ((ObjectNode) properties.get("profile")).putArray("enum");
        for (Profile profile : Profile.values()) {
            // The one profile that is not for a network.
            if (profile != Profile.LOCAL_STDIO) {
                profiles.add(profile.label());
            }
        }

        check(SCHEMA, pretty(schema));
    }

    @Test
    void what_the_chart_says_itself_are_settings() {
        assertThat(SettingTable.all().stream().map(Setting::name)).containsAll(OF_THE_CHART);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void files_for_those_without_helm_are_what_the_chart_renders(String example)
            throws IOException {
        String rendered =
                Chart.rendered(example, Map.of("migrate.hook", false, "tests.enabled", false));
        String text =
                rendered.lines()
                        .filter(line -> !line.strip().startsWith("helm.sh/chart:"))
                        .filter(line ->
                                !line.strip().startsWith("app.kubernetes.io/managed-by: Helm"))
                        .collect(Collectors.joining("\n", "", "\n"));
        String head =
                """
                # Rendered from the chart with deploy/kit/helm/values/%s.yaml, which says what has to be
                # there; written by make catalogue. kubectl apply --namespace %s --filename %s.yaml
                """
                        .formatted(example, Chart.NAMESPACE, example);

        check(Kit.file("kubernetes/" + example + ".yaml"), head + text);
        for (JsonNode document : Kit.documents(text)) {
            assertThat(Manifests.read(document)).isNotNull();
        }
    }

    private static ArrayNode names(ObjectNode properties, String list) {
        return ((ObjectNode) properties.at("/" + list + "/items/properties/setting"))
                .putArray("enum");
    }

    private static String pretty(JsonNode json) throws IOException {
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter()
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        return JSON.writer(printer).writeValueAsString(json) + "\n";
    }

    private static void check(Path file, String text) throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }

        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("Run make catalogue")
                .isEqualTo(text);
    }
}
