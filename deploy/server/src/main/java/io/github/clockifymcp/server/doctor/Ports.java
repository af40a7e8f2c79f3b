package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Where the server would listen, and by which names it may be addressed there.
public final class Ports {
    private static final int WAIT_MILLIS = 1_000;
    private static final int ENOUGH = 4_096;

    private Ports() {}

    /// Whether a server could listen there now.
    ///
    /// @param setting what says so
    public static void listen(String setting, Bind bind, Findings findings) {
        String place = bind.host() + ":" + bind.port();
        if (bind.port() == 0) {
            findings.add(Symptom.PORT_FREE, setting + " takes any port that is free.");
            return;
        }
        InetSocketAddress address = new InetSocketAddress(bind.host(), bind.port());
        if (address.isUnresolved()) {
            findings.add(
                    Symptom.PORT_ADDRESS,
                    "%s names %s, which nobody knows.".formatted(setting, bind.host()),
                    "Use an address of this machine.");
            return;
        }
        if (!isHere(address.getAddress())) {
            findings.add(
                    Symptom.PORT_ADDRESS,
                    "%s names %s, which is no address of this machine."
                            .formatted(setting, bind.host()),
                    "Use one of this machine's, or :%d for all of them.".formatted(bind.port()));
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            findings.add(Symptom.PORT_FREE, "%s: %s is free.".formatted(setting, place));
        } catch (BindException e) {
            taken(setting, bind, findings);
        } catch (IOException e) {
            findings.add(
                    Symptom.PORT_ADDRESS,
                    "%s: %s cannot be listened on: %s.".formatted(setting, place, Words.why(e)),
                    "Use an address of this machine, and a port that this user may use.");
        }
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // binding will tell
        }
    }

    private static void taken(String setting, Bind bind, Findings findings) {
        InetAddress here = InetAddress.getLoopbackAddress();
        String host = bind.host().equals("0.0.0.0") ? here.getHostAddress() : bind.host();
        if (isOurs(host, bind.port())) {
            findings.add(
                    Symptom.PORT_OURS,
                    "%s: a server like this one answers at %s:%d already."
                            .formatted(setting, bind.host(), bind.port()));
        } else {
            findings.add(
                    Symptom.PORT_TAKEN,
                    "%s: somebody else listens on %s:%d."
                            .formatted(setting, bind.host(), bind.port()),
                    "Stop that program, or set %s to another port.".formatted(setting));
        }
    }

    /// Whether what listens there says that it lives as our server does. Over TLS nobody can tell
    /// without more, and then it counts as somebody else.
    private static boolean isOurs(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream()
                    .write(
                            "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(
                            socket.getInputStream().readNBytes(ENOUGH),
                            StandardCharsets.ISO_8859_1);
            return answer.startsWith("HTTP/1.1 200") && answer.endsWith("{\"status\":\"ok\"}");
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether callers may use the name under which they know the server.
    public static void names(Settings settings, Findings findings) {
        Set<String> hosts = settings.find(SettingTable.ALLOWED_HOSTS).orElse(Set.of());
        String host =
                settings.find(SettingTable.RESOURCE_URI)
                        .map(URI::getHost)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .orElse("");
        boolean named =
                hosts.contains("*")
                        || hosts.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .anyMatch(name -> name.equals(host) || name.startsWith(host + ":"));
        if (!hosts.isEmpty() && !host.isEmpty() && !named) {
            findings.add(
                    Symptom.HOST_UNLISTED,
                    "MCP_ALLOWED_HOSTS lacks %s, the host of MCP_RESOURCE_URI: whoever uses that"
                                    .formatted(host)
                            + " address is refused.",
                    "Add %s to MCP_ALLOWED_HOSTS.".formatted(host));
        }
    }
}
