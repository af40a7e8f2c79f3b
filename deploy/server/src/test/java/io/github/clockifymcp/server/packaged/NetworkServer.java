package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged server while it listens.
///
/// @param port a free one of this machine's
record NetworkServer(Process process, int port) implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");

    /// Starts it.
    ///
    /// @param home for its state
    static NetworkServer start(Path home, Map<String, String> environment) throws IOException {
        ProcessBuilder command = Installation.built(home).command();
        command.environment().put("MCP_PROFILE", "sandbox");
        command.environment().put("MCP_TRANSPORT", "streamable_http");
        command.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        command.environment().putAll(environment);
        Process started = command.start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getErrorStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {}));
                return new NetworkServer(started, Integer.parseInt(matcher.group(1)));
            }
        }
        throw new IOException("the server ended before it listened");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
