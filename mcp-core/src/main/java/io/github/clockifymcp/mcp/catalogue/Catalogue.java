package io.github.clockifymcp.mcp.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.rpc.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The definitions of all tools, as bytes, in every form the protocol's revisions have had. A form
/// is read when it is first asked for.
public final class Catalogue {
    private static final byte[] NAME = "{\"name\":\"".getBytes(UTF_8);

    private final List<String> modules;
    private final Function<String, byte[]> files;
    private final Map<Family, Map<String, byte[]>> forms = new EnumMap<>(Family.class);

    /// @param modules the ids of the modules that declare tools, each with its files on the class
    ///   path
    public Catalogue(String... modules) {
        this(List.of(modules), Catalogue::bytes);
    }

    Catalogue(List<String> modules, Function<String, byte[]> files) {
        this.modules = List.copyOf(modules);
        this.files = files;
    }

    /// The definition of a tool as a JSON object.
    ///
    /// @throws IllegalStateException when no module declares it, which a test excludes
    public byte[] definition(String tool, Family family) {
        byte[] definition = form(family).get(tool);
        if (definition == null) {
            throw new IllegalStateException(tool + " is not in the catalogue; run make catalogue");
        }
        return definition;
    }

    /// The schema of a tool's arguments as JSON, read from its definition.
    ///
    /// @throws IllegalStateException when no module declares it, which a test excludes
    public String arguments(String tool) {
        return Json.string(
                Objects.requireNonNull(
                        Json.object(Json.ofOurs(definition(tool, Family.TITLED)), "inputSchema")));
    }

    private Map<String, byte[]> form(Family family) {
        synchronized (forms) {
            return forms.computeIfAbsent(family, this::read);
        }
    }

    private Map<String, byte[]> read(Family family) {
        Map<String, byte[]> definitions = new LinkedHashMap<>();
        for (String module : modules) {
            split(files.apply(file(module, family)), definitions);
        }
        return definitions;
    }

    private static void split(byte[] lines, Map<String, byte[]> into) {
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                byte[] line = new byte[i - start];
                System.arraycopy(lines, start, line, 0, line.length);
                into.put(name(line), line);
                start = i + 1;
            }
        }
    }

    /// The name is first in every line and has no character that JSON escapes.
    private static String name(byte[] line) {
        int end = NAME.length;
        while (line[end] != '"') {
            end++;
        }
        return new String(line, NAME.length, end - NAME.length, UTF_8);
    }

    private static byte[] bytes(String file) {
        try (@Nullable InputStream in = Catalogue.class.getResourceAsStream("/catalogue/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no /catalogue/" + file + " on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String module, Family family) {
        return module + "." + family.label() + ".ndjson";
    }
}
