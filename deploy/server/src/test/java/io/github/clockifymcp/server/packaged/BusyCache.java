package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A cache of the classes of the packaged jar for servers that are started for a few calls, as
/// tests start them by the hundred. The shipped one holds what a start needs and no call: a server
/// with it takes half a second of the processor to load the classes of its first one from the jar.
///
/// It is made once for a jar, by a server over HTTP with its sandbox. What is about the shipped
/// cache is tested with [Installation#shipped].
final class BusyCache {
    private static final Path TARGET = Path.of("target");
    private static final String TOKEN = "a-token-of-at-least-32-characters-0123456789";
    private static final long PATIENCE_SECONDS = 120;

    /// What a JVM is started with to use it, after all else.
    static final String OPTIONS = "-XX:AOTCache=" + found();

    private BusyCache() {}

    private static Path found() {
        // Several processes run tests side by side.
        try (FileChannel channel =
                        FileChannel.open(
                                TARGET.resolve("busy.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            Installation shipped = Installation.shipped(TARGET);
            Path cache = TARGET.resolve("busy-" + shipped.cache().getFileName()).toAbsolutePath();
            if (!Files.exists(cache)) {
                remove();
                Path home = Files.createTempDirectory(TARGET.toAbsolutePath(), "busy");
                make(Installation.shipped(home), home, home.resolve("cache"));
                Files.move(home.resolve("cache"), cache, StandardCopyOption.ATOMIC_MOVE);
                delete(home);
            }
            return cache;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The cache for tests could not be made.", e);
        }
    }

    /// Those of jars that were.
    private static void remove() throws IOException {
        try (Stream<Path> all = Files.list(TARGET)) {
            for (Path old :
                    all.filter(file -> file.getFileName().toString().matches("busy-.*\\.aot"))
                            .toList()) {
                Files.delete(old);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void make(Installation server, Path home, Path cache) throws Exception {
        ProcessBuilder command = server.bare(recording(server, cache));
        command.environment().put("MCP_PROFILE", "sandbox");
        command.environment().put("MCP_TRANSPORT", "streamable_http");
        command.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        command.environment().put("MCP_BEARER_TOKEN", TOKEN);
        Path log = home.resolve("log");
        try (Replica replica = Replica.start(command, log);
                ModernCaller caller = new ModernCaller(TOKEN)) {
            converse(replica, caller);
            replica.process().destroy();
            if (!replica.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !Files.exists(cache)) {
                throw new IOException("There is no cache: " + Files.readString(log));
            }
        }
    }

    private static List<String> recording(Installation server, Path cache) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(server.folder().resolve("runtime/bin/java").toString());
        words.addAll(Files.readAllLines(Path.of("src/dist/jvm.flags")));
        words.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:AOTCacheOutput=" + cache,
                        "-cp",
                        server.jar().toString(),
                        "io.github.clockifymcp.server.Main"));
        return words;
    }

    private static void converse(Replica replica, ModernCaller caller) throws Exception {
        caller.told(replica, "clockify_list_projects", "{}");
        caller.told(replica, "clockify_list_entries", "{\"start\":\"last week\"}");
        caller.told(replica, "clockify_log_time", "{\"start\":\"today 1:00\",\"duration\":\"1h\"}");
        caller.told(replica, "clockify_list_changes", "{}");
        ObjectNode undo = ModernCaller.params("clockify_undo", "{}");
        JsonNode done =
                caller.result(replica, ModernCaller.agreed(undo, caller.result(replica, undo)));
        assertThat(done.path("isError").asBoolean()).as(done.toString()).isFalse();
    }
}
