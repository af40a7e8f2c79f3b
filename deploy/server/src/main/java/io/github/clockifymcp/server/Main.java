package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.rpc.RpcCodec;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the program starts. A client waits for the server on stdio, so that way is short: its few
/// options are read by hand, and everything else is left to [Commands].
public final class Main {
    static final String VERSION = "0.1.0";

    private Main() {}

    /// Runs the program and ends the process with its exit code.
    public static void main(String[] arguments) {
        warmUp();
        OutputStream out = keepOutput();
        @Nullable Map<String, String> options = serverOptions(arguments);
        int code =
                options == null
                        ? new Commands(System.getenv(), System.in, out, System.err).run(arguments)
                        : new Serving(System.getenv(), System.in, out).run(options);
        // Said aloud, because a library's forgotten thread must not keep a server without a client.
        System.exit(code);
    }

    /// Reading JSON begins with classes that take long to set up: in JDK 25 `BigDecimal` alone some
    /// 13 ms, in which it computes powers of five that nobody here needs. That happens beside the
    /// wiring, on a machine's second core, and the longest comes first.
    private static void warmUp() {
        byte[] message = "{}".getBytes(StandardCharsets.UTF_8);
        Thread.ofPlatform()
                .daemon()
                .name("warm-up")
                .start(() -> {
                    Objects.requireNonNull(BigDecimal.ZERO);
                    RpcCodec.decode(message, 0, message.length, 1);
                });
    }

    /// Standard output belongs to the protocol. Whatever else prints, a library's greeting or a
    /// forgotten line, goes to standard error.
    private static OutputStream keepOutput() {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        return out;
    }

    /// What the command line sets, by the names of the settings, when it only starts the server;
    /// null when it says anything else.
    static @Nullable Map<String, String> serverOptions(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            @Nullable String setting = setting(name);
            if (setting == null || (equals < 0 && i + 1 == arguments.length)) {
                return null;
            }
            options.put(setting, equals < 0 ? arguments[++i] : argument.substring(equals + 1));
        }
        return options;
    }

    private static @Nullable String setting(String option) {
        return switch (option) {
            case "--profile" -> "MCP_PROFILE";
            case "--at" -> "CLOCKIFY_SANDBOX_AT";
            default -> null;
        };
    }
}
