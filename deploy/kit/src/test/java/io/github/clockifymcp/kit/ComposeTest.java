package io.github.clockifymcp.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The compose file: its form, its settings, and what its containers would run.
final class ComposeTest {
    private static final Set<String> SETTINGS =
            SettingTable.all().stream().map(Setting::name).collect(Collectors.toSet());

    @TempDir Path folder;

    @Test
    void it_has_the_form_of_a_compose_file() throws Exception {
        assertThat(faults(Compose.tree())).isEmpty();
    }

    @Test
    void another_form_would_be_noticed() throws Exception {
        JsonNode tree = Compose.tree();
        ((ObjectNode) tree.at("/services/server")).put("stop_grace", "20s");

        assertThat(faults(tree)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "migrate", "keeper"})
    void every_name_is_a_setting_and_every_value_is_accepted(String service) throws Exception {
        Compose compose = new Compose(Map.of("MCP_HOST", "a.example.com"));
        Map<String, String> environment = new HashMap<>(Image.environment());
        environment.putAll(compose.environment(service));

        assertThat(environment.keySet())
                .allMatch(name -> SETTINGS.contains(name) || name.equals("HOME"));
        environment.put("HOME", folder.toString());
        assertThat(Settings.load(environment, Map.of())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "migrate", "keeper"})
    void every_file_that_is_named_is_one_of_its_secrets(String service) throws Exception {
        Compose compose = new Compose(Map.of("MCP_HOST", "a.example.com"));

        assertThat(compose.environment(service))
                .allSatisfy((name, value) -> {
                    // The keys are not for who only makes tables.
                    boolean unread =
                            service.equals("migrate") && name.equals("MCP_CONTROL_PLANE_KEYS_FILE");
                    if (value.startsWith("/run/secrets/") && !unread) {
                        assertThat(compose.secrets(service))
                                .contains(value.substring("/run/secrets/".length()));
                    }
                });
    }

    @Test
    void the_example_of_its_variables_has_all_of_them_and_no_secret() throws Exception {
        List<String> example = Files.readAllLines(Compose.FOLDER.resolve(".env.example"));
        Set<String> named =
                example.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(line -> line.substring(0, line.indexOf('=')))
                        .collect(Collectors.toSet());

        assertThat(named).containsExactlyInAnyOrderElementsOf(Compose.variables());
        assertThat(example).contains("MCP_BEARER_TOKEN=");
        assertThat(Files.readString(Compose.FOLDER.resolve(".gitignore"))).contains(".env\n");
    }

    private static List<?> faults(JsonNode tree) throws Exception {
        try (InputStream schema =
                Objects.requireNonNull(
                        ComposeTest.class.getResourceAsStream("/compose-spec.json"))) {
            ObjectNode tree2019 = (ObjectNode) new JsonMapper().readTree(schema);
            // It names its dialect by http, and the dialect's own name has https; `id` is of an
            // older
            // one.
            tree2019.put("$schema", "https://json-schema.org/draft/2019-09/schema");
            for (JsonNode each : tree2019.findParents("id")) {
                if (each.get("id").isTextual()) {
                    ((ObjectNode) each).remove("id");
                }
            }
            Schema spec =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                            .getSchema(tree2019);
            return spec.validate(tree);
        }
    }
}
