package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.RequestObserver;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.tools.desk.Desk;
import io.github.clockifymcp.tools.desk.DoubleCheck;
import io.github.clockifymcp.tools.targets.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the calls with one key to Clockify work with: the client, the desk, the names that were
/// looked up, and the count of what was asked. Nothing of it is made before a call needs it.
final class Station implements AutoCloseable {
    private final Upstream upstream;
    private final Lazy<NameStore> names;
    private final ScarceRequests requests;
    private final Desk desk;

    /// @param outside how Clockify is reached
    /// @param access the key and where it is sent; null for what the settings say
    /// @param observer hears of each request
    /// @param workspace the id of the workspace that is meant; null for the key's only one
    /// @param names where looked-up names are kept, for this key alone
    /// @param counts where it is kept how much was asked
    Station(
            Settings settings,
            Outside outside,
            Upstream.@Nullable Access access,
            RequestObserver observer,
            @Nullable String workspace,
            Supplier<NameStore> names,
            Supplier<NameStore> counts) {
        this.names = new Lazy<>(names);
        this.requests = new ScarceRequests(new Lazy<>(counts), Clock.systemUTC());
        this.upstream = new Upstream(settings, outside, access, requests, observer);
        @Nullable ZoneId zone = settings.find(SettingTable.TIMEZONE).orElse(null);
        this.desk =
                new Desk(
                        upstream::clockify,
                        workspace,
                        zone,
                        new Later(this.names),
                        new Targets(
                                settings.find(SettingTable.WEBHOOK_ALLOWED_DOMAINS)
                                        .orElse(Set.of())),
                        new DoubleCheck(
                                settings.get(SettingTable.DEDUPE_MODE),
                                settings.get(SettingTable.OVERLAP_CHECK)));
    }

    Upstream upstream() {
        return upstream;
    }

    Desk desk() {
        return desk;
    }

    ScarceRequests requests() {
        return requests;
    }

    /// A name may mean something that is gone, or that is called otherwise now.
    void forgetNames() {
        names.get().forget("");
    }

    /// What a model should know of what is left; empty when there is enough.
    Optional<String> left() {
        return requests.note(desk.free());
    }

    @Override
    public void close() {
        upstream.close();
    }

    /// Names that are kept where nobody has looked yet: that waits for the first call.
    private record Later(Supplier<NameStore> names) implements NameStore {
        @Override
        public Optional<String> get(String key) {
            return names.get().get(key);
        }

        @Override
        public void put(String key, String value, Duration keep) {
            names.get().put(key, value, keep);
        }

        @Override
        public void forget(String prefix) {
            names.get().forget(prefix);
        }
    }
}
