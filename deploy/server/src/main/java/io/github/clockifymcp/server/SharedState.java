package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.controlplane.BucketsInPostgres;
import io.github.clockifymcp.controlplane.ConversationsInPostgres;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.Dsn;
import io.github.clockifymcp.controlplane.KeyedStore;
import io.github.clockifymcp.controlplane.PrincipalsInPostgres;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.controlplane.SessionsInPostgres;
import io.github.clockifymcp.controlplane.TenantsInPostgres;
import io.github.clockifymcp.controlplane.TopicsInPostgres;
import io.github.clockifymcp.enforcement.Buckets;
import io.github.clockifymcp.enforcement.Confirmation;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.mcp.http.Conversations;
import io.github.clockifymcp.mcp.http.HttpSettings;
import io.github.clockifymcp.mcp.http.Sessions;
import io.github.clockifymcp.mcp.server.Topics;
import java.time.Clock;

/// What the replicas of a service share, in Postgres.
final class SharedState implements AutoCloseable {
    private final Database database;
    private final TopicsInPostgres topics;
    private final Conversations conversations;
    private final Buckets buckets;
    private final KeyedStore keyed;
    private final DatabaseHealth health;
    private final TenantsInPostgres tenants;
    private final PrincipalsInPostgres principals;
    private final CredentialsInPostgres credentials;

    /// Begins to share. A database that is away is waited for.
    ///
    /// @param direct the way to Postgres without a pooler, which forgets who listens
    /// @param sealed opens keys to Clockify
    SharedState(Database database, Dsn direct, Sealed sealed) {
        this.database = database;
        this.topics = TopicsInPostgres.open(database, direct);
        this.conversations = new ConversationsInPostgres(database, topics);
        this.buckets = new BucketsInPostgres(database, System::nanoTime);
        this.keyed = new KeyedStore(database);
        this.health = new DatabaseHealth(database, System::nanoTime);
        this.tenants = new TenantsInPostgres(database, System::nanoTime);
        this.principals = new PrincipalsInPostgres(database, System::nanoTime);
        this.credentials = new CredentialsInPostgres(database, sealed, System::nanoTime);
    }

    /// What the connections do at the moment.
    Database.Pool pool() {
        return database.pool();
    }

    /// Whether the database is there.
    DatabaseHealth health() {
        return health;
    }

    /// What callers are to the service.
    ///
    /// @param ownKey whether the settings have a key
    /// @param issuersNamed whether each tenant has to name its issuers
    Tenancy tenancy(
            Policy operator,
            Confirmation.Settings confirming,
            boolean ownKey,
            boolean issuersNamed) {
        return new Tenancy(
                operator, confirming, ownKey, issuersNamed, tenants, principals, credentials);
    }

    /// Keys to Clockify.
    CredentialsInPostgres credentials() {
        return credentials;
    }

    /// Callers about whom something is kept.
    PrincipalsInPostgres principals() {
        return principals;
    }

    /// Where replicas tell each other what has changed.
    Topics topics() {
        return topics;
    }

    /// By which they bring each other what is said in a session.
    Conversations conversations() {
        return conversations;
    }

    /// Where sessions of older revisions are.
    Sessions sessions(HttpSettings http, Clock clock) {
        return new SessionsInPostgres(database, http.limits(), http.times().session(), clock);
    }

    /// Where calls a minute are counted.
    Buckets buckets() {
        return buckets;
    }

    /// What a tenant's key was told.
    ///
    /// @param owner whose key, as a digest
    /// @param purpose what it is
    NameStore values(String tenant, String owner, String purpose) {
        return new SharedValues(keyed, new KeyedStore.Shelf(tenant, owner, purpose));
    }

    @Override
    public void close() {
        topics.close();
        database.close();
    }
}
