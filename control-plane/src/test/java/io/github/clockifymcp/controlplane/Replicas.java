package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.MemorySessions;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.server.MemoryTasks;
import io.github.clockifymcp.mcp.server.Tasks;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where replicas have what they share, of one of the kinds that there are: the memory of one
/// process, whose replicas are transports, or a Postgres.
enum Replicas {
    MEMORY {
        @Override
        Place place() {
            return new Place() {
                @Override
                Sessions sessions(HttpLimits limits, Clock clock) {
                    return once(Sessions.class, new MemorySessions(limits));
                }

                @Override
                Tasks tasks(Duration goodFor, int mostOfOne, Clock clock) {
                    return once(Tasks.class, new MemoryTasks(clock, goodFor, 1_000, mostOfOne));
                }
            };
        }
    },
    OLDEST_POSTGRES {
        @Override
        Place place() throws SQLException, SchemaException {
            return new InPostgres(Postgres.OLDEST);
        }
    },
    NEWEST_POSTGRES {
        @Override
        Place place() throws SQLException, SchemaException {
            return new InPostgres(Postgres.NEWEST);
        }
    };

    /// How long sessions last.
    static final Duration SESSION = Duration.ofMinutes(30);

    /// An empty one.
    abstract Place place() throws SQLException, SchemaException;

    /// What each method makes is what one more replica sees.
    abstract static class Place implements AutoCloseable {
        private final List<Object> made = new ArrayList<>();

        abstract Sessions sessions(HttpLimits limits, Clock clock);

        abstract Tasks tasks(Duration goodFor, int mostOfOne, Clock clock);

        /// The one that was made first.
        final <T> T once(Class<T> kind, T other) {
            for (Object one : made) {
                if (kind.isInstance(one)) {
                    return kind.cast(one);
                }
            }
            made.add(other);
            return other;
        }

        @Override
        public void close() {}
    }

    private static final class InPostgres extends Place {
        private final Postgres.Place place;
        private final List<Database> opened = new ArrayList<>();

        InPostgres(Postgres version) throws SQLException, SchemaException {
            place = version.migrated();
        }

        private Database opened() {
            Database database = Database.open(place.server(), 4);
            opened.add(database);
            return database;
        }

        @Override
        Sessions sessions(HttpLimits limits, Clock clock) {
            return new SessionsInPostgres(opened(), limits, SESSION, clock);
        }

        @Override
        Tasks tasks(Duration goodFor, int mostOfOne, Clock clock) {
            return new TasksInPostgres(opened(), goodFor, mostOfOne, clock);
        }

        @Override
        public void close() {
            opened.forEach(Database::close);
        }
    }
}
