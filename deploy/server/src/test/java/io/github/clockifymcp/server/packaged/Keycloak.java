package io.github.clockifymcp.server.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A real Keycloak in development mode, with realms that a test makes and changes as their
/// administrators would. It keeps nothing.
final class Keycloak implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_NANOS = 300_000_000_000L;
    private static final String KEYS = "org.keycloak.keys.KeyProvider";

    /// The client whose tokens are for this server and say what is so.
    static final String ASSISTANT = "assistant";

    /// One whose tokens are for nobody.
    static final String AIMLESS = "aimless";

    private final Process process;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it, and waits until it answers.
    ///
    /// @param folder where it writes what it does
    static Keycloak start(Path folder) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("keycloak", "keycloak"));
        if (!Files.exists(home.resolve("bin/kc.sh"))) {
            throw new IllegalStateException(
                    home + " is not there. The build puts it there with -Dsoak=true.");
        }
        int port = free();
        ProcessBuilder command =
                new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--cache=local",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx400m");
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        Path log = folder.resolve("keycloak.log");
        Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Keycloak keycloak = new Keycloak(process, "http://127.0.0.1:" + port);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!keycloak.answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                keycloak.close();
                throw new IOException("Keycloak does not start: " + Files.readString(log));
            }
            Thread.sleep(500);
        }
        return keycloak;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return get("/realms/master").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(),
                BodyHandlers.ofString());
    }

    /// What its tokens have as `iss`.
    String issuer(String realm) {
        return address + "/realms/" + realm;
    }

    /// Makes a realm with one person, whose password is their name. Its tokens are for this
    /// audience and tenant; those of the client `of-` and another tenant say that one instead.
    void realm(String name, String person, String audience, String otherTenant)
            throws IOException, InterruptedException {
        ObjectNode realm =
                JSON.createObjectNode()
                        .put("realm", name)
                        .put("enabled", true)
                        .put("sslRequired", "none");
        ObjectNode user = realm.putArray("users").addObject();
        user.put("username", person).put("enabled", true).put("emailVerified", true);
        user.put("firstName", person).put("lastName", person).put("email", person + "@example.com");
        user.putArray("credentials").addObject().put("type", "password").put("value", person);
        ArrayNode clients = realm.putArray("clients");
        client(clients, ASSISTANT, audience, name);
        client(clients, "of-" + otherTenant, audience, otherTenant);
        client(clients, AIMLESS, "https://else.example.com", name);
        admin("POST", "", realm);
    }

    private static void client(ArrayNode all, String id, String audience, String tenant) {
        ObjectNode client = all.addObject().put("clientId", id);
        client.put("publicClient", true).put("directAccessGrantsEnabled", true);
        ArrayNode mappers = client.putArray("protocolMappers");
        mapper(mappers, "audience", "oidc-audience-mapper")
                .put("included.custom.audience", audience);
        mapper(mappers, "tenant", "oidc-hardcoded-claim-mapper")
                .put("claim.name", "tenant")
                .put("claim.value", tenant)
                .put("jsonType.label", "String");
    }

    private static ObjectNode mapper(ArrayNode all, String name, String kind) {
        ObjectNode mapper = all.addObject().put("name", name).put("protocolMapper", kind);
        return mapper.put("protocol", "openid-connect")
                .putObject("config")
                .put("access.token.claim", "true");
    }

    /// What somebody gets who signs in: `access_token` and `refresh_token`, or `error`.
    JsonNode signIn(String realm, String client, String person)
            throws IOException, InterruptedException {
        return token(
                realm,
                Map.of(
                        "grant_type", "password",
                        "client_id", client,
                        "username", person,
                        "password", person,
                        "scope", "openid"));
    }

    /// Their access token for this server.
    String accessToken(String realm, String person) throws IOException, InterruptedException {
        return accessToken(realm, ASSISTANT, person);
    }

    /// Their access token by way of a client.
    String accessToken(String realm, String client, String person)
            throws IOException, InterruptedException {
        return signIn(realm, client, person).path("access_token").asText();
    }

    /// What somebody gets who has signed in before.
    JsonNode refreshed(String realm, String refreshToken) throws IOException, InterruptedException {
        return token(
                realm,
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", ASSISTANT,
                        "refresh_token", refreshToken));
    }

    private JsonNode token(String realm, Map<String, String> form)
            throws IOException, InterruptedException {
        String body =
                form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&"));
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(issuer(realm) + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    /// For how long the tokens of a realm are good.
    void lifespan(String realm, int seconds) throws IOException, InterruptedException {
        admin(
                "PUT",
                "/" + realm,
                JSON.createObjectNode().put("realm", realm).put("accessTokenLifespan", seconds));
    }

    /// From now on a realm signs with a new key, and still publishes the old ones.
    void newKey(String realm) throws IOException, InterruptedException {
        int already = admin("GET", "/%s/components?type=%s".formatted(realm, KEYS), null).size();
        ObjectNode key = JSON.createObjectNode().put("name", "rsa-" + already);
        key.put("providerId", "rsa-generated").put("providerType", KEYS);
        ObjectNode config = key.putObject("config");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("priority", Integer.toString(100 * already));
        values.put("enabled", "true");
        values.put("active", "true");
        values.put("algorithm", "RS256");
        values.forEach((name, value) -> config.putArray(name).add(value));
        admin("POST", "/%s/components".formatted(realm), key);
    }

    /// Disables the signing keys of a realm but for the newest.
    void disableOldKeys(String realm) throws IOException, InterruptedException {
        int newest = 0;
        JsonNode keys = admin("GET", "/%s/components?type=%s".formatted(realm, KEYS), null);
        for (JsonNode key : keys) {
            newest = Math.max(newest, priority(key));
        }
        for (JsonNode key : keys) {
            if (key.path("providerId").asText().equals("rsa-generated") && priority(key) < newest) {
                ObjectNode config = (ObjectNode) key.path("config");
                config.putArray("enabled").add("false");
                config.putArray("active").add("false");
                admin("PUT", "/%s/components/%s".formatted(realm, key.path("id").asText()), key);
            }
        }
    }

    private static int priority(JsonNode key) {
        return key.at("/config/priority/0").asInt();
    }

    /// Takes from somebody that they may sign in.
    void disable(String realm, String person) throws IOException, InterruptedException {
        JsonNode user = admin("GET", "/%s/users?username=%s".formatted(realm, person), null).get(0);
        admin(
                "PUT",
                "/%s/users/%s".formatted(realm, user.path("id").asText()),
                ((ObjectNode) user.deepCopy()).put("enabled", false));
    }

    private JsonNode admin(String method, String path, @Nullable JsonNode body)
            throws IOException, InterruptedException {
        String token =
                token(
                                "master",
                                Map.of(
                                        "grant_type", "password",
                                        "client_id", "admin-cli",
                                        "username", "admin",
                                        "password", "admin"))
                        .path("access_token")
                        .asText();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + "/admin/realms" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        // The script starts Java as its child.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        http.shutdownNow();
    }
}
