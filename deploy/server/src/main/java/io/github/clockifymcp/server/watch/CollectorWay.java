package io.github.clockifymcp.server.watch;

import io.github.clockifymcp.clockify.Outlet;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Lets what is sent to a collector leave like everything else: through the proxy, and trusting the
/// authorities that are trusted beside Java's. What the standard's own variables say of that stays.
final class CollectorWay {
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    /// Java's client is told by this property not to show a password to a proxy on the way to an
    /// encrypted place. It is read once, when the first client is made.
    private static final String SHY = "jdk.http.auth.tunneling.disabledSchemes";

    private final Outlet outlet;

    CollectorWay(Outlet outlet) {
        this.outlet = outlet;
        if (outlet.hasLogin()) {
            System.setProperty(SHY, "");
        }
    }

    SpanExporter spans(SpanExporter exporter, ConfigProperties properties) {
        if (!(exporter instanceof OtlpHttpSpanExporter http)) {
            return exporter;
        }
        OtlpHttpSpanExporterBuilder builder =
                http.toBuilder().setProxy(ProxyOptions.create(outlet.proxies()));
        authorities("traces", properties)
                .ifPresent(trusted -> builder.setSslContext(outlet.tls(), trusted));
        login("traces", properties)
                .ifPresent(header -> builder.addHeader(PROXY_AUTHORIZATION, header));
        return builder.build();
    }

    MetricExporter durations(MetricExporter exporter, ConfigProperties properties) {
        if (!(exporter instanceof OtlpHttpMetricExporter http)) {
            return exporter;
        }
        OtlpHttpMetricExporterBuilder builder =
                http.toBuilder().setProxyOptions(ProxyOptions.create(outlet.proxies()));
        authorities("metrics", properties)
                .ifPresent(trusted -> builder.setSslContext(outlet.tls(), trusted));
        login("metrics", properties)
                .ifPresent(header -> builder.addHeader(PROXY_AUTHORIZATION, header));
        return builder.build();
    }

    private Optional<X509TrustManager> authorities(String signal, ConfigProperties properties) {
        return said("certificate", signal, properties) == null
                        && said("client.certificate", signal, properties) == null
                ? outlet.trusted()
                : Optional.empty();
    }

    /// Only where the proxy is on the way: a collector that is reached directly would see it.
    private Optional<String> login(String signal, ConfigProperties properties) {
        @Nullable String endpoint = said("endpoint", signal, properties);
        return endpoint == null
                ? Optional.empty()
                : outlet.proxyAuthorization(URI.create(endpoint));
    }

    private static @Nullable String said(String what, String signal, ConfigProperties properties) {
        @Nullable String own = properties.getString("otel.exporter.otlp." + signal + "." + what);
        return own == null ? properties.getString("otel.exporter.otlp." + what) : own;
    }
}
