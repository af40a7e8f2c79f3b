package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.CatalogueWriter;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What clients see is a file, read in review. `make catalogue` writes it: this test with
/// `-Dcatalogue.write=true`.
class CatalogueTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "catalogue");
    private static final JsonMapper JSON = new JsonMapper();

    /// Every tool of this module. Nothing is called, so nothing has to stand behind them.
    static List<Tool<?, ?>> tools() {
        Toolbox<Workplace> toolbox =
                new Toolbox<>(call -> {
                    throw new AssertionError("nothing is called here");
                });
        return ToolGroups.declareAll(toolbox).tools();
    }

    @Test
    void the_catalogue_says_what_the_code_declares() throws IOException {
        Map<String, String> declared = new TreeMap<>(new CatalogueWriter().files(tools()));

        if (Boolean.getBoolean("catalogue.write")) {
            write(declared);
        }

        assertThat(written()).as("run make catalogue").isEqualTo(declared);
    }

    @Test
    void every_tool_is_served_in_every_form() throws IOException {
        Catalogue catalogue = new Catalogue("tools");

        for (Tool<?, ?> tool : tools()) {
            for (Family family : Family.values()) {
                JsonNode served = JSON.readTree(catalogue.definition(tool.info().name(), family));
                assertThat(served.path("name").asText()).isEqualTo(tool.info().name());
                assertThat(served.path("inputSchema").path("type").asText()).isEqualTo("object");
                assertThat(served.has("outputSchema")).isEqualTo(family == Family.DESCRIBED);
            }
        }
    }

    private static Map<String, String> written() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                files.put(name.replaceFirst("\\.json$", ""), Files.readString(file));
            }
        }
        return files;
    }

    private static void write(Map<String, String> declared) throws IOException {
        for (String stale : written().keySet()) {
            Files.delete(FOLDER.resolve(stale + ".json"));
        }
        for (Map.Entry<String, String> file : declared.entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey() + ".json"), file.getValue());
        }
    }
}
