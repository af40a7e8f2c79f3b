package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The protocol, once, for every revision and transport.
///
/// A request goes one way. A transport makes a [io.github.clockifymcp.mcp.rpc.Packet] of its bytes
/// and gives it to its [Connection], with an [Exchange] for the answer. The connection asks the
/// eras whose request it is. The era's [Dialogue] finds out who asks: it stands first because
/// nothing may be said to somebody whose revision is not known, and it is the era's business
/// because one era remembers `initialize` and the other reads each request. From there on there is
/// a [Caller], and no difference between the eras: the methods below are found by name, and
/// whatever leads to a tool or to data goes through the guard ([CallRunner]), with the same limits
/// and the same cancellation. On the way back the dialogue dresses the result, because what a
/// result looks like depends on the revision. When the guard has a question in between, the
/// dialogue puts it to the client: the one waits for the answer, the other returns the question and
/// hears the answer in a later request. The guard does not notice.
///
/// So an era is a package that can be deleted: leave it out of the list, and its requests are the
/// other era's to refuse. And a transport is whatever calls [Connection#receive].
public final class McpServer {
    private final Offer offer;
    private final ServerSettings settings;
    private final List<Era> eras;
    private final Topics topics;
    private final Observer observer;
    private final Audience audience;
    private final @Nullable TaskDesk tasks;
    private final ToolMethods tools;
    private final ResourceMethods resources;
    private final PromptMethods prompts;

    /// @param eras in the order in which they are asked whose request it is; the last one gets what
    ///   no other claims
    public McpServer(Offer offer, ServerSettings settings, Clock clock, List<Era> eras) {
        this(offer, settings, clock, eras, new MemoryTopics(), Observer.NONE);
    }

    /// One of several replicas, which is watched.
    ///
    /// @param eras in the order in which they are asked whose request it is; the last one gets what
    ///   no other claims
    /// @param topics where they tell each other what has changed
    /// @param observer hears of every request
    public McpServer(
            Offer offer,
            ServerSettings settings,
            Clock clock,
            List<Era> eras,
            Topics topics,
            Observer observer) {
        if (eras.isEmpty()) {
            throw new IllegalArgumentException("a server speaks at least one era");
        }
        this.offer = offer;
        this.settings = settings;
        this.eras = List.copyOf(eras);
        this.topics = topics;
        this.observer = observer;
        this.audience = new Audience(settings.maxListeners(), topics, this::advertised);
        CallRunner runner = new CallRunner(offer.attempts(), settings, clock, observer);
        Tasks kept = offer.tasks().orElse(null);
        this.tasks = kept == null ? null : new TaskDesk(kept, runner, topics, clock);
        Pages pages = new Pages(settings.pageSize());
        this.tools = new ToolMethods(offer, runner, pages, tasks);
        this.resources = new ResourceMethods(offer, runner, pages);
        this.prompts = new PromptMethods(offer, runner, pages);
    }

    /// Begins a connection.
    ///
    /// @param principal who is at its other end, as established by the transport
    public Connection connect(Principal principal) {
        return connect(principal, Set.of());
    }

    /// Begins a connection at an address that adds groups of tools to the list.
    ///
    /// @param principal who is at its other end, as established by the transport
    public Connection connect(Principal principal, Set<String> activated) {
        return new Connection(this, principal, activated);
    }

    /// Begins the connection of whoever started this program.
    public Connection connectLocal() {
        return connect(Principal.LOCAL);
    }

    /// Says that a list has changed for a tenant's callers: to sessions and to requests that listen
    /// for it, on every replica. What was not advertised is not said.
    public void changed(Topic list, String tenant) {
        changed(list, News.of(list, tenant));
    }

    /// Says that a list has changed for one principal, likewise.
    public void changed(Topic list, Principal whose) {
        changed(list, News.of(list, whose));
    }

    private void changed(Topic list, News news) {
        if (offer.features().contains(list.feature())) {
            topics.publish(Set.of(news));
        }
    }

    /// Says that resources may read differently for a tenant's callers, to those who asked to be
    /// told of one of them, on every replica.
    ///
    /// @param uris one with a slash at its end means all that begin like it
    public void updated(String tenant, Set<String> uris) {
        if (!uris.isEmpty() && offer.features().contains(Offer.Feature.SUBSCRIPTIONS)) {
            Set<News> news = new LinkedHashSet<>();
            uris.forEach(uri -> news.add(News.ofResource(tenant, uri)));
            topics.publish(news);
        }
    }

    private Set<Topic> advertised() {
        Set<Topic> lists = EnumSet.allOf(Topic.class);
        Set<Offer.Feature> features = offer.features();
        lists.removeIf(list -> !features.contains(list.feature()));
        return lists;
    }

    /// How many sessions and requests hear of changes.
    public int listeners() {
        return audience.size();
    }

    /// Answers every request that listens for changes; none of them ends by itself. For the end of
    /// the server.
    public void endListening() {
        audience.end();
    }

    /// How many messages a transport may take in one array.
    public int maxBatch() {
        return settings.maxBatch();
    }

    /// Whether the request builds on earlier ones, so that it has to come to the [Connection] that
    /// got those.
    ///
    /// @param headers null on transports without headers
    public boolean remembers(Message.Request request, @Nullable RequestHeaders headers) {
        return eras.get(era(request, headers)).remembers();
    }

    /// Whose request it is, as a place in the list of eras.
    int era(Message.Request request, @Nullable RequestHeaders headers) {
        int last = eras.size() - 1;
        for (int i = 0; i < last; i++) {
            if (eras.get(i).claims(request, headers)) {
                return i;
            }
        }
        return last;
    }

    Result route(RunningCall call, Dialogue dialogue) {
        return switch (call.request().method()) {
            case "tools/list" -> tools.list(call);
            case "tools/call" -> tools.call(call, dialogue);
            case "resources/list" -> resources.list(call, dialogue);
            case "resources/templates/list" -> resources.templates(call, dialogue);
            case "resources/read" -> resources.read(call, dialogue);
            case "prompts/list" -> prompts.list(call, dialogue);
            case "prompts/get" -> prompts.get(call, dialogue);
            case "completion/complete" -> prompts.complete(call, dialogue);
            case "tasks/get", "tasks/update", "tasks/cancel" -> desk(call).answer(call, dialogue);
            default -> dialogue.serve(call, resources::watch);
        };
    }

    private TaskDesk desk(RunningCall call) {
        if (tasks == null || !call.caller().revision().modern()) {
            throw RpcError.methodNotFound(call.request().method());
        }
        return tasks;
    }

    /// Ends the work that goes on in the background as far as it may be ended, and waits for the
    /// rest: a change that is being sent is sent to its end. For the end of the server.
    ///
    /// @return whether all of it ended within the limit
    public boolean endTasks(Duration limit) throws InterruptedException {
        return tasks == null || tasks.end(limit);
    }

    /// Whom an era begins to talk with.
    Peer peer(Principal principal, Set<String> activated, Outlet outlet, Memory memory) {
        return new Peer(principal, activated, outlet, memory, offer, settings, audience);
    }

    Observer observer() {
        return observer;
    }

    ServerSettings settings() {
        return settings;
    }

    List<Era> eras() {
        return eras;
    }
}
