package io.github.clockifymcp.mcp.conformance;

import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.mcp.http.HttpSettings;
import io.github.clockifymcp.mcp.http.HttpTransport;
import io.github.clockifymcp.mcp.http.MemorySessions;
import io.github.clockifymcp.mcp.http.NoAuthentication;
import io.github.clockifymcp.mcp.http.Readiness;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.stdio.StdioSettings;
import io.github.clockifymcp.mcp.stdio.StdioTransport;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Clock;

/// Serves the fixtures: on standard streams, or on a port.
public final class ConformanceMain {
    private ConformanceMain() {}

    /// Serves until it is ended.
    ///
    /// @param args `stdio`, or `http` and a port of this machine, 0 for any; it says where it is
    public static void main(String[] args) throws InterruptedException {
        McpServer server = new ConformanceServer().server();
        if (args[0].equals("stdio")) {
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            FileInputStream in = new FileInputStream(FileDescriptor.in);
            new StdioTransport(server, in, out, StdioSettings.DEFAULT).run();
        } else {
            serve(server, Integer.parseInt(args[1]));
        }
    }

    private static void serve(McpServer server, int port) throws InterruptedException {
        HttpSettings settings = HttpSettings.DEFAULT.withAddress("127.0.0.1", port);
        try (HttpTransport transport =
                new HttpTransport(
                        Endpoints.of(server),
                        settings,
                        new NoAuthentication(),
                        new MemorySessions(settings.limits()),
                        Readiness.READY,
                        Clock.systemUTC())) {
            transport.start();
            System.out.println("http://127.0.0.1:" + transport.port() + "/mcp");
            Thread.currentThread().join();
        }
    }
}
