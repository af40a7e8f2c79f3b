package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.NameStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names that outlive the process and are shared by all processes of one person: a workspace that
/// may ask Clockify 30 times an hour must not ask again because a client started anew.
///
/// It is one file, replaced as a whole. Two processes that replace it at once lose a name or two,
/// which then is looked up again. A file that cannot be read or written is the same as none: no
/// call fails for it.
final class NamesInFolder implements NameStore {
    private static final Logger LOG = LoggerFactory.getLogger(NamesInFolder.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 1_000;
    private static final long LARGEST_BYTES = 8_000_000;

    private final Path file;
    private final String owner;
    private final InstantSource clock;

    // Guarded by this.
    private final Map<String, Kept> kept = new LinkedHashMap<>();
    private String read = "";
    private boolean complained;

    private record Kept(String value, Instant until) {}

    /// @param owner whose view it is, in a form that nobody can turn back into their key
    NamesInFolder(Path file, String owner, InstantSource clock) {
        this.file = file;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> get(String key) {
        refresh();
        return Optional.ofNullable(kept.get(owned(key)))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Kept::value);
    }

    @Override
    public synchronized void put(String key, String value, Duration keep) {
        refresh();
        kept.remove(owned(key));
        kept.put(owned(key), new Kept(value, clock.instant().plus(keep)));
        write();
    }

    @Override
    public synchronized void forget(String prefix) {
        refresh();
        if (kept.keySet().removeIf(key -> key.startsWith(owned(prefix)))) {
            write();
        }
    }

    private String owned(String key) {
        return owner + "/" + key;
    }

    /// Reads the file when another process has replaced it.
    private void refresh() {
        try {
            String now = version();
            if (!now.equals(read) && Files.size(file) <= LARGEST_BYTES) {
                Map<String, Kept> found = parsed(JSON.readTree(Files.readAllBytes(file)));
                kept.clear();
                kept.putAll(found);
                read = now;
            }
        } catch (IOException | RuntimeException e) {
            // None yet, or none that can be used: what is known here holds.
        }
    }

    /// Another after each replacement: times alone are too coarse to tell.
    private String version() throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return now.lastModifiedTime() + " " + now.fileKey();
    }

    private static Map<String, Kept> parsed(JsonNode all) {
        Map<String, Kept> found = new LinkedHashMap<>();
        all.properties()
                .forEach(entry ->
                        found.put(
                                entry.getKey(),
                                new Kept(
                                        entry.getValue().path("value").asText(),
                                        Instant.parse(entry.getValue().path("until").asText()))));
        return found;
    }

    private void write() {
        trim();
        ObjectNode all = JSON.createObjectNode();
        kept.forEach((key, name) ->
                all.putObject(key)
                        .put("value", name.value())
                        .put("until", name.until().toString()));
        Path aside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(aside, JSON.writeValueAsBytes(all));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            read = version();
        } catch (IOException e) {
            if (!complained) {
                complained = true;
                LOG.warn(
                        "{} is not kept for the next start; reason={}",
                        file.getFileName(),
                        e.toString());
            }
        }
    }

    /// What is over, then what was put first.
    private void trim() {
        Instant now = clock.instant();
        kept.values().removeIf(name -> !now.isBefore(name.until()));
        Iterator<String> oldest = kept.keySet().iterator();
        while (kept.size() > MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
