package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.MemoryNameStore;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.Sleeper;
import io.github.clockifymcp.enforcement.Audit;
import io.github.clockifymcp.enforcement.AuditTrail;
import io.github.clockifymcp.enforcement.Buckets;
import io.github.clockifymcp.enforcement.BucketsInMemory;
import io.github.clockifymcp.enforcement.Confirmation;
import io.github.clockifymcp.enforcement.Guard;
import io.github.clockifymcp.enforcement.Journal;
import io.github.clockifymcp.enforcement.JournalInMemory;
import io.github.clockifymcp.enforcement.Journaling;
import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Policies;
import io.github.clockifymcp.enforcement.Policy;
import io.github.clockifymcp.enforcement.Records;
import io.github.clockifymcp.enforcement.ServerTools;
import io.github.clockifymcp.enforcement.ServerView;
import io.github.clockifymcp.enforcement.StateException;
import io.github.clockifymcp.enforcement.Tenant;
import io.github.clockifymcp.enforcement.Undo;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.SchemaArguments;
import io.github.clockifymcp.mcp.http.Endpoints;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.MemoryTopics;
import io.github.clockifymcp.mcp.server.ServerSettings;
import io.github.clockifymcp.mcp.server.Topics;
import io.github.clockifymcp.mcp.server.legacy.LegacyEra;
import io.github.clockifymcp.mcp.server.modern.ModernEra;
import io.github.clockifymcp.mcp.server.modern.SealKey;
import io.github.clockifymcp.mcp.server.modern.SealKeys;
import io.github.clockifymcp.mcp.server.modern.StateSeal;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.server.settings.Secret;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import io.github.clockifymcp.server.settings.State;
import io.github.clockifymcp.tools.GroupWords;
import io.github.clockifymcp.tools.ToolGroups;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.ClockifySender;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.hatch.Standing;
import io.github.clockifymcp.tools.prompts.Prompts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything one process is made of, made with `new`.
///
/// A client waits for its server to start. So what the first answers need (the tools' declarations,
/// the policy, the engine) is made at once, and what only a call needs (the guard, the state
/// folder, the HTTP client, the sandbox) when the first call comes.
final class Wiring implements AutoCloseable {
    private static final Duration LISTS_GOOD_FOR = Duration.ofMinutes(5);

    private static final int NAMES_KEPT = 10_000;

    private final Settings settings;
    private final Map<String, String> environment;
    private final Observing observing;
    private final Outside outside;
    private final Station own;
    private final Stations stations;
    private final Policy policy;
    private final Policies policies;
    private final Limits.Settings limits;
    private final Confirmation.Settings confirming;
    private final Optional<Tenancy> tenancy;
    private final CallerRules callers;
    private final Lazy<KeyWords> keyWords = new Lazy<>(this::keyWords);
    private final Optional<KeyAsking> keyAsking;
    private final Catalogue catalogue = new Catalogue("tools", "enforcement");
    private final Toolbox<Workplace> firstGroups;
    private final Lazy<Toolbox<Workplace>> secondGroups =
            new Lazy<>(() -> ToolGroups.declareSecond(toolbox()));
    private final Lazy<Toolbox<Workplace>> prompts = new Lazy<>(() -> toolbox().add(new Prompts()));
    private final Toolset toolset;
    private final Lazy<Store> store = new Lazy<>(this::open);
    private final Lazy<Journal> journal = new Lazy<>(this::journal);
    private final Lazy<Undo> undo =
            new Lazy<>(() -> new Undo(journal.get(), this::standing, this::owner));
    private final Lazy<Guard> guard = new Lazy<>(this::guard);
    private final McpServer server;

    /// @throws SettingsException when settings name tools or groups that there are not
    Wiring(Settings settings, Map<String, String> environment) throws SettingsException {
        this(settings, environment, Observing.nobody());
    }

    /// @param observing who watches
    /// @throws SettingsException when settings name tools or groups that there are not
    Wiring(Settings settings, Map<String, String> environment, Observing observing)
            throws SettingsException {
        this.settings = settings;
        this.observing = observing;
        this.environment = environment;
        this.outside = new Outside(settings);
        this.own =
                new Station(
                        settings,
                        outside,
                        null,
                        observing.watch(),
                        settings.find(SettingTable.WORKSPACE_ID).orElse(null),
                        this::names,
                        this::counts);
        this.policy = policy(settings);
        this.limits = limits(settings);
        this.confirming =
                new Confirmation.Settings(
                        settings.get(SettingTable.CONFIRMATION_TTL),
                        settings.find(SettingTable.PERSON_REQUIRED_FOR).orElse(Set.of()));
        this.tenancy =
                shared().map(state ->
                        state.tenancy(
                                policy,
                                confirming,
                                settings.find(SettingTable.API_KEY).isPresent(),
                                settings.severalIssuersNameTenants()));
        this.policies =
                CallerRules.scoped(
                        settings,
                        tenancy.<Policies>map(all -> all).orElse(Policies.everywhere(policy)));
        this.callers = new CallerRules(limits, tenancy);
        this.keyAsking = tenancy.map(this::asking);
        this.stations = tenancy.map(this::each).orElseGet(() -> Stations.one(own));
        this.firstGroups = ToolGroups.declareFirst(toolbox());
        this.toolset = new Toolset(first(), this::second, settings);
        this.server = server();
        observing.shows(own.requests());
    }

    private Stations each(Tenancy all) {
        return new TenantStations(
                all, own, addresses(), keyWords.get(), this::station, System::nanoTime);
    }

    private TenantAddresses addresses() {
        return new TenantAddresses(settings);
    }

    private KeyAsking asking(Tenancy all) {
        return new KeyAsking(
                all,
                shared().orElseThrow().credentials(),
                addresses(),
                outside,
                keyWords.get(),
                clock());
    }

    private Station station(
            Tenant tenant, String which, Upstream.Access access, @Nullable String workspace) {
        Station made =
                new Station(
                        settings,
                        outside,
                        access,
                        observing.watch(),
                        workspace,
                        () -> store.get().names(tenant.id(), which),
                        () -> store.get().counts(tenant.id(), which));
        observing.shows(made.requests());
        return made;
    }

    /// How it reaches what is outside of it.
    Outside outside() {
        return outside;
    }

    /// What callers are to a service; empty where there is one tenant.
    Optional<Tenancy> tenancy() {
        return tenancy;
    }

    private Confirmation.Settings confirming(Principal principal) {
        return tenancy.map(all -> all.confirming(principal)).orElse(confirming);
    }

    /// The engine, ready for a transport.
    McpServer engine() {
        return server;
    }

    /// What the replicas of a service share; empty where there is one machine.
    ///
    /// @throws StateException when the settings name what cannot be used
    Optional<SharedState> shared() {
        return settings.find(SettingTable.CONTROL_PLANE_DSN).orElse(null) instanceof State.Postgres
                ? store.get().shared()
                : Optional.empty();
    }

    /// What is served under which path.
    Endpoints endpoints() {
        return new GroupPaths(server, toolset::groups);
    }

    /// What holds for callers.
    PolicyCommand.Rules rules() {
        List<ToolInfo> tools = toolset.infos();
        Set<String> addresses =
                tools.stream()
                        .map(ToolInfo::name)
                        .filter(name -> toolset.tool(name).orElse(null) instanceof Tool.Addressing)
                        .collect(Collectors.toSet());
        return new PolicyCommand.Rules(policy, confirming, tools, addresses);
    }

    @Override
    public void close() {
        store.made().ifPresent(Store::close);
        stations.close();
    }

    private Clock clock() {
        return own.upstream().clock();
    }

    /// The tools that are listed from the start, in that order.
    private List<Tool<?, ?>> first() {
        List<Tool<?, ?>> declared = new ArrayList<>();
        declared.addAll(firstGroups.tools());
        declared.addAll(ServerTools.declareAll(new Toolbox<ServerView>(this::view)).tools());
        return declared;
    }

    private List<Tool<?, ?>> second() {
        return secondGroups.get().tools();
    }

    /// What can be read by its URI.
    private List<ResourceTemplate> resources() {
        List<ResourceTemplate> declared = new ArrayList<>(firstGroups.resources());
        declared.addAll(secondGroups.get().resources());
        return declared;
    }

    private Toolbox<Workplace> toolbox() {
        return new Toolbox<>(this::workplace, Problems::said);
    }

    private Station station(Call call) {
        return stations.of(call);
    }

    private Workplace workplace(Call call) {
        return station(call).desk().at(call);
    }

    private ServerView view(Call call) {
        return new ServerView(
                policies.of(call.principal()),
                callers.limits(call.principal()),
                confirming(call.principal()),
                call,
                toolset::lists,
                toolset::infos,
                tool -> GroupWords.of(tool.group()),
                tool -> catalogue.arguments(tool.name()),
                undo.get(),
                () -> workplace(call).account().zone());
    }

    private static Policy policy(Settings settings) {
        return new Policy(
                settings.get(SettingTable.POLICY),
                settings.find(SettingTable.DENY_TOOLS).orElse(Set.of()),
                settings.find(SettingTable.DENY_GROUPS).orElse(Set.of()),
                settings.find(SettingTable.ALLOW_GROUPS).orElse(Set.of()));
    }

    private static Limits.Settings limits(Settings settings) {
        return new Limits.Settings(
                new Limits.Limit(
                        settings.get(SettingTable.MAX_CONCURRENT),
                        settings.get(SettingTable.RATE_LIMIT)),
                new Limits.Limit(
                        settings.get(SettingTable.PER_WORKSPACE_CONCURRENCY),
                        settings.get(SettingTable.PER_WORKSPACE_RATE_LIMIT)),
                new Limits.Limit(
                        settings.get(SettingTable.PER_TENANT_CONCURRENCY),
                        settings.get(SettingTable.PER_TENANT_RATE_LIMIT)),
                new Limits.Limit(
                        settings.get(SettingTable.PER_TOKEN_CONCURRENCY),
                        settings.get(SettingTable.PER_TOKEN_RATE_LIMIT)),
                settings.get(SettingTable.CONCURRENCY_ACQUIRE_TIMEOUT));
    }

    private McpServer server() {
        ServerSettings engine =
                ServerSettings.DEFAULT
                        .withCallTimeout(settings.get(SettingTable.TOOL_TIMEOUT))
                        .withMaxRunning(settings.get(SettingTable.MAX_INFLIGHT_TOOL_CALLS));
        StateSeal seal =
                new StateSeal(keys(), settings.get(SettingTable.CONFIRMATION_TTL), clock());
        return new McpServer(
                new ClockifyOffer(
                        toolset,
                        new Readables(this::resources, prompts, toolset, policies),
                        policies,
                        catalogue,
                        this::attempt,
                        settings),
                engine,
                clock(),
                List.of(new ModernEra(seal, LISTS_GOOD_FOR), new LegacyEra()),
                shared().<Topics>map(SharedState::topics).orElseGet(MemoryTopics::new),
                observing.watch());
    }

    /// Names of the sandbox are gone with it.
    private NameStore names() {
        return Upstream.isSandbox(settings)
                ? new MemoryNameStore(clock(), NAMES_KEPT)
                : store.get().names(apiKey());
    }

    private NameStore counts() {
        return Upstream.isSandbox(settings)
                ? new MemoryNameStore(clock(), NAMES_KEPT)
                : store.get().counts(apiKey());
    }

    private String apiKey() {
        return settings.find(SettingTable.API_KEY).map(Secret::reveal).orElse("");
    }

    private Outcome attempt(Attempt attempt) {
        Guard made;
        try {
            made = guard.get();
        } catch (StateException e) {
            return new Outcome.Refused(
                    Problem.of(Problem.Code.NOT_CONFIGURED, String.valueOf(e.getMessage())));
        }
        stations.began(attempt.call());
        try {
            Outcome outcome = WhatIsLeft.said(attempt, made.attempt(attempt), stations);
            return keyAsking.map(asking -> asking.over(attempt, outcome)).orElse(outcome);
        } finally {
            stations.ended(attempt.call());
        }
    }

    /// Where it is written down what was done.
    Audit audit() {
        return observing.watch().over(store.get().audit());
    }

    private KeyWords keyWords() {
        return new KeyWords(KeyPages.link(settings));
    }

    private Guard guard() {
        Store kept = store.get();
        Buckets buckets =
                kept.shared()
                        .map(SharedState::buckets)
                        .orElseGet(() -> new BucketsInMemory(System::nanoTime));
        Limits counting =
                new Limits(
                        limits,
                        principal -> tenancy.map(all -> all.workspace(principal)).orElse(""),
                        callers::own,
                        buckets,
                        System::nanoTime);
        observing.shows(counting);
        return new Guard(
                toolset::tool,
                new SchemaArguments(catalogue),
                policies,
                toolset::lists,
                counting,
                new Confirmation(
                        confirming.validity(),
                        this::confirming,
                        () ->
                                io.github.clockifymcp.enforcement.SealKeys.of(
                                        kept.key("confirmations"),
                                        kept.otherKeys("confirmations").toArray(byte[][]::new)),
                        kept.redeemed(),
                        call -> workplace(call).account().workspace().id(),
                        clock()),
                new AuditTrail(
                        audit(),
                        settings.get(SettingTable.AUDIT_DURABILITY),
                        settings.get(SettingTable.AUDIT_READS),
                        Clock.systemUTC(),
                        System::nanoTime,
                        new Journaling(journal.get(), this::standing, this::owner)),
                new Announcing(
                        new ClockifySender(
                                call -> station(call).upstream().clockify(), Sleeper.real()),
                        (tenant, uris) -> server.updated(tenant, uris),
                        call -> station(call).forgetNames()),
                undo.get(),
                observing.watch());
    }

    /// What was changed in the sandbox is gone with it.
    private Journal journal() {
        return Upstream.isSandbox(settings) ? new JournalInMemory(clock()) : store.get().journal();
    }

    private Journal.Owner owner(Call call) {
        Account account = workplace(call).account();
        return new Journal.Owner(
                call.principal().tenant(),
                call.principal().id(),
                account.user().id(),
                account.workspace().id());
    }

    /// What a request of a change is about, as it stands now.
    private Records.Found standing(Request request, Call call) {
        Optional<Standing> standing = Standing.of(request, workplace(call));
        if (standing.isEmpty()) {
            return new Records.Found.Unreadable();
        }
        String path = standing.get().path();
        if (!path.contains("/time-entries/")) {
            // Whatever is read again is about to have another name, or none.
            station(call).forgetNames();
        }
        JsonNode record = standing.get().record();
        return record == null
                ? new Records.Found.Gone(path)
                : new Records.Found.There(path, record);
    }

    private Store open() {
        Store opened = Store.open(settings, environment, clock());
        observing.shows(opened);
        return opened;
    }

    private SealKeys keys() {
        Lazy<List<SealKey>> keys =
                new Lazy<>(() -> {
                    Store kept = store.get();
                    List<SealKey> made = new ArrayList<>();
                    made.add(sealKey(kept.key("request state, id"), kept.key("request state")));
                    List<byte[]> ids = kept.otherKeys("request state, id");
                    List<byte[]> secrets = kept.otherKeys("request state");
                    for (int i = 0; i < ids.size(); i++) {
                        made.add(sealKey(ids.get(i), secrets.get(i)));
                    }
                    return List.copyOf(made);
                });
        return new SealKeys() {
            @Override
            public SealKey signing() {
                return keys.get().getFirst();
            }

            @Override
            public List<SealKey> accepted() {
                return keys.get();
            }
        };
    }

    private static SealKey sealKey(byte[] id, byte[] secret) {
        return SealKey.of(HexFormat.of().formatHex(id, 0, 4), secret);
    }
}
