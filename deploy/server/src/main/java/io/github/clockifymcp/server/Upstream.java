package io.github.clockifymcp.server;

import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiKey;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.Hosts;
import io.github.clockifymcp.clockify.HttpTransport;
import io.github.clockifymcp.clockify.Limits;
import io.github.clockifymcp.clockify.Outlet;
import io.github.clockifymcp.clockify.Region;
import io.github.clockifymcp.clockify.RequestBudget;
import io.github.clockifymcp.clockify.RequestObserver;
import io.github.clockifymcp.clockify.Transport;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.sandbox.Sandbox;
import io.github.clockifymcp.sandbox.SandboxClock;
import io.github.clockifymcp.sandbox.SandboxOptions;
import io.github.clockifymcp.sandbox.Seed;
import io.github.clockifymcp.server.settings.Address;
import io.github.clockifymcp.server.settings.Secret;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.time.Clock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The Clockify that this server works with: the real one, or the sandbox in this process. Neither
/// is touched before the first call that needs it.
final class Upstream implements AutoCloseable {
    private static final String SANDBOX_KEYS = "sandbox-key-";

    private final Settings settings;
    private final Outside outside;
    private final RequestBudget requests;
    private final RequestObserver observer;
    private final @Nullable Access access;
    private final Clock clock;
    private final Lazy<Sandbox> sandbox;
    private final Lazy<Clockify> clockify = new Lazy<>(this::connect);

    /// A key, and where it is sent.
    static final class Access {
        private final Hosts hosts;
        private final ApiKey key;

        Access(Hosts hosts, ApiKey key) {
            this.hosts = hosts;
            this.key = key;
        }
    }

    /// @param access the key and where it is sent; null for what the settings say
    /// @param requests counts what is asked
    /// @param observer hears of each request
    Upstream(
            Settings settings,
            Outside outside,
            @Nullable Access access,
            RequestBudget requests,
            RequestObserver observer) {
        this.settings = settings;
        this.outside = outside;
        this.access = access;
        this.requests = requests;
        this.observer = observer;
        SandboxClock sandboxClock = isSandbox(settings) ? sandboxClock(settings) : null;
        this.clock = sandboxClock == null ? Clock.systemUTC() : sandboxClock;
        this.sandbox =
                new Lazy<>(() ->
                        Sandbox.start(
                                SandboxOptions.with(
                                        sandboxClock == null
                                                ? SandboxClock.running()
                                                : sandboxClock)));
    }

    static boolean isSandbox(Settings settings) {
        return settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.Sandbox;
    }

    private static SandboxClock sandboxClock(Settings settings) {
        return settings.find(SettingTable.SANDBOX_AT)
                .map(SandboxClock::runningFrom)
                .orElseGet(SandboxClock::running);
    }

    /// What Clockify takes for the time: the sandbox's, or the world's.
    Clock clock() {
        return clock;
    }

    /// The client.
    ///
    /// @throws ToolException when there is no key, with what to do about it
    Clockify clockify() {
        return clockify.get();
    }

    /// A client that keeps nothing and is not kept, for whoever wants to see each answer.
    ///
    /// @param limits how long it waits, and how often it asks again
    /// @param seen is given each good answer
    /// @throws ToolException as [#clockify]
    Clockify watched(Limits limits, Consumer<Answer> seen) {
        Access to = access();
        Transport real = transport(to, limits);
        return new Clockify(
                new Transport() {
                    @Override
                    public Answer exchange(ApiRequest<?> request) {
                        Answer answer = real.exchange(request);
                        seen.accept(answer);
                        return answer;
                    }

                    @Override
                    public void close() {
                        real.close();
                    }
                });
    }

    private Clockify connect() {
        return new Clockify(transport(access(), Limits.standard()));
    }

    private Access access() {
        if (access != null) {
            return access;
        }
        if (isSandbox(settings)) {
            String base = sandbox.get().baseUrl() + "/api/v1";
            return new Access(Hosts.at(base), ApiKey.of(sandboxKey()));
        }
        Hosts hosts = hosts(settings);
        Secret key =
                settings.find(SettingTable.API_KEY)
                        .orElseThrow(() ->
                                new ToolException(
                                        Code.NOT_CONFIGURED,
                                        "This server has no key to Clockify.",
                                        "Whoever runs it sets CLOCKIFY_API_KEY to the key"
                                                + " from Clockify's page Preferences ›"
                                                + " Advanced and starts it again."));
        return new Access(hosts, ApiKey.of(key.reveal()));
    }

    /// Where the real one is.
    static Hosts hosts(Settings settings) {
        if (settings.find(SettingTable.BASE_URL).orElse(null) instanceof Address.At(Hosts at)) {
            return at;
        }
        Region region = settings.get(SettingTable.REGION);
        return settings.find(SettingTable.SUBDOMAIN)
                .map(subdomain -> Hosts.of(region, subdomain))
                .orElseGet(() -> Hosts.of(region));
    }

    private Transport transport(Access to, Limits limits) {
        return HttpTransport.to(to.hosts, to.key)
                .outlet(outlet())
                .limits(limits)
                .clock(clock)
                .budget(requests)
                .observer(observer)
                .userAgent("clockify-mcp/" + Main.VERSION)
                .build();
    }

    private Outlet outlet() {
        try {
            return outside.outlet();
        } catch (SettingsException e) {
            throw new ToolException(
                    Code.NOT_CONFIGURED,
                    String.join(" ", e.problems()),
                    "Whoever runs this server mends that and starts it again.");
        }
    }

    /// One of the sandbox's own keys when it is set, to be somebody else of its company. A real key
    /// stays out of it.
    private String sandboxKey() {
        return settings.find(SettingTable.API_KEY)
                .map(Secret::reveal)
                .filter(key -> key.startsWith(SANDBOX_KEYS))
                .orElseGet(() -> Seed.main().key());
    }

    @Override
    public void close() {
        clockify.made().ifPresent(Clockify::close);
        sandbox.made().ifPresent(Sandbox::close);
    }
}
