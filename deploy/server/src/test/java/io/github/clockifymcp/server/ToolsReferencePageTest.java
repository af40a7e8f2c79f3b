package io.github.clockifymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// `docs/reference-tools.md` is made from what the server publishes. `make catalogue` writes it:
/// this test with `-Dreference.write=true`.
class ToolsReferencePageTest {
    private static final Path PAGE = Path.of("../../docs/reference-tools.md");
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void the_page_says_what_the_server_publishes() throws IOException {
        String page = page();

        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).as("run make catalogue").isEqualTo(page);
    }

    private static String page() throws IOException {
        Catalogue catalogue = new Catalogue("tools", "enforcement");
        StringBuilder page =
                new StringBuilder(
                        """
                        # Tools

                        Made from what the server publishes; `make catalogue` writes it. A tool that changes something
                        also takes `dry_run`. "From" is the narrowest mode that has it; "asked" says that a person must
                        agree; "found" that it is not listed from the start, but found with `clockify_list_tools`.
                        """);
        Map<String, List<ToolInfo>> groups =
                AllTools.infos().stream()
                        .collect(
                                Collectors.groupingBy(
                                        ToolInfo::group, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<ToolInfo>> group : groups.entrySet()) {
            page.append("\n## ").append(group.getKey()).append('\n');
            for (ToolInfo tool : group.getValue()) {
                byte[] definition = catalogue.definition(tool.name(), Family.TITLED);
                page.append(entry(tool, JSON.readTree(definition)));
            }
        }
        return page.toString();
    }

    private static String entry(ToolInfo tool, JsonNode published) {
        StringBuilder entry = new StringBuilder("\n### ").append(tool.name()).append("\n\n");
        entry.append(published.path("description").asText()).append("\n\n");
        entry.append("From `").append(narrowest(tool).id()).append('`');
        entry.append(tool.confirmed() ? ", asked" : "");
        entry.append(tool.tier() == Tier.SECOND ? ", found" : "").append(".\n");
        JsonNode properties = published.at("/inputSchema/properties");
        List<String> rows =
                StreamSupport.stream(properties.properties().spliterator(), false)
                        .filter(argument -> !argument.getKey().equals("dry_run"))
                        .filter(argument -> !argument.getKey().equals("confirmation_token"))
                        .map(argument -> row(argument, published.at("/inputSchema/required")))
                        .toList();
        if (!rows.isEmpty()) {
            entry.append("\n| argument | | |\n| --- | --- | --- |\n");
            rows.forEach(entry::append);
        }
        return entry.toString();
    }

    private static String row(Map.Entry<String, JsonNode> argument, JsonNode required) {
        boolean needed =
                StreamSupport.stream(required.spliterator(), false)
                        .anyMatch(name -> name.asText().equals(argument.getKey()));
        JsonNode schema = argument.getValue();
        String type = schema.path("type").asText("any");
        if (schema.has("enum")) {
            type =
                    StreamSupport.stream(schema.get("enum").spliterator(), false)
                            .map(value -> "`" + value.asText() + "`")
                            .collect(Collectors.joining(", "));
        }
        return "| `%s`%s | %s | %s%s |\n"
                .formatted(
                        argument.getKey(),
                        needed ? " (needed)" : "",
                        type,
                        schema.path("description").asText(),
                        schema.has("default") ? " Default: " + schema.get("default") + "." : "");
    }

    private static Mode narrowest(ToolInfo tool) {
        for (Mode mode : Mode.values()) {
            if (new Policy(mode).decide(tool) instanceof Policy.Decision.Allow) {
                return mode;
            }
        }
        throw new AssertionError("no mode has " + tool.name());
    }
}
