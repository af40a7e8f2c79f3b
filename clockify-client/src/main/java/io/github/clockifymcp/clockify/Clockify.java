package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/// The Clockify API, by area. Reads are methods that run; writes are methods that describe an
/// [ApiRequest], which [#send] sends:
///
/// ```java
/// Clockify clockify = Clockify.of(Hosts.global(), ApiKey.of(key));
/// WorkspaceApi workspace = clockify.workspace(clockify.users().current().activeWorkspace());
/// ApiRequest<Tags.Tag> request = workspace.tags().create("Billable");
/// Tags.Tag made = clockify.send(request);
/// ```
///
/// Every method that reads or sends throws [ClockifyException], and may be used by many threads.
public final class Clockify implements AutoCloseable {

    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private final Connection connection;

    /// A Clockify behind a transport, which it closes.
    public Clockify(Transport transport) {
        this.connection = new Connection(transport);
    }

    /// A Clockify over HTTP with the limits we recommend.
    public static Clockify of(Hosts hosts, ApiKey key) {
        return new Clockify(HttpTransport.to(hosts, key).build());
    }

    /// The same Clockify, for a while: whoever waits hears of each request before it is sent.
    ///
    /// @param asking may throw, and then nothing is sent
    public Clockify heard(Runnable asking) {
        Transport transport = connection.transport();
        return new Clockify(request -> {
            asking.run();
            return transport.exchange(request);
        });
    }

    /// The key's owner.
    public Users users() {
        return new Users(connection);
    }

    /// The workspaces the key's owner belongs to.
    public Workspaces workspaces() {
        return new Workspaces(connection);
    }

    /// Pictures of people and workspaces.
    public Images images() {
        return new Images();
    }

    /// What belongs to one workspace. Asks nothing: a wrong id shows at the first use.
    public WorkspaceApi workspace(String id) {
        return new WorkspaceApi(connection, id);
    }

    /// Sends a request and reads its answer. A write is sent exactly once.
    ///
    /// @throws ClockifyException with category `UNKNOWN_OUTCOME` if a write was sent and nobody
    ///   knows whether it took effect
    public <T> T send(ApiRequest<T> request) {
        return connection.send(request);
    }

    /// Sends a request and leaves its answer as JSON: for callers who hold requests as data. An
    /// empty answer is a missing node. [Json#read] turns it into a record later.
    public JsonNode sendRaw(ApiRequest<?> request) {
        return connection.transport().exchange(request).body();
    }

    /// What became of a write whose answer did not come, as far as reading shows it; for entries,
    /// and for projects, clients, tags and tasks that were to be made.
    ///
    /// @return the answer it would have had; empty if it cannot be told
    public Optional<JsonNode> reconciled(ApiRequest<?> write) {
        return new Reconciliation(connection).of(write);
    }

    /// The same, with a second look after a while where the first one finds nothing: the request
    /// may still have been on its way.
    ///
    /// @param sleeper waits; where it is interrupted, there is no second look
    public Optional<JsonNode> reconciled(ApiRequest<?> write, Sleeper sleeper) {
        Optional<JsonNode> found = reconciled(write);
        if (found.isPresent() || !Reconciliation.knows(write)) {
            return found;
        }
        try {
            sleeper.sleep(SECOND_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return reconciled(write);
    }

    @Override
    public void close() {
        connection.transport().close();
    }
}
