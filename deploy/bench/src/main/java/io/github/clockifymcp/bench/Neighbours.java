package io.github.clockifymcp.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The programs a server is measured beside: a sandbox, and servers that repeat what it said, so
/// that neither its own work nor its compiler's is what is measured.
final class Neighbours implements AutoCloseable {
    private static final Pattern SANDBOX = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/api");
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");
    private static final String OWNER = "sandbox-key-ada-owner";
    private static final String SLOW_MILLIS = "50";

    private final Path jdk;
    private final HttpServer sandbox;
    private final HttpServer quick;
    private final HttpServer slow;
    private final HttpServer floor;
    private final String projects;

    Neighbours(Path launcher, Path jdk) throws IOException, InterruptedException {
        this.jdk = jdk;
        sandbox =
                new HttpServer(
                        List.of(launcher.toString(), "sandbox", "--port", "0"),
                        Map.of("CLOCKIFY_MCP_JAVA_OPTS", "-XX:TieredStopAtLevel=4"),
                        SANDBOX);
        String base = "http://127.0.0.1:" + sandbox.port();
        projects = Workspace.fill(base, OWNER);
        quick = canned(base, "0");
        slow = canned(base, SLOW_MILLIS);
        floor = canned("", "0");
    }

    private HttpServer canned(String base, String millis) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(Canned.class.getName(), base, millis));
        return new HttpServer(command, Map.of(), PORT);
    }

    Path jdk() {
        return jdk;
    }

    /// A Clockify that remembers.
    HttpServer sandbox() {
        return sandbox;
    }

    /// A Clockify that answers at once.
    HttpServer quick() {
        return quick;
    }

    /// A Clockify that answers after 50 milliseconds.
    HttpServer slow() {
        return slow;
    }

    /// What a client gets that asks [#slow] itself, 128 times at once.
    Report slowFloor() throws IOException {
        byte[] request = HttpConnection.get(slow.port(), "/api/v1/user", "X-Api-Key: " + OWNER);
        return Load.run(
                new Effort(3_000, 5_000, 3_000), slow.port(), 128, request, slow::cpuMicros);
    }

    /// A server on the same library that does nothing but answer.
    HttpServer floor() {
        return floor;
    }

    /// A program on stdio that does nothing but answer, with so many bytes.
    StdioServer floorOnStdio(int bytes) throws IOException {
        return lines(Integer.toString(bytes));
    }

    /// The same, which asks [#quick] for fifty projects before each answer.
    StdioServer projectsFloor(int bytes) throws IOException {
        String address = "http://127.0.0.1:%d/api/v1%s".formatted(quick.port(), projects);
        return lines(Integer.toString(bytes), address, OWNER);
    }

    private StdioServer lines(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.add(CannedLines.class.getName());
        command.addAll(List.of(arguments));
        return new StdioServer(command, Map.of());
    }

    @Override
    public void close() {
        floor.close();
        slow.close();
        quick.close();
        sandbox.close();
    }
}
