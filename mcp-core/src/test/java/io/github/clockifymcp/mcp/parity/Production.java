package io.github.clockifymcp.mcp.parity;

import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the engine knows to say and to hear, read from its own classes: whatever stands in them as
/// a text and has the form of a method's name is one. So nobody has to keep a list, and nobody can
/// forget to.
final class Production {
    private static final Pattern METHOD = Pattern.compile("[a-z]+(/[a-z]+[a-zA-Z_]*)+");

    /// Texts of this form that are none.
    private static final Set<String> OTHERS =
            Set.of("application/json", "text/plain", "ref/prompt", "ref/resource");

    /// Methods whose names have no form.
    private static final Set<String> PLAIN = Set.of("initialize", "ping");

    private Production() {}

    static Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (Path file : classes()) {
            texts(file).stream()
                    .filter(text -> METHOD.matcher(text).matches() || PLAIN.contains(text))
                    .forEach(methods::add);
        }
        methods.removeAll(OTHERS);
        for (Topic topic : Topic.values()) {
            methods.add(topic.notification());
        }
        return methods;
    }

    private static List<Path> classes() {
        try {
            Path engine = Path.of(McpServer.class.getResource("McpServer.class").toURI());
            try (Stream<Path> files = Files.walk(engine.getParent())) {
                return files.filter(file -> file.toString().endsWith(".class")).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> texts(Path file) {
        Set<String> texts = new TreeSet<>();
        try {
            for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
                if (entry instanceof StringEntry text) {
                    texts.add(text.stringValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
