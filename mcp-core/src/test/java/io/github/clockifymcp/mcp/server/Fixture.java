package io.github.clockifymcp.mcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.server.legacy.LegacyEra;
import io.github.clockifymcp.mcp.server.modern.ModernEra;
import io.github.clockifymcp.mcp.server.modern.SealKey;
import io.github.clockifymcp.mcp.server.modern.SealKeys;
import io.github.clockifymcp.mcp.server.modern.StateSeal;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Attempts;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.Target;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A server to try the engine on: tools are functions from an attempt to an outcome, and what was
/// attempted is remembered.
public final class Fixture implements Offer, Attempts {
    /// Those from which callers come in tests.
    private static final List<String> TENANTS = List.of(Principal.LOCAL.tenant(), "t");

    private final Map<String, Function<Attempt, Outcome>> tools = new LinkedHashMap<>();
    private final Map<String, String> schemas = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    private final Map<String, Function<Call, Optional<Outcome>>> first = new LinkedHashMap<>();
    private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    private final List<Offered.Resource> resources = new CopyOnWriteArrayList<>();
    private final List<Offered.Template> templates = new ArrayList<>();
    private final List<Offered.Prompt> prompts = new ArrayList<>();
    private final Map<String, Offered.Completion> completions = new LinkedHashMap<>();
    private final Set<Feature> more = EnumSet.noneOf(Feature.class);
    private @Nullable Tasks tasks;
    private String denied = "";
    private boolean away;
    private @Nullable McpServer made;
    private Topics topics = new MemoryTopics();
    private ServerSettings settings = ServerSettings.DEFAULT;
    private Observer observer = Observer.NONE;
    private Channel channel = Channel.TEXT;
    private String secret = "0123456789abcdef0123456789abcdef";
    private Clock clock = Clock.systemUTC();

    /// It cannot be found out what a caller may see.
    public void away() {
        away = true;
    }

    /// What a tool does.
    public Fixture tool(String name, Function<Attempt, Outcome> does) {
        tools.put(name, does);
        return this;
    }

    /// What a tool does that is listed to those who activated its group.
    public Fixture grouped(String group, String name, Function<Attempt, Outcome> does) {
        groups.put(name, group);
        return tool(name, does);
    }

    /// Tools by which a caller changes its list, where it can; they answer with what is active
    /// then.
    public Fixture activating() {
        return tool("activate", attempt -> list(attempt, list -> list.activate(group(attempt))))
                .tool(
                        "deactivate",
                        attempt -> list(attempt, list -> list.deactivate(Set.of(group(attempt)))))
                .tool("active", Fixture::active)
                .with(Feature.TOOL_CHANGES);
    }

    private static Outcome list(Attempt attempt, Predicate<Activations> change) {
        Activations list = attempt.call().activations();
        if (!list.changeable()) {
            return new Outcome.Refused(Problem.of(Problem.Code.NOT_ACTIVE, "It is fixed."));
        }
        return change.test(list) ? active(attempt) : says("as it was");
    }

    private static String group(Attempt attempt) {
        return attempt.arguments().path("group").asText();
    }

    private static Outcome active(Attempt attempt) {
        return says(
                "active:", String.join(",", new TreeSet<>(attempt.call().activations().active())));
    }

    /// What a tool does that is listed with a schema.
    public Fixture defined(String name, String schema, Function<Attempt, Outcome> does) {
        schemas.put(name, schema);
        return tool(name, does);
    }

    /// What a tool does that is listed like this.
    public Fixture listed(ObjectNode definition, Function<Attempt, Outcome> does) {
        String name = definition.path("name").asText();
        definitions.put(name, definition);
        return tool(name, does);
    }

    /// Offers this as it is.
    public Fixture offering(Offered offered) {
        switch (offered) {
            case Offered.Resource resource -> resources.add(resource);
            case Offered.Template template -> templates.add(template);
            case Offered.Prompt prompt -> prompts.add(prompt);
            case Offered.Completion completion ->
                    throw new IllegalArgumentException("it has to be said of what");
        }
        return this;
    }

    /// What is done before whatever is called this, and instead of it if there is an outcome.
    public Fixture first(String label, Function<Call, Optional<Outcome>> does) {
        first.put(label, does);
        return this;
    }

    public Fixture with(ServerSettings limits) {
        settings = limits;
        return this;
    }

    public Fixture with(Channel answers) {
        channel = answers;
        return this;
    }

    /// Offers these beside what was declared.
    public Fixture with(Feature first, Feature... others) {
        more.addAll(EnumSet.of(first, others));
        return this;
    }

    /// Refuses whatever is called this.
    public Fixture denying(String label) {
        denied = label;
        return this;
    }

    public Fixture with(Tasks kept) {
        tasks = kept;
        return this;
    }

    public Fixture with(Clock time) {
        clock = time;
        return this;
    }

    /// Its servers tell each other news here.
    public Fixture with(Topics shared) {
        topics = shared;
        return this;
    }

    public Fixture sealedWith(String key) {
        secret = key;
        return this;
    }

    public Fixture resource(String uri, Target.Work read) {
        ObjectNode definition =
                Json.object().put("uri", uri).put("name", uri).put("title", "A resource");
        definition.putArray("icons");
        resources.add(new Offered.Resource(uri, definition, "read_things", read));
        return this;
    }

    /// From here on there is nothing of this URI for anybody.
    public void withoutResource(String uri) {
        resources.removeIf(resource -> resource.uri().equals(uri));
    }

    public Fixture template(String uri, Offered.Reader read) {
        ObjectNode definition = Json.object().put("uriTemplate", uri).put("name", "things");
        templates.add(new Offered.Template(new UriTemplate(uri), definition, "read_things", read));
        return this;
    }

    public Fixture template(ResourceTemplate declared) {
        templates.add(Offered.Template.of(declared));
        return this;
    }

    public Fixture prompt(String name, Offered.Composer compose) {
        ObjectNode definition = Json.object().put("name", name);
        definition.putArray("arguments").addObject().put("name", "topic").put("required", true);
        prompts.add(new Offered.Prompt(name, definition, "read_things", compose));
        return this;
    }

    public Fixture completion(String reference, Offered.Suggester suggest) {
        completions.put(reference, new Offered.Completion("read_things", suggest));
        return this;
    }

    /// What came to the guard.
    public List<Attempt> attempted() {
        return List.copyOf(attempts);
    }

    /// Remembers nothing of what came.
    public void forget() {
        attempts.clear();
    }

    public McpServer server() {
        SealKeys keys = SealKeys.of(SealKey.of("k1", secret.getBytes(UTF_8)));
        StateSeal seal = new StateSeal(keys, Duration.ofMinutes(10), clock);
        ModernEra modern = new ModernEra(seal, Duration.ofMinutes(1));
        McpServer server =
                new McpServer(
                        this, settings, clock, List.of(modern, new LegacyEra()), topics, observer);
        made = server;
        return server;
    }

    /// Whom the servers tell what they do.
    public Fixture watchedBy(Observer watcher) {
        observer = watcher;
        return this;
    }

    /// Says to everybody that this resource has changed, through the server made last.
    public void updated(String uri) {
        TENANTS.forEach(tenant -> Objects.requireNonNull(made).updated(tenant, Set.of(uri)));
    }

    /// How many hear of changes at the server made last.
    public int listeners() {
        return Objects.requireNonNull(made).listeners();
    }

    /// Ends all listening at the server made last.
    public void endListening() {
        Objects.requireNonNull(made).endListening();
    }

    /// Says to everybody that this has changed, through the server made last.
    public void changed(Topic topic) {
        TENANTS.forEach(tenant -> Objects.requireNonNull(made).changed(topic, tenant));
    }

    @Override
    public ServerInfo info() {
        return new ServerInfo("fixture", "Fixture", "1.0");
    }

    @Override
    public String instructions(Caller caller) {
        return "Begin with echo.";
    }

    @Override
    public List<byte[]> tools(Caller caller) {
        if (away) {
            throw new ToolException(
                    Problem.Code.UNAVAILABLE, "Nobody knows what you may do.", "Try again.");
        }
        return tools.keySet().stream()
                .filter(name -> listed(name, caller))
                .map(this::definition)
                .map(Json::bytes)
                .toList();
    }

    private boolean listed(String name, Caller caller) {
        String group = groups.get(name);
        return group == null || caller.activations().active().contains(group);
    }

    private ObjectNode definition(String name) {
        ObjectNode definition = definitions.get(name);
        if (definition != null) {
            return definition;
        }
        definition = Json.object().put("name", name);
        String schema = schemas.get(name);
        if (schema != null) {
            definition.set("inputSchema", Json.ofOurs(schema.getBytes(UTF_8)));
        }
        return definition;
    }

    @Override
    public Attempts attempts() {
        return this;
    }

    @Override
    public Channel channel(Caller caller) {
        return channel;
    }

    @Override
    public Set<Feature> features() {
        Set<Feature> features = EnumSet.copyOf(more);
        if (!resources.isEmpty() || !templates.isEmpty()) {
            features.add(Feature.RESOURCES);
        }
        if (!prompts.isEmpty()) {
            features.add(Feature.PROMPTS);
        }
        if (!completions.isEmpty()) {
            features.add(Feature.COMPLETIONS);
        }
        return features;
    }

    @Override
    public Optional<Tasks> tasks() {
        return Optional.ofNullable(tasks);
    }

    @Override
    public List<Offered.Resource> resources(Caller caller) {
        return resources;
    }

    @Override
    public List<Offered.Template> templates(Caller caller) {
        return templates;
    }

    @Override
    public List<Offered.Prompt> prompts(Caller caller) {
        return prompts;
    }

    @Override
    public Optional<Offered.Completion> completion(
            Caller caller, String reference, String argument) {
        return Optional.ofNullable(completions.get(reference));
    }

    @Override
    public Outcome attempt(Attempt attempt) {
        attempts.add(attempt);
        if (attempt.target().label().equals(denied)) {
            return new Outcome.Refused(Problem.of(Problem.Code.DENIED_BY_POLICY, "Denied."));
        }
        Function<Call, Optional<Outcome>> before = first.get(attempt.target().label());
        Optional<Outcome> instead =
                before == null ? Optional.empty() : before.apply(attempt.call());
        return instead.orElseGet(() -> outcome(attempt));
    }

    private Outcome outcome(Attempt attempt) {
        return switch (attempt.target()) {
            case Target.OfTool(String name) -> {
                Function<Attempt, Outcome> tool = tools.get(name);
                yield tool == null
                        ? new Outcome.Refused(Problem.of(Problem.Code.UNKNOWN_TOOL, "?"))
                        : tool.apply(attempt);
            }
            case Target.OfResource(String uri, String rights, Target.Work work) ->
                    done(work, attempt);
            case Target.OfPrompt(String name, String rights, Target.Work work) ->
                    done(work, attempt);
            case Target.OfCompletion(String ref, String name, String rights, Target.Work work) ->
                    done(work, attempt);
            case Target.OfSubscription(String uri, String rights, Target.Work work) ->
                    done(work, attempt);
        };
    }

    private static Outcome done(Target.Work work, Attempt attempt) {
        try {
            return new Outcome.Answer(work.run(attempt.call()));
        } catch (ToolException e) {
            return new Outcome.Failed(e.problem(), List.of());
        }
    }

    /// An answer that reads like this.
    public static Outcome says(String... words) {
        return new Outcome.Answer(new Said(Arrays.asList(words)));
    }

    /// An answer with a text of its own and a structure.
    record Said(List<String> words) implements io.github.clockifymcp.mcp.tool.Told {
        @Override
        public String told() {
            return String.join(" ", words);
        }
    }
}
