package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.watch.MetricsServer;
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
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/// Where the server would listen, and by which names it may be addressed there.
public final class Ports {
    private static final int WAIT_MILLIS = 1_000;
    private static final int ENOUGH = 4_096;

    private Ports() {}

    /// Whether a server could listen there now.
    ///
    /// @param setting what says so
    /// @param own the certificate that it would show there; empty where it would show none
    public static void listen(
            String setting, Bind bind, Optional<X509Certificate> own, Findings findings) {
        String place = place(bind);
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
        } catch (IOException e) {
            if (e instanceof BindException && !isDenied(e)) {
                taken(setting, bind, own, findings);
                return;
            }
            findings.add(
                    Symptom.PORT_ADDRESS,
                    "%s: %s cannot be listened on: %s."
                            .formatted(
                                    setting,
                                    place,
                                    isDenied(e) ? "this user may not use that port" : Words.why(e)),
                    "Use an address of this machine and a port that this user may use, such as"
                            + " 8080.");
        }
    }

    private static boolean isDenied(IOException failure) {
        return String.valueOf(failure.getMessage()).contains("denied");
    }

    private static String place(Bind bind) {
        return (bind.host().indexOf(':') < 0 ? bind.host() : "[" + bind.host() + "]")
                + ":"
                + bind.port();
    }

    /// Whether who listens at one keeps somebody else from listening at the other.
    public static boolean same(Bind one, Bind other) {
        Set<String> hosts = new HashSet<>(List.of(number(one), number(other)));
        boolean everywhere = hosts.contains("0.0.0.0") || hosts.contains("::");
        return one.port() != 0 && one.port() == other.port() && (everywhere || hosts.size() == 1);
    }

    private static String number(Bind bind) {
        return bind.host().equals("localhost") ? "127.0.0.1" : bind.host();
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

    private static void taken(
            String setting, Bind bind, Optional<X509Certificate> own, Findings findings) {
        InetAddress here = InetAddress.getLoopbackAddress();
        String host = bind.host().equals("0.0.0.0") ? here.getHostAddress() : bind.host();
        boolean ours =
                own.isEmpty() ? isOurs(host, bind.port()) : isShown(own.get(), host, bind.port());
        if (ours) {
            findings.add(
                    Symptom.PORT_OURS,
                    "%s: a server like this one answers at %s already; a second one does not start"
                                    .formatted(setting, place(bind))
                            + " beside it.");
        } else {
            findings.add(
                    Symptom.PORT_TAKEN,
                    "%s: somebody else listens on %s.".formatted(setting, place(bind)),
                    "Stop that program, or set %s to another port.%s"
                            .formatted(
                                    setting,
                                    own.isEmpty()
                                            ? ""
                                            : " If it is this server, with a certificate from before"
                                                    + " it was renewed, nothing is wrong but that."));
        }
    }

    /// Whether what listens there says that it lives, or that it only shows metrics, as our server
    /// does.
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
            return (answer.startsWith("HTTP/1.1 200") && answer.endsWith("{\"status\":\"ok\"}"))
                    || (answer.startsWith("HTTP/1.1 404") && answer.endsWith(MetricsServer.ELSE));
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether what listens there shows a certificate. Nothing is said there, so nobody has to be
    /// trusted.
    private static boolean isShown(X509Certificate own, String host, int port) {
        Shown shown = new Shown(Optional.empty());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {shown}, null);
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
            tls.startHandshake();
            return own.equals(tls.getSession().getPeerCertificates()[0]);
        } catch (IOException e) {
            return shown.refused().filter(own::equals).isPresent();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make encrypted connections.", e);
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
