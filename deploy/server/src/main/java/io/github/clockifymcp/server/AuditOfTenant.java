package io.github.clockifymcp.server;

import io.github.clockifymcp.controlplane.AuditInPostgres;
import io.github.clockifymcp.controlplane.AuditReader;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.enforcement.AuditEntry;
import io.github.clockifymcp.enforcement.StateException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A tenant's audit log in Postgres, which all replicas write. It is read as a server reads it, who
/// sees one tenant at a time.
final class AuditOfTenant implements AuditSource {
    private final Database database;
    private final String tenant;
    private final Supplier<List<byte[]>> keys;
    private final AuditReader reader;

    /// @param database which is closed with this
    /// @param keys that rows are chained with, for those who check them
    AuditOfTenant(Database database, String tenant, Supplier<List<byte[]>> keys) {
        this.database = database;
        this.tenant = tenant;
        this.keys = keys;
        this.reader = new AuditReader(database, tenant);
    }

    @Override
    public String name() {
        return "of tenant " + tenant;
    }

    @Override
    public void each(@Nullable Instant since, Consumer<AuditEntry> told) throws IOException {
        there().each(since, told);
    }

    @Override
    public Last last(@Nullable Instant since, Predicate<AuditEntry> wanted, int most)
            throws IOException {
        Deque<AuditEntry> last = new ArrayDeque<>();
        boolean[] more = {false};
        there().back(
                        since,
                        row -> {
                            if (!wanted.test(row)) {
                                return true;
                            }
                            more[0] = last.size() == most;
                            if (!more[0]) {
                                last.addFirst(row);
                            }
                            return !more[0];
                        });
        return new Last(
                List.copyOf(last), more[0] ? OptionalLong.empty() : OptionalLong.of(last.size()));
    }

    @Override
    public SortedSet<String> calls(String beginning) throws IOException {
        return there().calls(beginning);
    }

    @Override
    public List<AuditEntry> related(String call) throws IOException {
        return reader.related(call);
    }

    @Override
    public Verdict verify(@Nullable String noted) throws IOException {
        if (noted == null) {
            there();
        }
        AuditInPostgres.Check check =
                new AuditInPostgres(database, keys.get()).verify(tenant, noted);
        String problem = check.problem();
        return new Verdict(
                problem == null ? List.of() : List.of(problem),
                check.rows(),
                check.removed() == 0
                        ? List.of()
                        : List.of(
                                "Months up to row %d were dropped when they were over, which its checkpoints hold."
                                        .formatted(check.removed())),
                check.head());
    }

    private AuditReader there() throws IOException {
        if (!reader.isThere()) {
            throw new StateException(
                    "Tenant %s has no audit log. A server makes it with the tenant's first call."
                            .formatted(tenant));
        }
        return reader;
    }

    @Override
    public void close() {
        database.close();
    }
}
