package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.CommandLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does with tenants, people and keys: the commands, a real Postgres, and the
/// sandbox for Clockify. Most run in this process, since each of their own takes a second or two;
/// the last ones are tried as they are packaged.
class TenantCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MINAS = Seed.person("mina").key();

    @TempDir Path folder;

    private final List<Printed> all = new ArrayList<>();
    private Postgres.Place database;
    private LoneSandbox sandbox;
    private Path keys;

    @BeforeEach
    void open() throws Exception {
        database = Postgres.OLDEST.empty();
        sandbox = LoneSandbox.start(folder);
        keys = folder.resolve("keys");
        done("key", "new", "--file", keys.toString());
        done("migrate");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("MCP_CONTROL_PLANE_KEYS_FILE", keys.toString());
        settings.put("CLOCKIFY_BASE_URL", sandbox.baseUrl());
        return settings;
    }

    private ProcessBuilder packaged(String... arguments) {
        ProcessBuilder command = Installation.built(folder).command(arguments);
        command.environment().putAll(settings());
        return command;
    }

    private Printed printed(Map<String, String> settings, String typed, String... arguments) {
        Printed printed = CommandLines.printed(settings, typed, arguments);
        all.add(printed);
        return printed;
    }

    private String done(String... arguments) {
        Printed printed = printed(settings(), "", arguments);
        assertThat(printed.code()).as(printed.err()).isZero();
        return printed.out();
    }

    private JsonNode json(String... arguments) throws Exception {
        return JSON.readTree(
                done(
                        Stream.concat(Arrays.stream(arguments), Stream.of("--json"))
                                .toArray(String[]::new)));
    }

    /// What is said to somebody whose words are not followed.
    private String refused(String... arguments) {
        Printed printed = printed(settings(), "", arguments);
        assertThat(printed.code()).as(printed.out()).isEqualTo(2);
        assertThat(printed.out()).isEmpty();
        return printed.err();
    }

    /// With a text to read.
    private Printed reading(String text, String... arguments) {
        return printed(settings(), text, arguments);
    }

    /// All that is in a table, as the database's own administrator sees it.
    private String table(String name) throws SQLException {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres"
                        .formatted(database.port(), database.name());
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select t::text from clockify_mcp.%s t".formatted(name))) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
            return text.toString();
        }
    }

    private void assertNowhere(String secret) throws SQLException {
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII));
        for (String table : List.of("tenants", "principals", "credentials")) {
            assertThat(table(table)).doesNotContain(secret, hex);
        }
        for (Printed printed : all) {
            assertThat(printed.out() + printed.err()).doesNotContain(secret, hex);
        }
    }

    @Test
    void a_tenant_is_made_changed_disabled_and_removed() throws Exception {
        String made =
                done(
                        "tenant",
                        "create",
                        "acme",
                        "--mode=standard",
                        "--deny-tool=clockify_delete_tag,clockify_delete_entry",
                        "--person-required=billing",
                        "--limit=CLOCKIFY_PER_TENANT_RATE_LIMIT=30,CLOCKIFY_PER_TOKEN_CONCURRENCY=2",
                        "--workspace=" + Seed.studio());
        assertThat(made)
                .containsPattern("(?m)^tenant +acme$")
                .containsPattern("(?m)^enabled +yes$")
                .containsPattern("(?m)^mode +standard$")
                .containsPattern("(?m)^denied tools +clockify_delete_entry, clockify_delete_tag$")
                .containsPattern("(?m)^person required +billing$")
                .containsPattern(
                        "(?m)^limits +CLOCKIFY_PER_TENANT_RATE_LIMIT=30, CLOCKIFY_PER_TOKEN_CONCURRENCY=2$")
                .containsPattern("(?m)^workspace +" + Seed.studio() + "$")
                .containsPattern("(?m)^base URL +-$");
        assertThat(refused("tenant", "create", "acme")).contains("already", "tenant update");

        JsonNode changed =
                json(
                        "tenant",
                        "update",
                        "acme",
                        "--deny-group=invoices",
                        "--limit=CLOCKIFY_PER_TENANT_RATE_LIMIT=40",
                        "--clear=deny-tool,mode");
        assertThat(changed.path("limits").toString())
                .isEqualTo(
                        "{\"CLOCKIFY_PER_TENANT_RATE_LIMIT\":40,\"CLOCKIFY_PER_TOKEN_CONCURRENCY\":2}");
        assertThat(changed.path("mode").isNull()).isTrue();
        assertThat(changed.path("deny_tools")).isEmpty();
        assertThat(changed.path("deny_groups").toString()).isEqualTo("[\"invoices\"]");
        assertThat(changed.path("person_required").toString()).isEqualTo("[\"billing\"]");
        assertThat(changed.path("workspace").asText()).isEqualTo(Seed.studio());

        assertThat(refused("tenant", "delete", "acme")).contains("tenant disable acme");
        assertThat(done("tenant", "disable", "acme")).isEqualTo("Tenant acme is disabled.\n");
        assertThat(done("tenant", "list"))
                .containsPattern("(?m)^tenant +enabled +mode +workspace +base URL +changed$")
                .containsPattern("(?m)^acme +no +- +" + Seed.studio() + " +- +20");
        assertThat(done("tenant", "delete", "acme")).contains("audit log stays");
        assertThat(json("tenant", "list")).isEmpty();
        assertThat(refused("tenant", "show", "acme")).contains("There is no tenant acme.");
    }

    @Test
    void the_brake_takes_from_all_and_gives_to_none() throws Exception {
        done("tenant", "create", "acme", "--mode=read_only");
        done("tenant", "create", "other");

        assertThat(done("tenant", "update", "--all", "--mode=safe_core"))
                .isEqualTo("Tenants that were changed: 1.\n");
        assertThat(json("tenant", "list").findValuesAsText("mode"))
                .containsExactly("read_only", "safe_core");
        JsonNode changed = json("tenant", "update", "--all", "--mode=read_only");
        assertThat(changed.path("changed").findValuesAsText("tenant")).containsExactly("other");
        assertThat(json("tenant", "list").findValuesAsText("mode"))
                .containsExactly("read_only", "read_only");

        assertThat(refused("tenant", "update", "--all", "--clear=mode")).contains("only lose");
        assertThat(refused("tenant", "update", "--mode=full")).contains("Say which tenant");
        assertThat(refused("tenant", "update", "acme")).contains("Say what is to change");
    }

    @Test
    void a_slip_is_told_and_nothing_is_made() throws Exception {
        assertThat(refused("tenant", "create", "ACME")).contains("1 to 63 of a-z");
        assertThat(refused("tenant", "create", "acme", "--deny-tool=clockify_delete_tags"))
                .contains("clockify_delete_tag was probably meant");
        assertThat(refused("tenant", "create", "acme", "--allow-group=invoice"))
                .contains("invoices was probably meant");
        assertThat(refused("tenant", "create", "acme", "--mode=gentle"))
                .contains("read_only, time_tracking_safe, safe_core, standard, full");
        assertThat(refused("tenant", "create", "acme", "--person-required=money"))
                .contains("billing");
        assertThat(refused("tenant", "create", "acme", "--limit=CLOCKIFY_RATE_LIMIT=5"))
                .contains("CLOCKIFY_PER_TENANT_RATE_LIMIT");
        assertThat(refused("tenant", "create", "acme", "--limit=CLOCKIFY_PER_TENANT_RATE_LIMIT=0"))
                .contains("at least 1");
        assertThat(
                        refused(
                                "tenant",
                                "create",
                                "acme",
                                "--base-url=https://evil.example.com/api/v1"))
                .contains("MCP_TENANT_BASE_URLS: there is none");
        assertThat(refused("tenant", "create", "acme", "--issuer=https://evil.example.com"))
                .contains("MCP_OIDC_ISSUER");
        assertThat(done("tenant", "list")).startsWith("There is no tenant yet.");

        Map<String, String> allowing = settings();
        allowing.put("MCP_TENANT_BASE_URLS", "https://euc1.clockify.me/api/v1");
        Printed allowed =
                printed(
                        allowing,
                        "",
                        "tenant",
                        "create",
                        "acme",
                        "--base-url=https://EUC1.clockify.me/api/v1/");
        assertThat(allowed.out())
                .containsPattern("(?m)^base URL +https://euc1.clockify.me/api/v1$");
    }

    @Test
    void a_key_is_checked_sealed_sealed_anew_and_removed() throws Exception {
        done("tenant", "create", "acme", "--workspace=" + Seed.studio());
        done("tenant", "create", "lab", "--workspace=" + Seed.laboratory());

        Printed set = reading(MINAS + "\n", "credential", "set", "acme");
        assertThat(set.code()).as(set.err()).isZero();
        assertThat(set.out())
                .isEqualTo(
                        "The key of tenant acme is kept. It is Clockify user %s in workspace %s.\n"
                                .formatted(Seed.person("mina").id(), Seed.studio()));
        Path file = Files.writeString(folder.resolve("adas"), Seed.person("ada").key());
        JsonNode adas =
                json("credential", "set", "acme", "--principal=token#ada", "--from-file=" + file);
        assertThat(adas.path("clockify_user").asText()).isEqualTo(Seed.person("ada").id());

        Printed wrong = reading("sandbox-key-nobody-owner", "credential", "set", "acme");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Clockify does not know this key.");
        Printed elsewhere = reading(MINAS, "credential", "set", "lab");
        assertThat(elsewhere.code()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("not in the tenant's workspace");
        assertThat(reading("", "credential", "set", "acme").code()).isEqualTo(2);
        assertThat(reading("two words", "credential", "set", "acme").err()).contains("no key");
        assertThat(refused("credential", "set", "acme", MINAS)).contains("not understood");
        assertThat(json("tenant", "show", "lab").path("credentials")).isEmpty();

        List<String> lines = new ArrayList<>(Files.readAllLines(keys));
        String old = lines.getFirst().split(" ", 2)[0];
        assertThat(done("tenant", "show", "acme"))
                .containsPattern("(?m)^key of +Clockify user +workspace")
                .containsPattern("(?m)^\\(the tenant\\) +" + Seed.person("mina").id())
                .containsPattern("(?m)^token#ada .* " + old + "$");
        String fresh = done("key", "new", "--file", keys.toString()).strip();
        assertThat(done("credential", "rotate", "--all")).endsWith("sealed anew: 0.\n");
        lines = new ArrayList<>(Files.readAllLines(keys));
        Files.write(keys, List.of(lines.get(1), lines.get(0)));
        assertThat(json("credential", "rotate", "--all").path("sealed").asInt()).isEqualTo(2);
        assertThat(json("tenant", "show", "acme").findValuesAsText("sealed_by"))
                .containsExactly(fresh, fresh);

        assertThat(done("credential", "remove", "acme")).contains("until it is replaced");
        assertThat(refused("credential", "remove", "acme")).contains("There is no key");
        assertThat(table("credentials")).contains("token#ada");
        assertNowhere(MINAS);
        assertNowhere(Seed.person("ada").key());
    }

    @Test
    void somebody_gets_a_token_and_is_linked_revoked_told_and_erased() throws Exception {
        done("tenant", "create", "acme");
        assertThat(refused("principal", "add", "nobody", "mina")).contains("no tenant nobody");
        String token = done("principal", "add", "acme", "mina").strip();
        assertThat(token).matches("cmcp\\.acme\\.mina\\.[A-Za-z0-9_-]{43}");
        all.clear();
        assertThat(refused("principal", "add", "acme", "mina")).contains("already");
        assertThat(refused("principal", "add", "acme", "Mina Petrović")).contains("1 to 63");

        String ada = "https://login.example.com#ada";
        assertThat(done("principal", "link", "acme", ada, Seed.person("ada").id()))
                .contains("is linked to Clockify user " + Seed.person("ada").id());
        assertThat(done("principal", "revoke", "acme", "token#mina"))
                .isEqualTo("token#mina is kept out.\n");
        assertThat(done("principal", "revoke", "acme", "token#minna"))
                .contains("make sure that the id is right");
        JsonNode listed = json("principal", "list", "acme");
        assertThat(listed.findValuesAsText("principal"))
                .containsExactly(ada, "token#mina", "token#minna");
        assertThat(listed.findValuesAsText("revoked")).containsExactly("false", "true", "true");
        assertThat(done("principal", "list", "acme"))
                .containsPattern("(?m)^principal +Clockify user +token +own key +revoked +changed$")
                .containsPattern("(?m)^token#mina +- +yes +no +yes +20");

        assertThat(done("principal", "export", "acme", ada))
                .startsWith("{\"principal\":{\"tenant\":\"acme\",\"principal\":\"" + ada + "\"");
        Path file = Files.writeString(folder.resolve("minas"), MINAS);
        assertThat(
                        refused(
                                "credential",
                                "set",
                                "acme",
                                "--principal=" + ada,
                                "--from-file=" + file))
                .contains("is linked to " + Seed.person("ada").id());
        assertThat(done("principal", "erase", "acme", ada)).contains("audit log keeps its lines");
        assertThat(refused("principal", "erase", "acme", ada)).contains("Nothing is kept");
        assertNowhere(token);
        assertNowhere(token.substring(token.lastIndexOf('.') + 1));
        assertNowhere(MINAS);
    }

    @Test
    void no_key_is_among_the_arguments_of_a_process() throws Exception {
        done("tenant", "create", "acme", "--workspace=" + Seed.studio());
        Process waiting = packaged("credential", "set", "acme").start();
        try {
            waiting.getOutputStream().write(MINAS.getBytes(StandardCharsets.US_ASCII));
            waiting.getOutputStream().flush();

            assertThat(commandLines(waiting)).contains("credential").doesNotContain(MINAS);

            waiting.getOutputStream().close();
            assertThat(waiting.waitFor()).isZero();
        } finally {
            waiting.destroyForcibly();
        }
    }

    private static String commandLines(Process process) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ProcessHandle each :
                Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
            lines.append(Files.readString(Path.of("/proc/%d/cmdline".formatted(each.pid()))));
        }
        return lines.toString();
    }

    @Test
    void a_command_without_its_database_says_so() throws Exception {
        ProcessBuilder without = packaged("tenant", "list");
        without.environment().remove("MCP_CONTROL_PLANE_KEEPER_DSN");
        Printed refused = Printed.by(without);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("MCP_CONTROL_PLANE_KEEPER_DSN");

        database.shut();
        Printed away = Printed.by(packaged("tenant", "list"));
        assertThat(away.code()).isEqualTo(3);
        assertThat(away.out()).isEmpty();
        assertThat(away.err()).contains("The database cannot be used").doesNotContain("keeper:");
    }
}
