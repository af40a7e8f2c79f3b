package io.github.clockifymcp.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The compose file with the values of its variables, as a client of it would read it.
final class Compose {
    static final Path FOLDER = Kit.file("compose");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([-?])([^}]*))?}");

    private final JsonNode tree;
    private final Map<String, String> variables;

    /// @param variables what `.env` has beside what the example of it has
    Compose(Map<String, String> variables) throws IOException {
        this.tree = tree();
        this.variables = new LinkedHashMap<>(variables);
        this.variables.putIfAbsent("MCP_BEARER_TOKEN", "a-token-of-at-least-32-characters");
    }

    /// The file with its anchors and merged maps resolved, which Jackson does not do.
    static JsonNode tree() throws IOException {
        Object loaded =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(FOLDER.resolve("compose.yaml")));
        return new JsonMapper().valueToTree(loaded);
    }

    /// The names of its variables.
    static Set<String> variables() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher found = VARIABLE.matcher(Files.readString(FOLDER.resolve("compose.yaml")));
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    /// What a service is told beside what its image says.
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        tree.at("/services/" + service + "/environment")
                .properties()
                .forEach(each -> environment.put(each.getKey(), filled(each.getValue().asText())));
        return environment;
    }

    /// What its image is started with.
    List<String> command(String service) {
        List<String> command = new ArrayList<>();
        tree.at("/services/" + service + "/command").forEach(part -> command.add(part.asText()));
        return command;
    }

    /// The names of its secrets.
    List<String> secrets(String service) {
        List<String> names = new ArrayList<>();
        tree.at("/services/" + service + "/secrets").forEach(name -> names.add(name.asText()));
        return names;
    }

    private String filled(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> {
                    String value = variables.getOrDefault(found.group(1), "");
                    if (!value.isEmpty()) {
                        return Matcher.quoteReplacement(value);
                    }
                    if (!"-".equals(found.group(2))) {
                        throw new IllegalStateException(found.group(1) + " is not set");
                    }
                    return Matcher.quoteReplacement(found.group(3));
                });
    }
}
