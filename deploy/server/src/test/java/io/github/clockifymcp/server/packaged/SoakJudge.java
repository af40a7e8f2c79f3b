package io.github.clockifymcp.server.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.controlplane.AuditInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.Postgres;
import io.github.clockifymcp.sandbox.ReceivedRequest;
import io.github.clockifymcp.server.packaged.Guest.Ending;
import io.github.clockifymcp.server.packaged.SoakLoad.Deed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Looks afterwards at what a service did while everything broke: at what reached Clockify, at what
/// stands in the database, and at what callers were told.
final class SoakJudge {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> UNKNOWN =
            List.of("may have been", "not known", "unknown", "Look what is there");

    /// What whoever calls can do something about: they did not do well, the service is away, their
    /// session is gone, the balancer has nobody.
    private static final Set<Integer> EXPECTED = Set.of(404, 429, 502, 503);

    /// How a line of the log begins; a stack trace has others.
    private static final Pattern OURS =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z (INFO|WARN|ERROR) ");

    private final Postgres.Place database;
    private final List<String> tenants;
    private final List<String> faults = new ArrayList<>();

    SoakJudge(Postgres.Place database, List<String> tenants) {
        this.database = database;
        this.tenants = List.copyOf(tenants);
    }

    /// What was wrong.
    List<String> faults() {
        return List.copyOf(faults);
    }

    private void fault(String sentence) {
        faults.add(sentence);
    }

    /// Holds what callers were told against what reached Clockify.
    void told(List<Deed> deeds, List<ReceivedRequest> received) throws IOException {
        Map<String, Integer> logged = new HashMap<>();
        Map<String, Integer> sent = new HashMap<>();
        Map<String, Integer> deletes = new HashMap<>();
        for (ReceivedRequest request : received) {
            if (request.method().equals("POST") && request.path().endsWith("/time-entries")) {
                String description = JSON.readTree(request.body()).path("description").asText();
                sent.merge(description, 1, Integer::sum);
                if (request.status() == 201) {
                    logged.merge(description, 1, Integer::sum);
                }
            } else if (request.method().equals("DELETE")) {
                deletes.merge(request.path(), 1, Integer::sum);
            }
        }
        sent.forEach((what, times) -> {
            if (times > 1) {
                fault("‹%s› was sent %d times".formatted(what, times));
            }
        });
        deletes.forEach((what, times) -> {
            if (times > 1) {
                fault("%s was deleted %d times".formatted(what, times));
            }
        });
        for (Deed deed : deeds) {
            ended(deed);
            if (deed.kind() == SoakLoad.Kind.LOG) {
                logged(deed, logged.getOrDefault(deed.description(), 0));
            } else if (deed.kind() == SoakLoad.Kind.CANCEL && deed.ending().done()) {
                fault("a call that was cancelled did it: %s".formatted(deed));
            }
        }
    }

    /// Holds what callers were told of taking back against what is there in the end.
    ///
    /// @param there the descriptions of all entries
    void takenBack(List<Deed> deeds, Set<String> there) {
        Map<String, List<Deed>> about = new HashMap<>();
        deeds.forEach(deed ->
                about.computeIfAbsent(deed.description(), _ -> new ArrayList<>()).add(deed));
        about.forEach((description, all) -> {
            boolean logged = is(all, SoakLoad.Kind.LOG, Ending::done);
            boolean undone = is(all, SoakLoad.Kind.UNDO, Ending::done);
            boolean again = is(all, SoakLoad.Kind.AGAIN, Ending::done);
            boolean perhaps = is(all, SoakLoad.Kind.UNDO, SoakJudge::uncertain);
            perhaps |= is(all, SoakLoad.Kind.AGAIN, SoakJudge::uncertain);
            if (undone && again) {
                fault("an agreement was good for two: %s".formatted(all));
            }
            if (logged && (undone || again) && there.contains(description)) {
                fault("it is said to be taken back and is there: %s".formatted(all));
            }
            if (logged && !undone && !again && !perhaps && !there.contains(description)) {
                fault("it is gone and nobody said so: %s".formatted(all));
            }
        });
    }

    private static boolean is(List<Deed> deeds, SoakLoad.Kind kind, Predicate<Ending> how) {
        return deeds.stream().anyMatch(deed -> deed.kind() == kind && how.test(deed.ending()));
    }

    private static boolean uncertain(Ending ending) {
        return ending instanceof Ending.Broken
                || (ending instanceof Ending.Told(String text, boolean failed)
                        && failed
                        && UNKNOWN.stream().anyMatch(text::contains));
    }

    private void ended(Deed deed) {
        switch (deed.ending()) {
            case Ending.Told _, Ending.Asked _, Ending.Broken _ -> {}
            case Ending.Hung() -> fault("it never ended: %s".formatted(deed));
            case Ending.Status(int status, String body) -> {
                if (!EXPECTED.contains(status)) {
                    fault("nobody knows what to do about %s".formatted(deed));
                }
            }
            case Ending.Wrong(int code, String message) ->
                    fault("an error of ours: %s".formatted(deed));
        }
    }

    private void logged(Deed deed, int effects) {
        switch (deed.ending()) {
            case Ending.Told(String text, boolean failed) -> {
                if (!failed && effects != 1) {
                    fault(
                            "it is said to be done and is there %d times: %s"
                                    .formatted(effects, deed));
                }
                if (failed && effects > 0 && UNKNOWN.stream().noneMatch(text::contains)) {
                    fault("it is said to have failed and was done: %s".formatted(deed));
                }
            }
            case Ending.Status(int status, String body) -> {
                if (effects > 0) {
                    fault("it was refused at the door and was done: %s".formatted(deed));
                }
            }
            case Ending.Asked _, Ending.Wrong _, Ending.Broken _, Ending.Hung _ -> {}
        }
    }

    private Connection administrator() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&currentSchema=clockify_mcp"
                        .formatted(database.port(), database.name()));
    }

    /// Looks for an intent for each request that changed something.
    void announced(List<ReceivedRequest> received) throws SQLException, IOException {
        Map<String, Integer> announced = new HashMap<>();
        StringBuilder summaries = new StringBuilder();
        try (Connection connection = administrator();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select line from audit order by at")) {
            while (rows.next()) {
                JsonNode row = JSON.readTree(rows.getBytes(1));
                if (!row.path("phase").asText().equals("intent")) {
                    continue;
                }
                summaries.append(row.path("summary").asText()).append('\n');
                for (JsonNode effect : row.path("effects")) {
                    announced.merge(
                            effect.path("method").asText() + " " + effect.path("path").asText(),
                            1,
                            Integer::sum);
                }
            }
        }
        for (ReceivedRequest request : received) {
            if (request.method().equals("GET") || request.path().contains("/report/")) {
                continue;
            }
            String what = request.method() + " " + request.path().replace("/api/v1", "");
            String description =
                    JSON.readTree(request.body().isEmpty() ? "{}" : request.body())
                            .path("description")
                            .asText();
            if (announced.merge(what, -1, Integer::sum) < 0 || summaries.indexOf(description) < 0) {
                fault("nothing announced %s ‹%s›".formatted(what, description));
            }
        }
    }

    /// Checks the chain of each tenant's audit log.
    void chained(Path keys) throws IOException, GeneralSecurityException {
        try (Database open = Database.open(database.server(), 1)) {
            AuditInPostgres audit = new AuditInPostgres(open, chainKeys(keys));
            for (String tenant : tenants) {
                AuditInPostgres.Check check = audit.verify(tenant);
                if (check.problem() != null) {
                    fault("the log of %s: %s".formatted(tenant, check.problem()));
                }
                if (check.rows() == 0) {
                    fault("the log of %s has nothing".formatted(tenant));
                }
            }
        }
    }

    /// What the chain is made with, of a file of keys: worked out here once more.
    static List<byte[]> chainKeys(Path file) throws IOException, GeneralSecurityException {
        List<byte[]> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            byte[] secret = Base64.getDecoder().decode(line.split(" +", -1)[1]);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            keys.add(mac.doFinal("audit chain".getBytes(StandardCharsets.UTF_8)));
        }
        return keys;
    }

    /// Looks for what of one tenant's stands among what is another's, and whether the database
    /// shows anybody more than their own.
    void apart() throws SQLException {
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            for (String table : withTenants(statement)) {
                for (String tenant : tenants) {
                    Set<String> others = new TreeSet<>(tenants);
                    others.remove(tenant);
                    others.forEach(other -> mixed(connection, table, tenant, other));
                }
                statement.execute("set role clockify_mcp_server");
                for (String tenant : tenants) {
                    statement.execute("set app.tenant = '%s'".formatted(tenant));
                    if (count(
                                    statement,
                                    "select count(*) from %s where tenant <> '%s'"
                                            .formatted(table, tenant))
                            > 0) {
                        fault("%s shows %s rows of others".formatted(table, tenant));
                    }
                }
                statement.execute("reset role");
                statement.execute("reset app.tenant");
            }
        }
    }

    private static List<String> withTenants(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        """
                        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'clockify_mcp'::regnamespace
                        and c.relkind in ('r', 'p') and not c.relispartition
                        and a.attname = 'tenant'
                        and has_table_privilege('clockify_mcp_server', c.oid, 'select')\
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /// Descriptions begin with their tenant's name.
    private void mixed(Connection connection, String table, String tenant, String other) {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select t.* from %s t where tenant = '%s'"
                                        .formatted(table, tenant))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    byte[] bytes = rows.getBytes(column);
                    String text =
                            bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
                    if (text.contains(other)) {
                        fault("%s of %s has something of %s".formatted(table, tenant, other));
                        return;
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private static long count(Statement statement, String select) throws SQLException {
        try (ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Looks at what the servers said.
    void said(List<String> lines, List<String> secrets) {
        for (String line : lines) {
            if (!OURS.matcher(line).lookingAt()) {
                fault("no line of the log: %s".formatted(line));
            }
            if (secrets.stream().anyMatch(line::contains)) {
                fault("a secret in what a server said: %s".formatted(line));
            }
        }
    }
}
