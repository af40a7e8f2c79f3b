package io.github.clockifymcp.clockify;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// HTTP to others than Clockify: through the same proxy, and trusting the same authorities. A
/// client sends once, follows nothing, and remembers neither cookies nor passwords.
public final class PlainHttp {
    private static final String ASKED = "clockify.asked";
    private static final Timeout CONNECT = Timeout.ofSeconds(3);

    private PlainHttp() {}

    /// A client, which whoever asked for it closes.
    ///
    /// @param silence how long the other side may say nothing
    public static CloseableHttpClient client(Outlet outlet, Duration silence) {
        return outlet.on(HttpClientBuilder.create())
                .setConnectionManager(
                        PoolingHttpClientConnectionManagerBuilder.create()
                                .setDefaultConnectionConfig(
                                        ConnectionConfig.custom()
                                                .setConnectTimeout(CONNECT)
                                                .setSocketTimeout(Timeout.of(silence))
                                                .build())
                                .setTlsSocketStrategy(outlet.encrypting())
                                .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
                .setRequestExecutor(new Noting())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /// Whether whom we mean was asked in an exchange of such a client. Until then, whoever answers
    /// is a proxy on the way.
    public static boolean asked(HttpContext exchange) {
        return exchange.getAttribute(ASKED) != null;
    }

    private static final class Noting extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                @Nullable HttpResponseInformationCallback informed,
                HttpContext context)
                throws IOException, HttpException {
            if (!Method.CONNECT.isSame(request.getMethod())) {
                context.setAttribute(ASKED, true);
            }
            return super.execute(request, connection, informed, context);
        }
    }
}
