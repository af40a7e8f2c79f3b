package io.github.clockifymcp.server.packaged;

import static io.github.clockifymcp.server.packaged.ModernCaller.agreed;
import static io.github.clockifymcp.server.packaged.ModernCaller.params;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.sandbox.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service whose people have, show and type secrets, and of which then everything is read: each
/// column of each table as the database's administrator sees it, logs, metrics and what was
/// answered.
///
/// Two things of secrets are meant to be there: the SHA-256 of somebody's token, and a digest of 32
/// bytes for a session. Who has these still has neither.
class SecretsInTablesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern METRICS = Pattern.compile("address=(\\S+?)[\"\\s]");
    private static final String TYPED = "s3cret-that-somebody-typed";
    private static final String WRONG_KEY = "s3cret-key-that-clockify-does-not-know";

    @TempDir Path folder;

    private final List<String> answers = new ArrayList<>();
    private final Map<String, String> secrets = new TreeMap<>();
    private TenantService service;
    private Replica server;

    @BeforeEach
    void begin() throws Exception {
        service = TenantService.begin(folder);
        server =
                service.replica(
                        folder.resolve("log"),
                        Map.of(
                                "MCP_LOG_LEVEL", "debug",
                                "MCP_METRICS_BIND", "127.0.0.1:0",
                                "CLOCKIFY_MCP_JAVA_OPTS", "-Dclockify.mcp.log.libraries=trace"));
    }

    @AfterEach
    void end() throws Exception {
        service.end();
    }

    private JsonNode call(ModernCaller caller, ObjectNode params) throws Exception {
        String body = caller.send(server, params).body();
        answers.add(body);
        return JSON.readTree(body).path("result");
    }

    private String logged(ModernCaller caller, int hour) throws Exception {
        return caller.told(
                        server,
                        "clockify_log_time",
                        "{\"start\":\"2026-03-02 %d:00\",\"duration\":\"1h\"}".formatted(hour))
                .split(" ", 2)[0];
    }

    private static ObjectNode of(String tool, String arguments) throws Exception {
        return params("clockify_" + tool, arguments.replace('\'', '"'));
    }

    /// Everything that has a secret in it.
    private void busy(ModernCaller ann, ModernCaller bob) throws Exception {
        ObjectNode deletion = of("delete_entry", "{'entry_id':'%s'}".formatted(logged(ann, 9)));
        String second = logged(ann, 10);
        JsonNode asked = call(ann, deletion);
        String seal = asked.path("requestState").asText();
        assertThat(seal).as(asked.toString()).isNotEmpty();
        secrets.put("a seal", seal);
        call(ann, agreed(deletion, asked));
        call(ann, agreed(deletion, asked));

        call(ann, of("create_tag", "{'name':'to be undone'}"));
        try (LegacyCaller session = LegacyCaller.begin(server, ann.token())) {
            secrets.put("a session", session.session());
            session.told(server, "clockify_list_tags", "{}");
            try (LegacyCaller.Asking undo = session.asking(server, "clockify_undo", "{}")) {
                JsonNode question = undo.until("elicitation/create");
                session.accept(server, question.path("id"));
                undo.until("result");
            }
        }
        ObjectNode preview = of("delete_entry", "{'entry_id':'%s'}".formatted(second));
        String shown = ann.unaskable(server, preview).body();
        answers.add(shown.replaceAll("confirmation_token[^,]*", ""));
        String ticket = ToolSession.token(ToolSession.text(JSON.readTree(shown).path("result")));
        secrets.put("a confirmation token", ticket);
        call(
                ann,
                of(
                        "delete_entry",
                        "{'entry_id':'%s','confirmation_token':'%s'}".formatted(second, ticket)));

        // Typed where it does not belong, in calls that are refused or find nothing.
        call(ann, of("list_tags", "{'nonsense':'%s'}".formatted(TYPED)));
        call(ann, of("get_entry", "{'entry_id':'%s'}".formatted(TYPED)));
        call(ann, params(TYPED, "{}"));
        secrets.put("what was typed", TYPED);

        call(bob, of("whoami", "{}"));
        try (ModernCaller nobody = new ModernCaller("cmcp.acme.ann." + "s3cret".repeat(8))) {
            secrets.put("a wrong token", nobody.token());
            answers.add(nobody.send(server, of("whoami", "{}")).body());
        }
    }

    private void people() throws Exception {
        service.run("tenant", "create", "acme", "--workspace=" + Seed.studio());
        service.run("tenant", "create", "bolt", "--workspace=" + Seed.studio());
        ModernCaller ann = service.caller("acme", "ann");
        ModernCaller bob = service.caller("bolt", "bob");
        service.key("bruno", "acme", "--principal=token#ann");
        Path file = Files.writeString(folder.resolve("wrong"), WRONG_KEY);
        service.run(
                "credential",
                "set",
                "bolt",
                "--principal=token#bob",
                "--unchecked",
                "--from-file=" + file);
        secrets.put("a key to Clockify", Seed.person("bruno").key());
        secrets.put("a wrong key to Clockify", WRONG_KEY);
        secrets.put("a token", ann.token());
        secrets.put("another token", bob.token());
        secrets.put("the token of all", TenantService.TEAM);
        secrets.put(
                "the key of the seals", Files.readString(service.keys()).split(" ", 2)[1].strip());
        busy(ann, bob);
    }

    /// All that is in the tables: what is text, and of bytes what they are as text, if they are
    /// base64 too.
    private Map<String, String> tables() throws Exception {
        Inside inside = new Inside(service.database());
        Map<String, String> all = new TreeMap<>();
        for (String table :
                inside.all(
                        "select relname from pg_class join pg_namespace n on n.oid = relnamespace"
                                + " where nspname = 'clockify_mcp' and relkind in ('r', 'p')")) {
            StringBuilder text = new StringBuilder();
            for (String column :
                    inside.all(
                            "select attname from pg_attribute where attnum > 0 and not attisdropped"
                                    + " and attrelid = 'clockify_mcp.%s'::regclass"
                                            .formatted(table))) {
                for (String value :
                        inside.all("select \"%s\"::text from %s".formatted(column, table))) {
                    text.append(value).append('\n');
                    if (value.startsWith("\\x")) {
                        byte[] bytes = HexFormat.of().parseHex(value.substring(2));
                        text.append(new String(bytes, UTF_8)).append('\n');
                        text.append(new String(bytes, ISO_8859_1)).append('\n');
                    }
                }
            }
            all.put(table, text.toString());
        }
        return all;
    }

    /// The ways in which a secret may have been written down.
    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(UTF_8);
        List<String> forms = new ArrayList<>(List.of(secret, HexFormat.of().formatHex(bytes)));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return forms;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private String secret(String what) {
        return Objects.requireNonNull(secrets.get(what));
    }

    private String metrics() throws Exception {
        Matcher address = METRICS.matcher(String.join("\n", server.said()));
        assertThat(address.find()).isTrue();
        int port = Integer.parseInt(address.group(1).replaceFirst(".*:(\\d+).*", "$1"));
        try (ModernCaller reader = new ModernCaller("")) {
            return reader.get(() -> port, "/metrics").body();
        }
    }

    @Test
    void of_all_secrets_nothing_but_digests_is_kept_logged_counted_or_told() throws Exception {
        people();

        Map<String, String> places = tables();
        assertThat(places).containsKeys("audit", "credentials", "sessions", "redeemed", "journal");
        for (String filled : List.of("audit", "credentials", "sessions", "redeemed", "journal")) {
            assertThat(places.get(filled)).as(filled).isNotEmpty();
        }
        String tokens = places.get("principals");
        String sessions = places.get("sessions");
        places.put("the log", String.join("\n", server.said()));
        places.put("the metrics", metrics());
        assertThat(places.get("the log")).contains("DEBUG");
        assertThat(places.get("the metrics")).contains("clockify_mcp_tool_calls_total");

        secrets.forEach((what, secret) ->
                places.forEach((where, text) -> {
                    for (String form : forms(secret)) {
                        assertThat(text.contains(form)).as("%s in %s", what, where).isFalse();
                    }
                }));
        for (String told : answers) {
            for (String what : List.of("key", "token of all", "seals")) {
                secrets.forEach((name, secret) -> {
                    if (name.contains(what)) {
                        assertThat(told).as(name).doesNotContain(secret);
                    }
                });
            }
        }
        // What is meant to be there.
        assertThat(tokens).contains(sha256(secret("a token")));
        assertThat(sessions).containsPattern("(?m)^.x[0-9a-f]{64}$");
    }
}
