package io.github.clockifymcp.server.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.clockifymcp.clockify.Outlet;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The way to an address from which no answer came: through the proxy, if there is one, and up to
/// the certificate that is shown at its end. Nothing is asked there.
public final class Way {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 3_000;
    private static final int LONGEST_HEAD = 16 << 10;
    private static final int HTTPS_PORT = 443;
    private static final int GOOD = 300;
    private static final int NOT_KNOWN = 407;
    private static final int BROKEN = 500;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private final String host;
    private final int port;
    private final @Nullable InetSocketAddress proxy;
    private final Optional<String> login;
    private final Outlet outlet;
    private final String authorities;

    private Way(URI address, Outlet outlet, String authorities) {
        this.host = String.valueOf(address.getHost());
        this.port = port(address);
        this.proxy = chosen(address, outlet);
        this.login = outlet.proxyAuthorization(address);
        this.outlet = outlet;
        this.authorities = authorities;
    }

    /// What is in the way.
    ///
    /// @param shown whether it is the certificate that is shown at its end
    public record Trouble(boolean shown, String what, String mend) {}

    /// Goes it. Empty where it is open, or ends as whoever asked has seen themselves.
    ///
    /// @param authorities the setting that names whom to trust there beside Java's authorities
    public static Optional<Trouble> look(URI address, Outlet outlet, String authorities) {
        boolean encrypted = "https".equalsIgnoreCase(address.getScheme());
        return encrypted && address.getHost() != null
                ? new Way(address, outlet, authorities).look()
                : Optional.empty();
    }

    /// The proxy on the way to an address, as host and port; empty where there is none.
    public static Optional<String> proxy(URI address, Outlet outlet) {
        return Optional.ofNullable(chosen(address, outlet)).map(Way::written);
    }

    /// Host and port of an address.
    public static String place(URI address) {
        return address.getHost() + ":" + port(address);
    }

    private static int port(URI address) {
        boolean encrypted = "https".equalsIgnoreCase(address.getScheme());
        return address.getPort() >= 0 ? address.getPort() : encrypted ? HTTPS_PORT : 80;
    }

    private static @Nullable InetSocketAddress chosen(URI address, Outlet outlet) {
        return outlet.proxies().select(address).stream()
                .filter(each -> each.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static String written(InetSocketAddress at) {
        String host = at.getHostString();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + at.getPort();
    }

    private Optional<Trouble> look() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            if (proxy == null) {
                socket.connect(new InetSocketAddress(bare(), port), CONNECT_MILLIS);
            } else {
                Optional<Trouble> before = through(socket, proxy);
                if (before.isPresent()) {
                    return before;
                }
            }
            return encrypted(socket);
        } catch (IOException e) {
            return Optional.empty(); // whoever asked has seen that too
        }
    }

    private String bare() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private Optional<Trouble> through(Socket socket, InetSocketAddress at) {
        String name =
                "The proxy %s, through which %s:%d is reached,".formatted(written(at), host, port);
        try {
            socket.connect(new InetSocketAddress(at.getHostString(), at.getPort()), CONNECT_MILLIS);
        } catch (IOException e) {
            return trouble(
                    "%s does not answer (%s).".formatted(name, Words.why(e)),
                    "Look whether it runs, and correct HTTPS_PROXY. What is reached without it"
                            + " belongs into NO_PROXY.");
        }
        List<String> head;
        int status;
        try {
            head = asked(socket);
            Matcher first = STATUS.matcher(head.getFirst());
            status = first.matches() ? Integer.parseInt(first.group(1)) : 0;
        } catch (IOException e) {
            head = List.of();
            status = 0;
        }
        if (status == 0) {
            return trouble(
                    name + " does not answer as a proxy does.",
                    "Look whether HTTPS_PROXY has host and port of a proxy for HTTP.");
        }
        return status < GOOD ? Optional.empty() : refused(name, status, head);
    }

    /// Asks for a way through, and reads what is said to that.
    private List<String> asked(Socket socket) throws IOException {
        String known = login.map(header -> "Proxy-Authorization: " + header + "\r\n").orElse("");
        String ask = "CONNECT %1$s:%2$d HTTP/1.1\r\nHost: %1$s:%2$d\r\n".formatted(host, port);
        socket.getOutputStream().write((ask + known + "\r\n").getBytes(ISO_8859_1));
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            // One by one: what follows belongs to what is encrypted.
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        return head.toString().lines().toList();
    }

    private Optional<Trouble> refused(String name, int status, List<String> head) {
        if (status != NOT_KNOWN) {
            return trouble(
                    "%s %s (%d)."
                            .formatted(
                                    name,
                                    status < BROKEN
                                            ? "refuses to lead there"
                                            : "does not get there",
                                    status),
                    "Let whoever runs the proxy allow %s:%d. What is reached without it belongs into"
                                    .formatted(host, port)
                            + " NO_PROXY.");
        }
        List<String> ways =
                head.stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .filter(line -> line.startsWith("proxy-authenticate:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .toList();
        if (!ways.isEmpty() && ways.stream().noneMatch(way -> way.startsWith("basic"))) {
            return trouble(
                    name
                            + " wants to know who asks (407), in a way that the server does not speak.",
                    "Let whoever runs the proxy accept a user and a password by Basic, or let this"
                            + " machine through without.");
        }
        return trouble(
                name
                        + (login.isPresent()
                                ? " does not take user and password of HTTPS_PROXY (407)."
                                : " wants a user and a password (407), and HTTPS_PROXY has none."),
                "Write HTTPS_PROXY as http://user:password@%s, with %%40 for @ and %%3A for : in them."
                        .formatted(proxy == null ? "host:port" : written(proxy)));
    }

    private Optional<Trouble> encrypted(Socket socket) throws IOException {
        Shown shown = new Shown(outlet.trusted());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {shown}, null);
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, bare(), port, true);
            SSLParameters checking = tls.getSSLParameters();
            checking.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(checking);
            tls.startHandshake();
            return Optional.empty();
        } catch (SSLException e) {
            return shown.wrong().map(wrong -> judged(wrong, shown.issuer()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make encrypted connections.", e);
        }
    }

    private Trouble judged(Shown.Wrong wrong, String issuer) {
        String shows = "What answers as %s:%d shows a certificate".formatted(host, port);
        return switch (wrong) {
            case TIME ->
                    new Trouble(
                            true,
                            shows + " that has expired, or is not valid yet.",
                            "Let it be renewed there, and look whether this machine's clock is"
                                    + " right.");
            case AUTHORITY ->
                    new Trouble(
                            true,
                            "%s of ‹%s›, an authority that is not trusted here."
                                    .formatted(shows, issuer),
                            "If that is your company's, such as that of a proxy that looks into what"
                                    + " is encrypted, put its certificate into a PEM file and name"
                                    + " that in %s. If nobody knows it, show nothing secret there: look who"
                                            .formatted(authorities)
                                    + " is on the way.");
            case NAME ->
                    new Trouble(
                            true,
                            shows + " for other names.",
                            "Look whether the address is right, and where it leads from here.");
        };
    }

    private static Optional<Trouble> trouble(String what, String mend) {
        return Optional.of(new Trouble(false, what, mend));
    }
}
