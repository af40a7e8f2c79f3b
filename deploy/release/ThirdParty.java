import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Writes what is shipped beside our own code, with its licences, from the bill of materials; ends
/// with 1 where something has a licence that nobody looked at yet.
///
///     java -cp clockify-mcp.jar ThirdParty.java BOM OUT
public final class ThirdParty {
    /// Licences under which we may ship something in a jar of ours.
    private static final Set<String> LOOKED_AT =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "CC0-1.0",
                    "EPL-2.0",
                    "Public Domain");

    private ThirdParty() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode bom = new JsonMapper().readTree(Path.of(arguments[0]).toFile());
        TreeMap<String, String> lines = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (JsonNode component : bom.path("components")) {
            String group = component.path("group").asText();
            String name = group + ":" + component.path("name").asText();
            if (group.equals("io.github.clockifymcp")) {
                continue;
            }
            List<String> licences = new ArrayList<>();
            for (JsonNode choice : component.path("licenses")) {
                JsonNode licence = choice.path("license");
                licences.add(
                        licence.path("id").asText(licence.path("name").asText(
                                choice.path("expression").asText())));
            }
            String text = name + " " + component.path("version").asText() + ": "
                    + String.join(" or ", licences);
            lines.put(name, text);
            if (licences.stream().noneMatch(LOOKED_AT::contains)) {
                unknown.add(text);
            }
        }
        if (lines.isEmpty()) {
            System.err.println("The bill of materials names nothing.");
            System.exit(1);
        }
        if (!unknown.isEmpty()) {
            System.err.println("Nobody has looked at the licences of these yet:");
            unknown.forEach(line -> System.err.println("  " + line));
            System.exit(1);
        }
        Files.writeString(
                Path.of(arguments[1]),
                """
                What the jar of clockify-mcp holds beside its own code. The texts of the licences
                are in the jar, in META-INF; those of the Java runtime in runtime/legal.

                %s
                """
                        .formatted(String.join("\n", lines.values())));
    }
}
