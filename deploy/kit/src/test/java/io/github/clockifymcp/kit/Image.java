package io.github.clockifymcp.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the image says by itself.
final class Image {
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=(\\S+)");

    private Image() {}

    static String file() throws IOException {
        return Files.readString(Kit.file("docker/Dockerfile"));
    }

    /// The variables that it sets.
    static Map<String, String> environment() throws IOException {
        Matcher block =
                Pattern.compile("^ENV ((?:.*\\\\\n)*.*)$", Pattern.MULTILINE).matcher(file());
        Map<String, String> environment = new LinkedHashMap<>();
        while (block.find()) {
            Matcher variable = VARIABLE.matcher(block.group(1));
            while (variable.find()) {
                environment.put(variable.group(1), variable.group(2));
            }
        }
        return environment;
    }
}
