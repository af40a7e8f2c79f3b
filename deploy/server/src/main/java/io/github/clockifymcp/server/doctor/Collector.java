package io.github.clockifymcp.server.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Whether the OpenTelemetry collector takes what the server would send: an export of nothing.
public final class Collector {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final int BAD = 400;
    private static final int BROKEN = 500;

    private Collector() {}

    /// Sends it nothing, and listens.
    ///
    /// @param headers what is sent along; secrets may be among them
    public static void look(URI endpoint, Map<String, String> headers, Findings findings)
            throws InterruptedException {
        String base = endpoint.toString();
        URI traces = URI.create(base + (base.endsWith("/") ? "" : "/") + "v1/traces");
        HttpRequest.Builder export =
                HttpRequest.newBuilder(traces)
                        .timeout(WAIT)
                        .header("Content-Type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[0]));
        headers.forEach(export::header);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(WAIT).build()) {
            int status =
                    client.send(export.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            if (status < BAD) {
                findings.add(Symptom.OTLP_REACHED, "%s takes traces.".formatted(traces));
            } else {
                findings.add(
                        Symptom.OTLP_REFUSED,
                        "%s answers %d to traces.".formatted(traces, status),
                        status < BROKEN
                                ? "Look whether OTEL_EXPORTER_OTLP_ENDPOINT is its address for OTLP"
                                        + " over HTTP, and OTEL_EXPORTER_OTLP_HEADERS what it wants."
                                : "Look what is wrong with the collector.");
            }
        } catch (IOException e) {
            findings.add(
                    Symptom.OTLP_AWAY,
                    "%s does not answer (%s). The server works without it, and nobody sees traces."
                            .formatted(traces, Words.why(e)),
                    "Start the collector, correct OTEL_EXPORTER_OTLP_ENDPOINT, or leave it out.");
        }
    }
}
