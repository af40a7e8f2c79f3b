package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.controlplane.AuditInPostgres;
import io.github.clockifymcp.controlplane.CredentialsInPostgres;
import io.github.clockifymcp.controlplane.Database;
import io.github.clockifymcp.controlplane.JournalInPostgres;
import io.github.clockifymcp.controlplane.RedeemedInPostgres;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditLines;
import io.github.clockifymcp.enforcement.AuditRow;
import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.JournalInMemory;
import io.github.clockifymcp.enforcement.Redeemed;
import io.github.clockifymcp.enforcement.RedeemedInMemory;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.enforcement.StateFolder;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.State;
import io.github.clockifymcp.server.watch.JavaLogging;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What must outlive the process, or as much of it as the settings ask for.
final class Store implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final int OWNER_BYTES = 8;
    private static final int NAMES_KEPT = 10_000;
    private static final String TENANT = Principal.LOCAL.tenant();
    private static final String AUDIT_CHAIN = "audit chain";

    private final List<byte[]> keys;
    private final Audit audit;
    private final Redeemed redeemed;
    private final Journal journal;
    private final Function<String, NameStore> names;
    private final Function<String, NameStore> counts;
    private final @Nullable SharedState shared;
    private final Runnable closing;

    private Store(
            List<byte[]> keys,
            Audit audit,
            Redeemed redeemed,
            Journal journal,
            Function<String, NameStore> names,
            Function<String, NameStore> counts,
            @Nullable SharedState shared,
            Runnable closing) {
        this.keys = keys;
        this.audit = audit;
        this.redeemed = redeemed;
        this.journal = journal;
        this.names = names;
        this.counts = counts;
        this.shared = shared;
        this.closing = closing;
    }

    /// Opens what the settings name.
    ///
    /// @throws StateException when the folder, or the file of keys, cannot be used
    static Store open(Settings settings, Map<String, String> environment, Clock clock) {
        return switch (state(settings, environment)) {
            case State.Folder(Path path) -> in(StateFolder.open(path), clock);
            case State.Memory() -> inMemory(clock);
            case State.Postgres _ -> inPostgres(settings, clock);
        };
    }

    /// The folder that the settings name, whether or not it is there; empty when state is kept
    /// elsewhere.
    ///
    /// @throws StateException when they name none and there is no home folder
    static Optional<Path> folder(Settings settings, Map<String, String> environment) {
        return state(settings, environment) instanceof State.Folder(Path path)
                ? Optional.of(path)
                : Optional.empty();
    }

    private static State state(Settings settings, Map<String, String> environment) {
        return settings.find(SettingTable.CONTROL_PLANE_DSN)
                .orElseGet(() ->
                        new State.Folder(
                                folder(
                                        Upstream.isSandbox(settings),
                                        environment,
                                        System.getProperty("user.home", ""))));
    }

    /// What replicas share; empty where there is one machine.
    Optional<SharedState> shared() {
        return Optional.ofNullable(shared);
    }

    /// What its connections do at the moment; empty where it has none.
    Optional<Database.Pool> pool() {
        return shared().map(SharedState::pool);
    }

    Audit audit() {
        return audit;
    }

    Redeemed redeemed() {
        return redeemed;
    }

    Journal journal() {
        return journal;
    }

    /// What names mean to whoever has this key to Clockify.
    NameStore names(String apiKey) {
        return names.apply(owner(apiKey));
    }

    /// What whoever has this key to Clockify has asked of it lately. It is no name, and stays when
    /// names are forgotten.
    NameStore counts(String apiKey) {
        return counts.apply(owner(apiKey));
    }

    /// What names mean to whoever has this key of a tenant's.
    NameStore names(String tenant, String whichKey) {
        return kept(tenant, whichKey, "names");
    }

    /// What whoever has this key of a tenant's has asked of Clockify lately.
    NameStore counts(String tenant, String whichKey) {
        return kept(tenant, whichKey, "requests");
    }

    private NameStore kept(String tenant, String whichKey, String purpose) {
        return shared().orElseThrow().values(tenant, owner(whichKey), purpose);
    }

    private String owner(String apiKey) {
        return HexFormat.of().formatHex(key("names of " + apiKey), 0, OWNER_BYTES);
    }

    /// A key for one purpose, made from the store's first, which all processes that share it have.
    byte[] key(String purpose) {
        return DerivedKey.of(keys.getFirst(), purpose);
    }

    /// The keys for one purpose that were the first once, or will be.
    List<byte[]> otherKeys(String purpose) {
        return keys.stream().skip(1).map(key -> DerivedKey.of(key, purpose)).toList();
    }

    @Override
    public void close() {
        closing.run();
    }

    private static Store in(StateFolder folder, Clock clock) {
        AuditLines audit = folder.audit();
        return new Store(
                List.of(folder.key()),
                audit,
                folder.redeemed(clock),
                folder.journal(clock),
                owner -> new NamesInFolder(folder.file("names.json"), owner, clock),
                owner -> new NamesInFolder(folder.file("requests.json"), owner, clock),
                null,
                audit::close);
    }

    private static Store inPostgres(Settings settings, Clock clock) {
        Path keyFile = settings.get(SettingTable.CONTROL_PLANE_KEYS);
        List<byte[]> keys = keys(keyFile);
        JavaLogging.lead();
        Database database =
                Database.open(
                        new Databases(settings).server(),
                        settings.get(SettingTable.CONTROL_PLANE_CONNECTIONS));
        SharedState shared =
                new SharedState(database, new Databases(settings).listening(), sealed(keyFile));
        return new Store(
                keys,
                new AuditInPostgres(database, auditKeys(keyFile)),
                new RedeemedInPostgres(database),
                new JournalInPostgres(database, clock),
                owner -> shared.values(TENANT, owner, "names"),
                owner -> shared.values(TENANT, owner, "requests"),
                shared,
                shared::close);
    }

    private static List<byte[]> keys(Path file) {
        return KeyFile.read(file).stream().map(KeyFile.Key::secret).toList();
    }

    /// What seals keys to Clockify in Postgres.
    ///
    /// @throws StateException when the file of keys cannot be used
    static Sealed sealed(Path file) {
        return new Sealed(
                KeyFile.read(file).stream()
                        .map(key ->
                                Sealed.Key.of(key.id(), key.derived(CredentialsInPostgres.PURPOSE)))
                        .toList());
    }

    /// The keys that the audit log in Postgres is chained with, the one for new rows first.
    ///
    /// @throws StateException when the file of keys cannot be used
    static List<byte[]> auditKeys(Path file) {
        return KeyFile.read(file).stream().map(key -> key.derived(AUDIT_CHAIN)).toList();
    }

    private static Store inMemory(Clock clock) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        NameStore names = new MemoryNameStore(clock, NAMES_KEPT);
        NameStore counts = new MemoryNameStore(clock, NAMES_KEPT);
        return new Store(
                List.of(key),
                new NoAudit(),
                new RedeemedInMemory(clock),
                new JournalInMemory(clock),
                owner -> names,
                owner -> counts,
                null,
                () -> {});
    }

    /// Where state is kept when no setting says so. The sandbox has a folder of its own, so that
    /// what was tried never stands beside what was done.
    ///
    /// @param account the home folder of the account, as the system has it: not what `HOME` says
    /// @throws StateException when there is no home folder, as in a container without accounts
    static Path folder(boolean sandbox, Map<String, String> environment, String account) {
        String name = sandbox ? "clockify-mcp-sandbox" : "clockify-mcp";
        // The XDG base directory specification: a relative path is invalid and ignored.
        return absolute(environment.getOrDefault("XDG_STATE_HOME", ""))
                .map(state -> state.resolve(name))
                .or(() ->
                        absolute(environment.getOrDefault("HOME", ""))
                                .or(() -> absolute(account))
                                .map(home -> home.resolve(Path.of(".local", "state", name))))
                .orElseThrow(() ->
                        new StateException(
                                "There is no home folder to keep state in. Set"
                                        + " MCP_CONTROL_PLANE_DSN=file:FOLDER to one that is kept."));
    }

    private static Optional<Path> absolute(String path) {
        return Optional.of(Path.of(path)).filter(Path::isAbsolute);
    }

    /// For `MCP_CONTROL_PLANE_DSN=memory`, which has to be allowed by name.
    private static final class NoAudit implements Audit {
        @Override
        public void intent(AuditRow row) {}

        @Override
        public void outcome(AuditRow row) {}
    }
}
