package io.github.clockifymcp.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The chart, as Helm renders it.
final class Chart {
    static final Path FOLDER = Kit.file("helm/clockify-mcp");

    /// The values that it is tried with, which are examples too.
    static final List<String> EXAMPLES =
            List.of("minimal", "shared-service", "tls", "no-postgres", "everything");

    /// The same, where hooks are objects like all others, and say so in another annotation.
    private static final Path WITH_HOOKS = withHooks();

    static final String HOOK = "example.com/hook";
    static final String RELEASE = "clockify-mcp";
    static final String NAMESPACE = "tracking";

    private Chart() {}

    /// What an example's values make of it, without hooks, which Helm keeps to itself.
    static String rendered(String example, Map<String, Object> set) {
        return rendered(FOLDER, example, set);
    }

    /// What they make of a chart that lies elsewhere, in a folder or packed.
    static String rendered(Path chart, String example, Map<String, Object> set) {
        TemplateCommand command =
                new Helm(chart)
                        .template()
                        .withName(RELEASE)
                        .withNamespace(NAMESPACE)
                        .withKubeVersion("1.31.0")
                        .withValuesFile(values(example));
        set.forEach(command::set);
        return command.call();
    }

    /// What an example's values make of it, hooks too, as Kubernetes reads it.
    static List<HasMetadata> objects(String example) throws IOException {
        return objects(example, Map.of());
    }

    /// The same, with some values set beside them.
    static List<HasMetadata> objects(String example, Map<String, Object> set) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode document : Kit.documents(rendered(WITH_HOOKS, example, set))) {
            objects.add(Manifests.read(document));
        }
        return objects;
    }

    /// Those of one kind.
    static <T> List<T> of(Class<T> kind, List<HasMetadata> objects) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static Path values(String example) {
        return Kit.file("helm/values/" + example + ".yaml");
    }

    /// What Helm's own checks say of the chart when these are its values.
    static LintResult linted(String example, Path folder) throws IOException {
        Path copy = copied(folder);
        Path all = copy.resolve("values.yaml");
        JsonNode values = Kit.YAML.readTree(Files.readString(all));
        merge((ObjectNode) values, Kit.YAML.readTree(Files.readString(values(example))));
        Files.writeString(all, Kit.YAML.writeValueAsString(values));
        return new Helm(copy).lint().strict().call();
    }

    private static Path withHooks() {
        try {
            Path folder = Files.createTempDirectory("chart");
            Path copy = copied(folder);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList()) {
                    // What is named last goes first: a folder after what is in it.
                    file.toFile().deleteOnExit();
                    if (Files.isRegularFile(file)) {
                        String text = Files.readString(file);
                        Files.writeString(file, text.replace("helm.sh/hook", HOOK));
                    }
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies it.
    ///
    /// @return the copy, which is called as Helm wants it, in this folder
    static Path copied(Path folder) throws IOException {
        Path copy = folder.resolve("clockify-mcp");
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path to = copy.resolve(FOLDER.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return copy;
    }

    /// As Helm does it: maps are merged, everything else is replaced.
    private static void merge(ObjectNode into, JsonNode from) {
        from.properties()
                .forEach(field -> {
                    if (into.get(field.getKey()) instanceof ObjectNode inner
                            && field.getValue().isObject()) {
                        merge(inner, field.getValue());
                    } else {
                        into.set(field.getKey(), field.getValue());
                    }
                });
    }
}
