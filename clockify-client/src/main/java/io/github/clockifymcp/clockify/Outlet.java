package io.github.clockifymcp.clockify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/// How connections leave this machine: through which proxy, as whom there, and trusting whom. It
/// may hold a password and is never printed.
public final class Outlet {
    private final ProxySelector proxies;
    private final @Nullable Login login;
    private final @Nullable X509TrustManager trusted;

    /// Who we are to a proxy. Nobody else is shown it.
    private static final class Login {
        private final String host;
        private final int port;
        private final String user;
        private final String password;

        Login(String host, int port, String user, String password) {
            this.host = host;
            this.port = port;
            this.user = user;
            this.password = password;
        }

        boolean isFor(@Nullable String asking, int at) {
            return host.equalsIgnoreCase(asking) && port == at;
        }
    }

    private Outlet(
            ProxySelector proxies, @Nullable Login login, @Nullable X509TrustManager trusted) {
        this.proxies = proxies;
        this.login = login;
        this.trusted = trusted;
    }

    /// As this Java is set up.
    public static Outlet ordinary() {
        return through(ProxySelector.getDefault());
    }

    /// Through the proxies that are chosen for each address.
    public static Outlet through(ProxySelector proxies) {
        return new Outlet(proxies, null, null);
    }

    /// The same, with a user and a password for one proxy.
    public Outlet knownTo(String host, int port, String user, String password) {
        return new Outlet(proxies, new Login(host, port, user, password), trusted);
    }

    /// The same, trusting these instead of whom this Java trusts.
    public Outlet trusting(X509TrustManager trusted) {
        return new Outlet(proxies, login, trusted);
    }

    /// Which proxy an address is reached through.
    public ProxySelector proxies() {
        return proxies;
    }

    /// Whom encrypted connections trust; empty for whom this Java trusts.
    public Optional<X509TrustManager> trusted() {
        return Optional.ofNullable(trusted);
    }

    /// What encrypts connections.
    public SSLContext tls() {
        try {
            if (trusted == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trusted}, null);
            return context;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot make encrypted connections.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot trust what it is told to.", e);
        }
    }

    /// How a client of the library encrypts. Java checks the name; the library's own check would
    /// read a list of all public suffixes first.
    TlsSocketStrategy encrypting() {
        return new DefaultClientTlsStrategy(
                tls(), HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
    }

    /// Whether a proxy is told who we are.
    public boolean hasLogin() {
        return login != null;
    }

    /// The header by which the proxy on the way to an address knows us, for a client that does not
    /// wait to be asked; empty where there is no such proxy, or it knows nobody. It is a secret.
    public Optional<String> proxyAuthorization(URI address) {
        if (login == null) {
            return Optional.empty();
        }
        boolean asked =
                proxies.select(address).stream()
                        .map(Proxy::address)
                        .anyMatch(proxy ->
                                proxy instanceof InetSocketAddress at
                                        && login.isFor(at.getHostString(), at.getPort()));
        byte[] pair = (login.user + ":" + login.password).getBytes(UTF_8);
        return asked
                ? Optional.of("Basic " + Base64.getEncoder().encodeToString(pair))
                : Optional.empty();
    }

    /// Lets a client's connections go through its proxies.
    public HttpClientBuilder on(HttpClientBuilder builder) {
        builder.setProxySelector(proxies);
        if (login != null) {
            builder.setDefaultCredentialsProvider((scope, context) -> credentials(scope));
        }
        return builder;
    }

    /// For nobody but the proxy: whom we call may ask for a password too, and is given none.
    private @Nullable Credentials credentials(AuthScope asking) {
        return login != null && login.isFor(asking.getHost(), asking.getPort())
                ? new UsernamePasswordCredentials(login.user, login.password.toCharArray())
                : null;
    }

    @Override
    public String toString() {
        return "Outlet[…]";
    }
}
