package io.github.clockifymcp.server.doctor;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What clients on this machine are told to start. Their files are read and never written.
public final class ClientFiles {
    private static final int LARGEST = 8 << 20;

    private final Machine machine;
    private final Findings findings;

    private ClientFiles(Machine machine, Findings findings) {
        this.machine = machine;
        this.findings = findings;
    }

    /// Looks into each file that is there.
    public static void look(Machine machine, Findings findings) {
        new ClientFiles(machine, findings).look();
    }

    private void look() {
        List<ClientEntry> all = new ArrayList<>();
        boolean broken = false;
        for (Machine.Place place : machine.places()) {
            if (!Files.isRegularFile(place.file())) {
                continue;
            }
            @Nullable List<ClientEntry> entries = read(place);
            if (entries == null) {
                broken = true;
                continue;
            }
            judge(place, entries);
            all.addAll(entries);
        }
        if (all.isEmpty() && !broken) {
            findings.add(
                    Symptom.CLIENT_NONE,
                    "No file of Claude, Cursor, VS Code, Codex or Gemini starts this server.");
        }
    }

    private void judge(Machine.Place place, List<ClientEntry> entries) {
        List<ClientEntry> on = entries.stream().filter(entry -> !entry.isOff()).toList();
        if (on.size() > 1) {
            findings.add(
                    Symptom.CLIENT_TWICE,
                    "%s starts this server %d times, by %s: its model sees each tool that often."
                            .formatted(
                                    place.client(),
                                    on.size(),
                                    String.join(
                                            " and ", on.stream().map(ClientEntry::place).toList())),
                    "Leave one, or turn the others off.");
        }
        boolean secret =
                entries.stream()
                        .anyMatch(entry ->
                                entry.hasHeaders()
                                        || entry.environment().entrySet().stream()
                                                .anyMatch(ClientFiles::isSecret));
        if (secret && Folder.othersRead(place.file())) {
            findings.add(
                    Symptom.CLIENT_OPEN,
                    "Everybody on this machine may read %s, which has a key or token in it."
                            .formatted(place.file()),
                    "Run: chmod 600 %s".formatted(place.file()));
        }
        for (ClientEntry entry : entries) {
            ClientJudge.judge(machine, place.client(), entry, findings);
        }
    }

    /// Whether it holds a secret itself, and not the name of one that the client has elsewhere.
    private static boolean isSecret(Map.Entry<String, String> variable) {
        String name = variable.getKey();
        return (name.endsWith("_KEY") || name.endsWith("_TOKEN"))
                && !ClientEntry.isFilledIn(variable.getValue());
    }

    /// Those of its entries that are about us; null when it cannot be read.
    private @Nullable List<ClientEntry> read(Machine.Place place) {
        String text;
        try (var in = Files.newInputStream(place.file())) {
            text = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of(); // whose it is may read it, and that is not us
        }
        JsonNode read;
        try {
            read = mapper(place.form()).readTree(text);
        } catch (JacksonException e) {
            return malformed(place, text, e);
        }
        List<ClientEntry> found = new ArrayList<>();
        String list =
                switch (place.form()) {
                    case JSON -> "mcpServers";
                    case VSCODE -> "servers";
                    case TOML -> "mcp_servers";
                };
        collect(place.file(), read.path(list), found);
        // Claude Code keeps what is for one project beside what is for all.
        for (JsonNode project : read.path("projects")) {
            collect(place.file(), project.path(list), found);
        }
        return found;
    }

    private static void collect(Path file, JsonNode servers, List<ClientEntry> found) {
        servers.properties().stream()
                .map(each -> new ClientEntry(file, each.getKey(), each.getValue()))
                .filter(entry -> entry.isOurs() || entry.isCalledLikeOurs())
                .forEach(found::add);
    }

    private static ObjectMapper mapper(Machine.Form form) {
        return switch (form) {
            case JSON -> new JsonMapper();
            case VSCODE ->
                    JsonMapper.builder()
                            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                            .build();
            case TOML -> new TomlMapper();
        };
    }

    private @Nullable List<ClientEntry> malformed(
            Machine.Place place, String text, JacksonException failure) {
        if (!text.contains("clockify")) {
            return List.of(); // not ours to judge
        }
        // Its message would repeat the line, which may hold a key.
        @Nullable JsonLocation at = failure.getLocation();
        findings.add(
                Symptom.CLIENT_MALFORMED,
                "%s cannot read %s: it is not %s%s."
                        .formatted(
                                place.client(),
                                place.file(),
                                place.form() == Machine.Form.TOML ? "TOML" : "JSON",
                                at == null
                                        ? ""
                                        : "; look at line %d, column %d"
                                                .formatted(at.getLineNr(), at.getColumnNr())),
                "Mend the file; a comma too many or a quote too few is the usual reason.");
        return null;
    }
}
