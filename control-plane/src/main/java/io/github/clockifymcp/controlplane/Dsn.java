package io.github.clockifymcp.controlplane;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a Postgres is and who we are there:
/// `postgres://user:password@host:5432/database?sslmode=verify-full`. It holds a password and is
/// never printed.
public final class Dsn {
    /// What may follow the question mark; the meaning is pgjdbc's.
    private static final Set<String> PARAMETERS =
            Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "prepareThreshold");

    private static final int DEFAULT_PORT = 5432;

    private final String host;
    private final int port;
    private final String database;
    private final String user;
    private final String password;
    private final Map<String, String> parameters;

    private Dsn(
            URI uri,
            String database,
            String user,
            String password,
            Map<String, String> parameters) {
        this.host = uri.getHost();
        this.port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        this.database = database;
        this.user = user;
        this.password = password;
        this.parameters = parameters;
    }

    /// Reads one.
    ///
    /// @throws IllegalArgumentException with a sentence that says what is wrong and repeats nothing
    public static Dsn of(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "It is no URL; characters such as # and % in a password are written %23 and %25.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (!scheme.equals("postgres") && !scheme.equals("postgresql")) {
            throw new IllegalArgumentException(
                    "It begins with postgres://, as in postgres://user:password@host:5432/database.");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (uri.getHost() == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
            throw new IllegalArgumentException("It names a host and a database.");
        }
        String who = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
        int colon = who.indexOf(':');
        String user = decoded(colon < 0 ? who : who.substring(0, colon));
        if (user.isEmpty()) {
            throw new IllegalArgumentException("It names a user, which is a role of the database.");
        }
        return new Dsn(
                uri,
                decoded(path.substring(1)),
                user,
                colon < 0 ? "" : decoded(who.substring(colon + 1)),
                parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (part.isEmpty()) {
                continue;
            }
            if (equals < 0 || !PARAMETERS.contains(name)) {
                throw new IllegalArgumentException(
                        "After the question mark it may have "
                                + String.join(", ", PARAMETERS.stream().sorted().toList())
                                + ", each with a value.");
            }
            parameters.put(name, decoded(part.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// The same place for somebody with this password, where it came from a file.
    public Dsn withPassword(String secret) {
        return new Dsn(this, secret);
    }

    private Dsn(Dsn same, String password) {
        this.host = same.host;
        this.port = same.port;
        this.database = same.database;
        this.user = same.user;
        this.parameters = same.parameters;
        this.password = password;
    }

    /// The role we are there.
    public String user() {
        return user;
    }

    /// Host, port and database, which are no secret.
    public String place() {
        return host + ":" + port + "/" + database;
    }

    /// How much it makes sure of the way to the database, in the words of Postgres; `prefer` where
    /// nothing is said, which is what its driver does then.
    public String sslmode() {
        return parameters.getOrDefault("sslmode", "prefer");
    }

    /// Whether a password stands in it, instead of in a file.
    public boolean hasPassword() {
        return !password.isEmpty();
    }

    /// Whether the database is on this machine, by how its host is written.
    public boolean isOnThisMachine() {
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return host.equals("localhost") || InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("clockify-mcp");
        source.setCurrentSchema(Database.SCHEMA);
        try {
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                source.setProperty(parameter.getKey(), parameter.getValue());
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalArgumentException(
                    "A parameter has a value that Postgres's driver does not take.");
        }
        return source;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Dsn that
                && host.equals(that.host)
                && port == that.port
                && database.equals(that.database)
                && user.equals(that.user)
                && parameters.equals(that.parameters)
                && MessageDigest.isEqual(bytes(password), bytes(that.password));
    }

    @Override
    public int hashCode() {
        // A hash of the password would tell something about it.
        return Objects.hash(host, port, database, user);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Dsn[" + place() + "]";
    }
}
