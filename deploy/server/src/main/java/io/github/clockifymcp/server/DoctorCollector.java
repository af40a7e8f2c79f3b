package io.github.clockifymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.doctor.Collector;
import io.github.clockifymcp.server.doctor.Findings;
import io.github.clockifymcp.server.doctor.Symptom;
import io.github.clockifymcp.server.settings.Secret;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Asks the collector where, as whom and trusting whom the server will. Beside our settings that is
/// said by the variables of OpenTelemetry, of which those for traces come before those for all.
final class DoctorCollector {
    private static final String EXPORTER = "OTEL_EXPORTER_OTLP_";

    private final Settings settings;
    private final Map<String, String> environment;
    private final Findings findings;

    private DoctorCollector(Settings settings, Map<String, String> environment, Findings findings) {
        this.settings = settings;
        this.environment = environment;
        this.findings = findings;
    }

    static void look(Settings settings, Map<String, String> environment, Findings findings)
            throws InterruptedException {
        new DoctorCollector(settings, environment, findings).look();
    }

    /// Where traces are sent; empty where an address cannot be read.
    static Optional<URI> traces(Settings settings, Map<String, String> environment) {
        String own = environment.getOrDefault(EXPORTER + "TRACES_ENDPOINT", "").strip();
        String base = settings.get(SettingTable.OTLP_ENDPOINT).toString();
        try {
            URI place =
                    URI.create(
                            own.isEmpty()
                                    ? base + (base.endsWith("/") ? "" : "/") + "v1/traces"
                                    : own);
            boolean told =
                    place.getHost() != null
                            && place.getRawUserInfo() == null
                            && place.getRawQuery() == null;
            return told ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void look() throws InterruptedException {
        Optional<URI> traces = traces(settings, environment);
        String unseen = unseen(traces);
        if (traces.isEmpty() || !unseen.isEmpty()) {
            findings.add(Symptom.OTLP_UNSEEN, "The collector was not asked: %s.".formatted(unseen));
            return;
        }
        String named = said("CERTIFICATE");
        try {
            Outlet outlet = new Outside(settings).outlet();
            boolean own = !named.isEmpty();
            new Collector(
                            traces.get(),
                            own ? outlet.trusting(TlsFiles.trusting(certificates(named))) : outlet,
                            own ? EXPORTER + "CERTIFICATE" : SettingTable.EXTRA_CAS.name(),
                            findings)
                    .look(headers());
        } catch (SettingsException e) {
            return; // the file is said of where files are
        } catch (IOException | InvalidPathException | GeneralSecurityException e) {
            findings.add(
                    Symptom.AUTHORITIES_UNUSABLE,
                    "The file %s of %sCERTIFICATE has no certificates that can be read."
                            .formatted(named, EXPORTER),
                    "Name a PEM file with the authority of the collector, or leave it out.");
        }
    }

    /// The value of a variable for traces, or else of that for all; empty where there is none.
    private String said(String what) {
        String own = environment.getOrDefault(EXPORTER + "TRACES_" + what, "").strip();
        return own.isEmpty() ? environment.getOrDefault(EXPORTER + what, "").strip() : own;
    }

    /// Why it cannot be asked; empty where it can.
    private String unseen(Optional<URI> traces) {
        String exporter = environment.getOrDefault("OTEL_TRACES_EXPORTER", "otlp").strip();
        String protocol = said("PROTOCOL").toLowerCase(Locale.ROOT);
        if ("true".equalsIgnoreCase(environment.getOrDefault("OTEL_SDK_DISABLED", "").strip())) {
            return "OTEL_SDK_DISABLED turns traces off";
        }
        if (!exporter.isEmpty() && !exporter.contains("otlp")) {
            return "OTEL_TRACES_EXPORTER sends it no traces";
        }
        if (!protocol.isEmpty() && !protocol.startsWith("http/")) {
            return EXPORTER + "PROTOCOL is another way than OTLP over HTTP";
        }
        if (!said("CLIENT_CERTIFICATE").isEmpty()) {
            return EXPORTER + "CLIENT_CERTIFICATE names a certificate, which doctor does not show";
        }
        return traces.isEmpty()
                ? EXPORTER + "TRACES_ENDPOINT is no address without user and query"
                : "";
    }

    private static List<X509Certificate> certificates(String file)
            throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new CertificateException("none");
            }
            return found;
        }
    }

    /// What is sent along. Its values are written as in addresses: a space as %20.
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        String own = environment.getOrDefault(EXPORTER + "TRACES_HEADERS", "");
        String all =
                own.isBlank()
                        ? settings.find(SettingTable.OTLP_HEADERS).map(Secret::reveal).orElse("")
                        : own;
        for (String each : List.of(all.split(",", -1))) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                headers.put(
                        each.substring(0, equals).strip(),
                        decoded(each.substring(equals + 1).strip()));
            }
        }
        return headers;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
