package io.github.clockifymcp.controlplane;

import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.Redeemed;
import io.github.clockifymcp.enforcement.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/// A place that several processes share, of one of the kinds that there are. Each [#opened] is what
/// one more process sees of it.
enum Shared {
    FOLDER {
        @Override
        Place place(Path folder) {
            return clock -> {
                StateFolder state = StateFolder.open(folder);
                return new Stores(
                        state.redeemed(clock), state.journal(clock), state.audit(), () -> {});
            };
        }
    },
    OLDEST_POSTGRES {
        @Override
        Place place(Path folder) throws SQLException, SchemaException {
            return postgres(Postgres.OLDEST);
        }
    },
    NEWEST_POSTGRES {
        @Override
        Place place(Path folder) throws SQLException, SchemaException {
            return postgres(Postgres.NEWEST);
        }
    };

    static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    /// An empty one.
    abstract Place place(Path folder) throws SQLException, SchemaException;

    private static Place postgres(Postgres version) throws SQLException, SchemaException {
        Postgres.Place place = version.migrated();
        return clock -> {
            Database database = Database.open(place.server(), 4);
            return new Stores(
                    new RedeemedInPostgres(database),
                    new JournalInPostgres(database, clock),
                    new AuditInPostgres(database, List.of(KEY)),
                    database::close);
        };
    }

    interface Place {
        Stores opened(Clock clock);
    }

    record Stores(Redeemed redeemed, Journal journal, Audit audit, Runnable closing)
            implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }
}
