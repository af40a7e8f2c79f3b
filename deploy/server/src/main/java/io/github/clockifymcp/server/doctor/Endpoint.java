package io.github.clockifymcp.server.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A server that runs, as a client meets it: whether it lives, how it is encrypted, what it says to
/// somebody without a token, and whether it speaks the protocol in both of its eras.
public final class Endpoint {
    private static final Duration SOON = Duration.ofDays(21);
    private static final Pattern METADATA = Pattern.compile("resource_metadata=\"([^\"]{1,500})\"");
    private static final String AUTHORITIES =
            "MCP_EXTRA_CA_CERT_PATH for doctor, and to each client in its own way";
    private static final int OK = 200;
    private static final int UNKNOWN = 401;
    private static final int FORBIDDEN = 403;

    private final URI endpoint;
    private final @Nullable Secret token;
    private final Outlet outlet;
    private final Clock clock;
    private final Findings findings;

    private Endpoint(
            URI endpoint, @Nullable Secret token, Outlet outlet, Clock clock, Findings findings) {
        this.endpoint = endpoint;
        this.token = token;
        this.outlet = outlet;
        this.clock = clock;
        this.findings = findings;
    }

    /// Looks at it.
    ///
    /// @param token what is shown there; null for nothing
    /// @param outlet how it is reached
    public static void look(
            URI endpoint, @Nullable Secret token, Outlet outlet, Clock clock, Findings findings)
            throws InterruptedException {
        Way.proxy(endpoint, outlet)
                .ifPresent(proxy ->
                        findings.add(
                                Symptom.PROXY_WAY,
                                "%s is reached through the proxy %s.".formatted(endpoint, proxy)));
        new Endpoint(endpoint, token, outlet, clock, findings).look();
    }

    private void look() throws InterruptedException {
        boolean exposed = exposed();
        @Nullable Secret shown = exposed ? null : token;
        try (EndpointClient client = new EndpointClient(endpoint, shown, outlet)) {
            if (exposed) {
                exposing();
            }
            EndpointClient.Told alive = client.get(endpoint.resolve("/livez"));
            alive(alive);
            ready(client.get(endpoint.resolve("/ready")));
            certificate(alive.certificates());
            boolean in = stranger(client);
            if (in || shown != null) {
                legacy(client);
                modern(client);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException failure) {
        Way.Trouble trouble = Way.look(endpoint, outlet, AUTHORITIES).orElse(null);
        if (trouble != null && trouble.shown()) {
            findings.add(Symptom.ENDPOINT_UNTRUSTED, trouble.what(), trouble.mend());
        } else if (trouble != null) {
            findings.add(
                    Symptom.ENDPOINT_AWAY,
                    "%s cannot be reached. %s".formatted(endpoint, trouble.what()),
                    trouble.mend());
        } else if (failure instanceof SSLException) {
            findings.add(
                    Symptom.ENDPOINT_UNTRUSTED,
                    "%s does not speak TLS as this machine does.".formatted(endpoint),
                    "Look whether it is http there, whether it wants a certificate of its clients,"
                            + " and whether the port is right.");
        } else {
            findings.add(
                    Symptom.ENDPOINT_AWAY,
                    "%s does not answer (%s).".formatted(endpoint, Words.why(failure)),
                    "Look whether the server runs, and whether its address is right and reachable"
                            + " from here.");
        }
    }

    /// Whether what is sent there can be read on the way.
    private boolean exposed() {
        boolean plain =
                String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT).equals("http");
        return plain && !isHere();
    }

    private boolean isHere() {
        String host = String.valueOf(endpoint.getHost());
        return new Bind(host.replaceAll("[\\[\\]]", ""), 0).local();
    }

    private void exposing() {
        findings.add(
                Symptom.ENDPOINT_PLAIN,
                "%s is not encrypted: whoever listens on the way reads the tokens.%s"
                        .formatted(endpoint, token == null ? "" : " Ours was not sent there."),
                "Use https.");
    }

    private void alive(EndpointClient.Told told) {
        if (told.status() == OK && told.body().path("status").asText().equals("ok")) {
            findings.add(Symptom.ENDPOINT_ALIVE, "%s lives.".formatted(endpoint));
        } else {
            findings.add(
                    Symptom.ENDPOINT_ODD,
                    "%s answers %d to /livez, as this server does not."
                            .formatted(endpoint, told.status()),
                    "Look whether a proxy in front of it leads elsewhere.");
        }
    }

    private void ready(EndpointClient.Told told) {
        String status = told.body().path("status").asText();
        switch (status) {
            case "ok" -> findings.add(Symptom.ENDPOINT_READY, "It is ready.");
            case "degraded" ->
                    findings.add(
                            Symptom.ENDPOINT_DEGRADED,
                            "It has lost its database, and refuses calls.",
                            "Look after the database; the server comes back by itself.");
            default ->
                    findings.add(
                            Symptom.ENDPOINT_UNREADY,
                            "It answers %d to /ready: it lets nobody in.".formatted(told.status()),
                            "Run doctor with the server's settings: its database or its keys are"
                                    + " not what it needs.");
        }
    }

    private void certificate(List<Certificate> chain) {
        if (chain.isEmpty() || !(chain.getFirst() instanceof X509Certificate own)) {
            return;
        }
        Instant until = own.getNotAfter().toInstant();
        Duration left = Duration.between(clock.instant(), until);
        if (left.compareTo(SOON) < 0) {
            findings.add(
                    Symptom.ENDPOINT_EXPIRES,
                    "Its certificate expires in %d days, at %s.".formatted(left.toDays(), until),
                    "Renew it.");
        } else {
            findings.add(
                    Symptom.ENDPOINT_TLS, "Its certificate is good until %s.".formatted(until));
        }
    }

    /// What it says to somebody who shows nothing.
    ///
    /// @return whether they are let in
    private boolean stranger(EndpointClient client) throws IOException, InterruptedException {
        EndpointClient.Told told = client.legacy("initialize", introduction(), "", false);
        if (told.status() == OK && told.body().has("result")) {
            session(told).ifPresent(session -> ended(client, session));
            if (!isHere()) {
                findings.add(
                        Symptom.ENDPOINT_OPEN,
                        "It lets in whoever reaches it, without asking who that is.",
                        "Set MCP_AUTH_MODE or MCP_BEARER_TOKEN there.");
            }
            return true;
        }
        if (told.status() != UNKNOWN) {
            if (told.status() != FORBIDDEN || token == null) {
                odd("initialize without a token", told);
            }
            return false;
        }
        challenge(client, told.header("WWW-Authenticate").orElse(""));
        if (token == null) {
            findings.add(
                    Symptom.ENDPOINT_TOKEN,
                    "It lets nobody in without a token, and none was given to doctor.",
                    "Put one into MCP_BEARER_TOKEN or a file named with --token-file.");
        }
        return false;
    }

    private void challenge(EndpointClient client, String challenge)
            throws IOException, InterruptedException {
        Matcher named = METADATA.matcher(challenge);
        if (!named.find()) {
            findings.add(
                    Symptom.ENDPOINT_CHALLENGE,
                    "It asks for a token that its operator gives out: it names no provider.");
            return;
        }
        URI address = address(named.group(1));
        if (address == null || !String.valueOf(address.getRawPath()).startsWith("/")) {
            metadata("the address of its document is none");
            return;
        }
        // Asked for at the address we have: a name inside may lead elsewhere from here.
        URI here =
                URI.create(
                        "%s://%s%s"
                                .formatted(
                                        endpoint.getScheme(),
                                        endpoint.getRawAuthority(),
                                        address.getRawPath()));
        EndpointClient.Told document = client.get(here);
        JsonNode body = document.body();
        if (document.status() != OK || !body.isObject()) {
            metadata("%s answers %d".formatted(here, document.status()));
        } else if (!body.path("authorization_servers").isArray()
                || body.path("authorization_servers").isEmpty()) {
            metadata("%s names no provider".formatted(here));
        } else if (!same(body.path("resource").asText(), endpoint)) {
            metadata(
                    "%s calls the server %s"
                            .formatted(here, Words.printable(body.path("resource").asText())));
        } else {
            findings.add(
                    Symptom.ENDPOINT_CHALLENGE,
                    "It tells clients to sign in at %s."
                            .formatted(
                                    Words.printable(
                                            body.path("authorization_servers").get(0).asText())));
        }
    }

    private void metadata(String because) {
        findings.add(
                Symptom.ENDPOINT_METADATA,
                "Clients cannot find out where to sign in: %s.".formatted(because),
                "Set MCP_RESOURCE_URI there to the address clients use, and let the proxy in front"
                        + " pass on /.well-known/oauth-protected-resource.");
    }

    private static @Nullable URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean same(String told, URI asked) {
        String mine = asked.toString();
        return told.equalsIgnoreCase(mine) || (told + "/").equalsIgnoreCase(mine);
    }

    private void legacy(EndpointClient client) throws IOException, InterruptedException {
        EndpointClient.Told begun = client.legacy("initialize", introduction(), "", true);
        if (begun.status() == UNKNOWN || begun.status() == FORBIDDEN) {
            findings.add(
                    Symptom.ENDPOINT_TOKEN,
                    "It does not take the token: it answers %d.".formatted(begun.status()),
                    "Look whether the token is whole, of this server and still good.");
            return;
        }
        JsonNode result = begun.result();
        if (!result.path("serverInfo").has("version")) {
            odd("initialize", begun);
            return;
        }
        String session = session(begun).orElse("");
        client.legacy("notifications/initialized", empty(), session, true);
        EndpointClient.Told pong = client.legacy("ping", empty(), session, true);
        EndpointClient.Told listed = client.legacy("tools/list", empty(), session, true);
        if (!session.isEmpty()) {
            client.end(session);
        }
        if (!pong.result().isObject()) {
            odd("ping", pong);
        } else if (!listed.result().path("tools").isArray()) {
            odd("tools/list", listed);
        } else {
            findings.add(
                    Symptom.ENDPOINT_LEGACY,
                    "In %s it is %s %s with %d tools."
                            .formatted(
                                    Words.printable(result.path("protocolVersion").asText()),
                                    Words.printable(
                                            result.path("serverInfo").path("name").asText()),
                                    Words.printable(
                                            result.path("serverInfo").path("version").asText()),
                                    listed.result().path("tools").size()));
        }
    }

    private void modern(EndpointClient client) throws IOException, InterruptedException {
        EndpointClient.Told found = client.modern("server/discover");
        if (found.status() == UNKNOWN || found.status() == FORBIDDEN) {
            return; // that was said for the other era
        }
        EndpointClient.Told listed = client.modern("tools/list");
        if (!found.result().isObject()) {
            odd("server/discover", found);
        } else if (!listed.result().path("tools").isArray()) {
            odd("tools/list in " + EndpointClient.MODERN, listed);
        } else {
            findings.add(
                    Symptom.ENDPOINT_MODERN,
                    "In %s it lists %d tools."
                            .formatted(
                                    EndpointClient.MODERN, listed.result().path("tools").size()));
        }
    }

    private void odd(String method, EndpointClient.Told told) {
        findings.add(
                Symptom.ENDPOINT_ODD,
                "It answers %d to %s, as a server of MCP does not."
                        .formatted(told.status(), method),
                "Look whether the address ends in /mcp, and whether a proxy in front changes"
                        + " requests or answers.");
    }

    private static Optional<String> session(EndpointClient.Told told) {
        return told.header("Mcp-Session-Id");
    }

    private static void ended(EndpointClient client, String session) {
        try {
            client.end(session);
        } catch (IOException e) {
            return; // it will end by itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode introduction() {
        ObjectNode params = empty();
        params.put("protocolVersion", EndpointClient.LEGACY);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "clockify-mcp-doctor").put("version", "1");
        return params;
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
