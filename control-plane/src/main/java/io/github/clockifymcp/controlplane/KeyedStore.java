package io.github.clockifymcp.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;

/// Values by key that are kept for a while and are no loss when they are gone, such as the ids of
/// names: what one replica has looked up another need not.
///
/// Time is the database's. A shelf has at most [#MOST] values, of which those that were put first
/// are forgotten first; what is too large is not kept. Nothing waits for the disk. A database that
/// does not answer makes every method throw: who keeps here what it can do without goes on without
/// it.
public final class KeyedStore {
    /// How many values a shelf has at most.
    public static final int MOST = 1_000;

    /// How many bytes a value has at most.
    public static final int LARGEST_VALUE = 64 * 1024;

    /// How many bytes a key has at most.
    public static final int LARGEST_KEY = 1_000;

    private static final String SHELF = " where tenant = ? and owner = ? and purpose = ?";

    private final Database database;

    public KeyedStore(Database database) {
        this.database = database;
    }

    /// Whose values and what for.
    ///
    /// @param owner whose view of Clockify it is, in a form that nobody can turn back into their
    ///   key
    public record Shelf(String tenant, String owner, String purpose) {
        private static final int LONGEST = 200;

        public Shelf {
            if (owner.length() > LONGEST || purpose.length() > LONGEST) {
                throw new IllegalArgumentException("an owner is a digest and a purpose a word");
            }
        }

        private String lock() {
            return "shelf " + tenant + " " + owner + " " + purpose;
        }
    }

    /// The value of a key, unless it is unknown or too old.
    public Optional<String> get(Shelf shelf, String key) {
        return database.inTenant(
                shelf.tenant(),
                "a value was not looked for",
                connection ->
                        Sql.first(
                                connection,
                                "select value from keyed"
                                        + SHELF
                                        + " and key = ? and until > clock_timestamp()",
                                row -> new String(row.getBytes(1), UTF_8),
                                shelf.tenant(),
                                shelf.owner(),
                                shelf.purpose(),
                                key.getBytes(UTF_8)));
    }

    /// Keeps a value for a time.
    ///
    /// @return whether it is kept; what is too large is forgotten instead
    public boolean put(Shelf shelf, String key, String value, Duration keep) {
        byte[] keyBytes = key.getBytes(UTF_8);
        byte[] valueBytes = value.getBytes(UTF_8);
        if (keyBytes.length > LARGEST_KEY) {
            return false;
        }
        return database.inTenant(
                shelf.tenant(),
                "a value was not kept",
                connection -> {
                    Sql.unhurried(connection);
                    // Two who make room at once would wait for each other.
                    Sql.lock(connection, shelf.lock());
                    if (valueBytes.length > LARGEST_VALUE) {
                        Sql.update(
                                connection,
                                "delete from keyed" + SHELF + " and key = ?",
                                shelf.tenant(),
                                shelf.owner(),
                                shelf.purpose(),
                                keyBytes);
                        return false;
                    }
                    Sql.update(
                            connection,
                            """
                            insert into keyed (tenant, owner, purpose, key, value, until)
                            values (?, ?, ?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
                            on conflict (tenant, owner, purpose, key) do update
                            set place = default, value = excluded.value, until = excluded.until\
                            """,
                            shelf.tenant(),
                            shelf.owner(),
                            shelf.purpose(),
                            keyBytes,
                            valueBytes,
                            keep.toMillis());
                    Sql.update(
                            connection,
                            "delete from keyed"
                                    + SHELF
                                    + " and place <= (select place from keyed"
                                    + SHELF
                                    + " order by place desc offset ? limit 1)",
                            shelf.tenant(),
                            shelf.owner(),
                            shelf.purpose(),
                            shelf.tenant(),
                            shelf.owner(),
                            shelf.purpose(),
                            MOST);
                    return true;
                });
    }

    /// Forgets every key that begins like this.
    public void forget(Shelf shelf, String prefix) {
        byte[] begin = prefix.getBytes(UTF_8);
        database.inTenant(
                shelf.tenant(),
                "values were not forgotten",
                connection -> {
                    Sql.lock(connection, shelf.lock());
                    return Sql.update(
                            connection,
                            "delete from keyed" + SHELF + " and substring(key from 1 for ?) = ?",
                            shelf.tenant(),
                            shelf.owner(),
                            shelf.purpose(),
                            begin.length,
                            begin);
                });
    }

    /// Forgets all of a shelf.
    public void clear(Shelf shelf) {
        forget(shelf, "");
    }
}
