package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.CatalogueWriter;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What clients see of the tools about the server itself is a file, read in review. `make
/// catalogue` writes it: this test with `-Dcatalogue.write=true`.
class CatalogueTest {
    private static final Path FILE = Path.of("src/main/resources/catalogue/server.json");

    private static List<Tool<?, ?>> tools() {
        return ServerTools.declareAll(
                        new Toolbox<ServerView>(call -> {
                            throw new AssertionError("nothing is called here");
                        }))
                .tools();
    }

    @Test
    void the_catalogue_says_what_the_code_declares() throws IOException {
        Map<String, String> declared = new CatalogueWriter().files(tools());

        if (Boolean.getBoolean("catalogue.write")) {
            Files.writeString(FILE, declared.getOrDefault(ServerTools.GROUP, ""));
        }

        assertThat(declared).as("run make catalogue").containsOnlyKeys(ServerTools.GROUP);
        assertThat(Files.readString(FILE)).isEqualTo(declared.get(ServerTools.GROUP));
    }

    @Test
    void every_tool_is_served_in_every_form() {
        Catalogue catalogue = new Catalogue("enforcement");

        for (Tool<?, ?> tool : tools()) {
            for (Family family : Family.values()) {
                String name = tool.info().name();
                assertThat(new String(catalogue.definition(name, family), StandardCharsets.UTF_8))
                        .startsWith("{\"name\":\"%s\",".formatted(name));
            }
        }
    }
}
