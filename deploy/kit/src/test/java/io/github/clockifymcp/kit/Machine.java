package io.github.clockifymcp.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs on this machine what a container would run: the same command with the same environment.
/// Only host names, ports and the folders that are mounted are others.
final class Machine {
    private static final String IMAGE = "/opt/clockify-mcp";

    private final Path folder;
    private final Map<String, String> replaced = new TreeMap<>();
    private final Map<String, String> objects = new LinkedHashMap<>();

    Machine(Path folder) {
        this.folder = folder;
        Path dist = Path.of(System.getProperty("dist", "dist")).toAbsolutePath();
        Path server = dist.resolve("clockify-mcp");
        if (!Files.isExecutable(server.resolve("bin/clockify-mcp"))) {
            throw new IllegalStateException(
                    server + " is not there. Run make build first, or make test, which does both.");
        }
        replaced.put(IMAGE, server.toString());
    }

    /// Has something of the cluster be something here.
    Machine replacing(String there, String here) {
        replaced.put(there, here);
        return this;
    }

    /// Puts a key into a Secret or a ConfigMap.
    Machine with(String object, String key, String content) {
        objects.put(object + "/" + key, content);
        return this;
    }

    private String object(String name, String key) {
        String content = objects.get(name + "/" + key);
        if (content == null) {
            throw new IllegalArgumentException("There is no key " + key + " in " + name);
        }
        return content;
    }

    /// How a pod's container is started here.
    ProcessBuilder container(Pods pod) throws IOException {
        return container(pod, pod.container().getArgs());
    }

    /// The same, with other arguments.
    ProcessBuilder container(Pods pod, List<String> arguments) throws IOException {
        Container container = pod.container();
        Map<String, String> mounts = mounted(pod);
        List<String> command = new ArrayList<>(container.getCommand());
        command.addAll(arguments);
        Map<String, String> environment = new LinkedHashMap<>(Image.environment());
        for (EnvVar each : container.getEnv()) {
            environment.put(each.getName(), value(each));
        }
        return process(command, environment, mounts);
    }

    private String value(EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
        return object(secret.getName(), secret.getKey());
    }

    /// How a program is started here.
    ///
    /// @param environment its variables, beside the path
    /// @param mounts where folders of the container are here
    ProcessBuilder process(
            List<String> command, Map<String, String> environment, Map<String, String> mounts) {
        ProcessBuilder process =
                new ProcessBuilder(command.stream().map(part -> here(part, mounts)).toList());
        process.environment().clear();
        process.environment().put("PATH", System.getenv("PATH"));
        environment.forEach((name, value) -> process.environment().put(name, here(value, mounts)));
        return process;
    }

    /// In one go, since what stands here may look like something that stands there.
    private String here(String text, Map<String, String> mounts) {
        Map<String, String> all = new TreeMap<>(replaced);
        all.putAll(mounts);
        Pattern there =
                Pattern.compile(
                        all.keySet().stream()
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")));
        return there.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Objects.requireNonNull(all.get(found.group()))));
    }

    /// Makes the folders of a pod, with what the cluster puts into them.
    private Map<String, String> mounted(Pods pod) throws IOException {
        Map<String, String> mounts = new TreeMap<>();
        for (VolumeMount mount : pod.container().getVolumeMounts()) {
            Volume volume =
                    pod.spec().getVolumes().stream()
                            .filter(each -> each.getName().equals(mount.getName()))
                            .findFirst()
                            .orElseThrow();
            Path here = Files.createTempDirectory(folder, pod.component() + "-" + mount.getName());
            mounts.put(mount.getMountPath(), here.toString());
            if (volume.getProjected() != null) {
                for (Map.Entry<String, Cluster.Source> file : Cluster.files(pod).entrySet()) {
                    Files.writeString(
                            here.resolve(file.getKey()),
                            object(file.getValue().object(), file.getValue().key()),
                            UTF_8);
                }
            }
        }
        return mounts;
    }
}
