package io.github.clockifymcp.controlplane;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys to Clockify as the keeper sees them: whose there are, and which key they are sealed with.
public final class CredentialKeeping {
    private static final int BATCH = 100;

    private final Database database;

    /// @param database as the keeper reaches it
    public CredentialKeeping(Database database) {
        this.database = database;
    }

    /// What is known of a key without opening it.
    ///
    /// @param principal whose it is; empty for the tenant's
    /// @param sealedBy the id of the key that sealed it
    public record Kept(
            String tenant,
            String principal,
            String sealedBy,
            Credential.@Nullable Checked checked,
            @Nullable Instant refused,
            Instant changed) {}

    /// A tenant's, its own first.
    public List<Kept> list(String tenant) throws IOException {
        return Keeping.done(
                database,
                connection -> {
                    try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    select principal, sealed_by, clockify_user, workspace, checked,
                                    refused, changed
                                    from credentials where tenant = ? order by principal\
                                    """)) {
                        select.setString(1, tenant);
                        List<Kept> found = new ArrayList<>();
                        try (ResultSet rows = select.executeQuery()) {
                            while (rows.next()) {
                                found.add(kept(tenant, rows));
                            }
                        }
                        return found;
                    }
                });
    }

    private static Kept kept(String tenant, ResultSet row) throws SQLException {
        return new Kept(
                tenant,
                row.getString(1),
                row.getString(2),
                CredentialsInPostgres.checked(row, 3),
                CredentialsInPostgres.instant(row, 6),
                Objects.requireNonNull(CredentialsInPostgres.instant(row, 7)));
    }

    /// What became of sealing anew.
    ///
    /// @param sealed how many are sealed with the first key now that were not before
    /// @param unopened whose do not open, and are as they were
    public record Rotated(int sealed, List<Kept> unopened) {
        public Rotated {
            unopened = List.copyOf(unopened);
        }
    }

    /// Seals with the first key what others have sealed, a few at a time. Servers that accept both
    /// keys go on meanwhile, and it may be run again at any time.
    ///
    /// @param tenant whose; null for everybody's
    public Rotated rotate(@Nullable String tenant, Sealed sealed) throws IOException {
        int count = 0;
        List<Kept> unopened = new ArrayList<>();
        Place place = new Place("", "");
        while (true) {
            Place from = place;
            Batch batch =
                    Keeping.done(database, connection -> batch(connection, tenant, sealed, from));
            count += batch.sealed();
            unopened.addAll(batch.unopened());
            if (batch.last() == null) {
                return new Rotated(count, unopened);
            }
            place = batch.last();
        }
    }

    private record Place(String tenant, String principal) {}

    /// @param last where to go on; null at the end
    private record Batch(int sealed, List<Kept> unopened, @Nullable Place last) {}

    private static final class Row {
        private final Kept kept;
        private final byte[] bytes;

        Row(Kept kept, byte[] bytes) {
            this.kept = kept;
            this.bytes = bytes;
        }

        Sealed.Label label() {
            return new Sealed.Label(kept.tenant(), kept.principal(), CredentialsInPostgres.PURPOSE);
        }
    }

    private static Batch batch(
            Connection connection, @Nullable String tenant, Sealed sealed, Place from)
            throws SQLException {
        List<Row> rows = rows(connection, tenant, sealed.keyId(), from);
        List<Kept> unopened = new ArrayList<>();
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update credentials set sealed = ?, sealed_by = ?"
                                + " where tenant = ? and principal = ?")) {
            for (Row row : rows) {
                Sealed.Label label = row.label();
                try {
                    update.setBytes(1, sealed.seal(label, sealed.open(label, row.bytes)));
                } catch (SealedException e) {
                    unopened.add(row.kept);
                    continue;
                }
                update.setString(2, sealed.keyId());
                update.setString(3, label.tenant());
                update.setString(4, label.owner());
                update.addBatch();
            }
            update.executeBatch();
        }
        @Nullable Place last =
                rows.size() < BATCH
                        ? null
                        : new Place(rows.getLast().kept.tenant(), rows.getLast().kept.principal());
        return new Batch(rows.size() - unopened.size(), unopened, last);
    }

    private static List<Row> rows(
            Connection connection, @Nullable String tenant, String keyId, Place from)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select principal, sealed_by, clockify_user, workspace, checked, refused,
                        changed, tenant, sealed
                        from credentials where sealed_by <> ? and (tenant, principal) > (?, ?)
                        and (?::text is null or tenant = ?)
                        order by tenant, principal limit ? for update\
                        """)) {
            select.setString(1, keyId);
            select.setString(2, from.tenant());
            select.setString(3, from.principal());
            select.setString(4, tenant);
            select.setString(5, tenant);
            select.setInt(6, BATCH);
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Row(kept(rows.getString(8), rows), rows.getBytes(9)));
                }
            }
            return found;
        }
    }
}
