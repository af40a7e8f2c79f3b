package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.mcp.http.Authenticator;
import io.github.clockifymcp.mcp.http.Conversations;
import io.github.clockifymcp.mcp.http.HttpLimits;
import io.github.clockifymcp.mcp.http.HttpSettings;
import io.github.clockifymcp.mcp.http.HttpTimes;
import io.github.clockifymcp.mcp.http.HttpTransport;
import io.github.clockifymcp.mcp.http.MemorySessions;
import io.github.clockifymcp.mcp.http.Readiness;
import io.github.clockifymcp.mcp.http.Tls;
import io.github.clockifymcp.mcp.server.Topic;
import io.github.clockifymcp.server.settings.AuthMode;
import io.github.clockifymcp.server.settings.Bind;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The server over the network, by streamable HTTP.
final class NetworkServing {
    /// Of what is closed after the last answer, sending the last durations to a collector takes
    /// longest, and gives up before.
    static final int CLOSING_SECONDS = 5;

    private NetworkServing() {}

    /// Serves until the process is told to stop; then what runs is answered.
    ///
    /// @param closed what its caller counts down when everything is closed, for which the process
    ///   waits
    /// @throws SettingsException when a file of its TLS, or of authorities, cannot be used
    /// @throws io.github.clockifymcp.enforcement.StateException when the keys cannot be used
    static void serve(Wiring wiring, Settings settings, Observing observing, CountDownLatch closed)
            throws InterruptedException, SettingsException {
        wiring.outside().outlet(); // what is wrong with its file is said now
        Callers callers = new Callers(settings, Clock.systemUTC());
        HttpSettings http =
                encrypted(http(settings), settings)
                        .withPages(callers.pages())
                        .withSite(KeyPages.site(settings, callers, wiring));
        Optional<SharedState> shared = wiring.shared();
        Optional<DatabaseHealth> health = shared.map(SharedState::health);
        Authenticator known = callers.authenticator();
        boolean tokens = settings.authMode() == AuthMode.STATIC_BEARER;
        RuleChanges changes =
                new RuleChanges(
                        tenant -> wiring.engine().changed(Topic.TOOLS, tenant), System::nanoTime);
        Authenticator authenticator =
                wiring.tenancy()
                        .<Authenticator>map(
                                all -> new TenantDoor(known, all, tokens, changes::seen))
                        .orElse(known);
        Readiness readiness = health.<Readiness>map(database -> database).orElse(Readiness.READY);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        try (HttpTransport transport =
                new HttpTransport(
                        wiring.endpoints(),
                        http,
                        observing
                                .watch()
                                .over(
                                        health.map(database -> database.before(authenticator))
                                                .orElse(authenticator)),
                        shared.map(state -> state.sessions(http, Clock.systemUTC()))
                                .orElseGet(() -> new MemorySessions(http.limits())),
                        shared.map(SharedState::conversations).orElse(Conversations.ALONE),
                        readiness,
                        Clock.systemUTC(),
                        observing.watch())) {
            observing.shows(transport, readiness);
            begin(transport, settings.bind());
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> stop(told, answered, closed), "shutdown"));
            told.await();
        } finally {
            answered.countDown();
        }
    }

    /// Whoever set an address that another program has is told so, and not where in us that was
    /// noticed.
    private static void begin(HttpTransport transport, Bind bind) {
        try {
            transport.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException taken) {
                throw new StateException(unheard("MCP_HTTP_BIND", bind, taken));
            }
            throw e;
        }
    }

    /// Why nothing can listen there, and what to do.
    static String unheard(String setting, Bind bind, IOException failure) {
        return "Nothing can listen on %s:%d: %s. Set %s to another address or port."
                .formatted(
                        bind.host(),
                        bind.port(),
                        failure instanceof UnknownHostException
                                ? "its name is not known"
                                : failure.getMessage(),
                        setting);
    }

    /// The process ends when this returns, so it waits until all is answered, and what was seen of
    /// it is sent where somebody collects it.
    private static void stop(CountDownLatch told, CountDownLatch answered, CountDownLatch closed) {
        told.countDown();
        try {
            answered.await();
            var ignored = closed.await(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpSettings http(Settings settings) {
        Bind bind = settings.bind();
        Set<String> names =
                settings.find(SettingTable.ALLOWED_HOSTS)
                        .orElse(bind.local() ? Set.of() : Set.of("*"));
        int running = HttpLimits.DEFAULT.running();
        int each = settings.get(SettingTable.MAX_INFLIGHT_TOOL_CALLS);
        return HttpSettings.DEFAULT
                .withAddress(bind.host(), bind.port())
                .withHosts(names)
                .withOrigins(settings.find(SettingTable.ALLOWED_ORIGINS).orElse(Set.of()))
                .withLimits(
                        HttpLimits.DEFAULT
                                .withBody(settings.get(SettingTable.MAX_MESSAGE_SIZE))
                                .withRunning(Math.max(running, each), each)
                                .withSessions(
                                        settings.get(SettingTable.MAX_SESSIONS),
                                        settings.get(SettingTable.MAX_SESSIONS_PER_PRINCIPAL)))
                .withTimes(
                        HttpTimes.DEFAULT.withSession(
                                settings.get(SettingTable.SESSION_TTL),
                                HttpTimes.DEFAULT.resume()));
    }

    private static HttpSettings encrypted(HttpSettings http, Settings settings)
            throws SettingsException {
        Optional<Tls> tls = TlsFiles.tls(settings, Clock.systemUTC());
        return tls.isPresent() ? http.withTls(tls.get()) : http;
    }
}
