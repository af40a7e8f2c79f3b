package io.github.clockifymcp.server.doctor;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.clockifymcp.sandbox.Fault;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.identity.Issuer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What doctor finds by asking: Clockify, a provider, a collector.
@Execution(ExecutionMode.SAME_THREAD)
final class BrokenNeighboursTest {
    private static final String ME = "{\"id\":\"u1\",\"name\":\"Ann\"}";

    @TempDir static Path folder;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Sandbox clockify;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static Answers others;

    @BeforeAll
    static void begin() throws Exception {
        clockify = Sandbox.start(SandboxOptions.with(SandboxClock.running()));
        others = Answers.plain();
    }

    @AfterAll
    static void end() {
        clockify.close();
        others.close();
    }

    @TestFactory
    List<DynamicTest> clockify_and_the_way_there() {
        String user = "/api/v1/user";
        String workspaces = "/api/v1/workspaces";
        return new BrokenSetUp.Table(folder)
                .row("no key", "clockify.key.missing", 2, patient -> {})
                .row(
                        "a key that nobody has",
                        "clockify.key.refused",
                        2,
                        patient -> patient.with(inSandbox(Patient.KEY)))
                .row(
                        "authorities beside Java's that are none",
                        "authorities.unusable",
                        2,
                        patient ->
                                patient.with(inSandbox(Seed.person("ada").key()))
                                        .with(
                                                "MCP_EXTRA_CA_CERT_PATH",
                                                patient.file("extra.crt", "none").toString(),
                                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                                others.origin()))
                .row(
                        "nobody there",
                        "clockify.away",
                        2,
                        patient -> patient.with(at("http://127.0.0.1:1/api/v1")))
                .row(
                        "a server error",
                        "clockify.away",
                        2,
                        patient -> {
                            clockify.faults().inject(Fault.status(503));
                            patient.with(inSandbox(Seed.person("ada").key()));
                        })
                .row(
                        "an answer that is not JSON",
                        "clockify.away",
                        2,
                        patient -> {
                            clockify.faults().inject(Fault.of(Fault.Kind.GARBAGE_BODY));
                            patient.with(inSandbox(Seed.person("ada").key()));
                        })
                .row(
                        "something that is not Clockify",
                        "clockify.odd",
                        2,
                        patient -> patient.with(at(others.origin() + "/elsewhere/api/v1")))
                .row(
                        "no requests left",
                        "clockify.rate",
                        0,
                        patient -> {
                            clockify.faults().inject(Fault.tooManyRequests(60));
                            patient.with(inSandbox(Seed.person("ada").key()));
                        })
                .row(
                        "a workspace of others",
                        "workspace.unknown",
                        2,
                        patient ->
                                patient.with(inSandbox(Seed.person("ada").key()))
                                        .with("CLOCKIFY_WORKSPACE_ID", "5e5b8b0a9d5c3d3f6c000001"))
                .row(
                        "several workspaces and none chosen",
                        "workspace.unchosen",
                        0,
                        patient -> {
                            others.on(user, ME);
                            others.on(workspaces, "[{\"id\":\"w1\"},{\"id\":\"w2\"}]");
                            patient.with(at(others.origin() + "/api/v1"));
                        })
                .row(
                        "no workspace at all",
                        "workspace.none",
                        2,
                        patient -> {
                            others.on(user, ME);
                            others.on(workspaces, "[]");
                            patient.with(at(others.origin() + "/api/v1"));
                        })
                .tests();
    }

    private static Map<String, String> inSandbox(String key) {
        return Map.of(
                "CLOCKIFY_BASE_URL",
                clockify.baseUrl() + "/api/v1",
                "CLOCKIFY_API_KEY",
                key,
                "CLOCKIFY_WORKSPACE_ID",
                Seed.studio());
    }

    private static Map<String, String> at(String base) {
        return Map.of("CLOCKIFY_BASE_URL", base, "CLOCKIFY_API_KEY", Patient.KEY);
    }

    @TestFactory
    List<DynamicTest> the_collector() {
        return new BrokenSetUp.Table(folder)
                .row(
                        "no collector",
                        "otlp.away",
                        0,
                        patient ->
                                patient.with(inSandbox(Seed.person("ada").key()))
                                        .with("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"))
                .row(
                        "a collector that takes no traces",
                        "otlp.refused",
                        0,
                        patient ->
                                patient.with(inSandbox(Seed.person("ada").key()))
                                        .with(
                                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                                others.origin() + "/collector",
                                                "OTEL_EXPORTER_OTLP_HEADERS",
                                                "authorization=" + Patient.TOKEN))
                .tests();
    }

    @TestFactory
    List<DynamicTest> providers_of_tokens() throws Exception {
        String document = "/.well-known/openid-configuration";
        others.on("/slash" + document, "{\"issuer\":\"HOST/slash/\",\"jwks_uri\":\"HOST/keys\"}");
        others.on("/bare" + document, "{\"issuer\":\"HOST/bare\",\"jwks_uri\":\"HOST/nokeys\"}");
        others.on("/nokeys", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}");
        others.on(
                "/weak" + document,
                "{\"issuer\":\"HOST/weak\",\"jwks_uri\":\"HOST/keys\","
                        + "\"id_token_signing_alg_values_supported\":[\"HS256\"]}");
        others.on("/fine" + document, "{\"issuer\":\"HOST/fine\",\"jwks_uri\":\"HOST/keys\"}");
        others.on("/keys", new Issuer("x").key("a", JWSAlgorithm.ES256).keySet());
        return new BrokenSetUp.Table(folder)
                .row("a provider that is not there", "identity.away", 2, issuer("/away"))
                .row(
                        "a provider that calls itself otherwise",
                        "identity.issuer",
                        2,
                        issuer("/slash"))
                .row("a provider without keys for us", "identity.keys", 2, issuer("/bare"))
                .row(
                        "a provider that signs with a secret",
                        "identity.algorithms",
                        0,
                        issuer("/weak"))
                .row(
                        "an address under which nobody answers",
                        "identity.resource",
                        0,
                        patient -> {
                            issuer("/fine").of(patient);
                            patient.with("MCP_RESOURCE_URI", "https://mcp.example.com/");
                        })
                .tests();
    }

    private static BrokenSetUp.Breaking issuer(String path) {
        return patient ->
                patient.with(inSandbox(Seed.person("ada").key()))
                        .with(
                                "MCP_TRANSPORT",
                                "streamable_http",
                                "MCP_HTTP_BIND",
                                "127.0.0.1:0",
                                "MCP_AUTH_MODE",
                                "oidc",
                                "MCP_ALLOW_DEV_ISSUER",
                                "1",
                                "MCP_OIDC_ISSUER",
                                others.origin() + path,
                                "MCP_RESOURCE_URI",
                                "https://mcp.example.com/mcp");
    }
}
