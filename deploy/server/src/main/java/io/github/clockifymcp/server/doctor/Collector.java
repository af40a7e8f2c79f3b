package io.github.clockifymcp.server.doctor;

import io.github.clockifymcp.clockify.Outlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/// Whether the OpenTelemetry collector takes what the server would send: an export of nothing.
public final class Collector {
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final ContentType PROTOBUF = ContentType.create("application/x-protobuf");
    private static final int BAD = 400;
    private static final int NOT_LET_IN = 401;
    private static final int FORBIDDEN = 403;
    private static final int BROKEN = 500;

    private final URI traces;
    private final Outlet outlet;
    private final String authorities;
    private final Findings findings;

    /// @param traces where traces are sent
    /// @param outlet how that is reached
    /// @param authorities the setting that names whom to trust there beside Java's authorities
    public Collector(URI traces, Outlet outlet, String authorities, Findings findings) {
        this.traces = traces;
        this.outlet = outlet;
        this.authorities = authorities;
        this.findings = findings;
    }

    /// Sends it nothing, and listens.
    ///
    /// @param headers what is sent along; secrets may be among them
    public void look(Map<String, String> headers) throws InterruptedException {
        HttpPost export = new HttpPost(traces);
        export.setEntity(new ByteArrayEntity(new byte[0], PROTOBUF));
        headers.forEach(export::setHeader);
        try (Asker asker = new Asker(outlet, WAIT)) {
            judge(asker.ask(export).status());
        } catch (IOException e) {
            away(e);
        }
    }

    private void judge(int status) {
        if (status < BAD) {
            findings.add(Symptom.OTLP_REACHED, "%s takes traces.".formatted(traces));
            return;
        }
        findings.add(
                Symptom.OTLP_REFUSED,
                "%s answers %d to traces.".formatted(traces, status),
                status == NOT_LET_IN || status == FORBIDDEN
                        ? "Look whether OTEL_EXPORTER_OTLP_HEADERS has what it wants to be shown."
                        : status < BROKEN
                                ? "Look whether OTEL_EXPORTER_OTLP_ENDPOINT is its address for OTLP"
                                        + " over HTTP, and OTEL_EXPORTER_OTLP_HEADERS what it wants."
                                : "Look what is wrong with the collector.");
    }

    private void away(IOException failure) {
        Optional<Way.Trouble> trouble = Way.look(traces, outlet, authorities);
        findings.add(
                Symptom.OTLP_AWAY,
                "%s does not answer (%s). The server works without it, and nobody sees traces.%s"
                        .formatted(
                                traces,
                                Words.why(failure),
                                trouble.map(in -> " " + in.what()).orElse("")),
                trouble.map(Way.Trouble::mend)
                        .orElse(
                                "Start the collector, correct OTEL_EXPORTER_OTLP_ENDPOINT, or leave"
                                        + " it out."));
    }
}
