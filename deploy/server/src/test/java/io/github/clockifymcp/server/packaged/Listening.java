package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A packaged server that listens on a port of this machine.
///
/// @param said what it logged until it listened
/// @param says what it logs from then on
record Listening(Process process, int port, List<String> said, Queue<String> says)
        implements Reachable, AutoCloseable {
    private static final Pattern PORT = Pattern.compile("port=(\\d+)");

    Listening {
        said = List.copyOf(said);
    }

    /// Starts it on the sandbox unless the environment says otherwise, and waits until it listens.
    static Listening start(Installation server, Map<String, String> environment)
            throws IOException {
        ProcessBuilder command = server.command();
        command.environment().put("MCP_PROFILE", "sandbox");
        command.environment().put("MCP_TRANSPORT", "streamable_http");
        command.environment().put("MCP_HTTP_BIND", "127.0.0.1:0");
        command.environment().putAll(environment);
        Process started = command.start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getErrorStream(), UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                // What it says from now on must not fill its pipe. Reading one holds a virtual
                // thread's processor, of which there may be two.
                Queue<String> says = new ConcurrentLinkedQueue<>();
                Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(says::add));
                return new Listening(started, Integer.parseInt(matcher.group(1)), said, says);
            }
        }
        throw new IOException("the server ended before it listened: " + said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
