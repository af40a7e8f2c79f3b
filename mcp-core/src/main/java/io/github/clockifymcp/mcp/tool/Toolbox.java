package io.github.clockifymcp.mcp.tool;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Where a group declares its tools. Each step returns the next one that is needed, so that a tool
/// without a title, a description or, for a write, a risk does not compile.
///
/// @param <C> what a handler works with; made from the call, once per run of a handler
public final class Toolbox<C> {
    private final Function<Call, C> context;
    private final UnaryOperator<RuntimeException> said;
    private final List<Tool<?, ?>> tools = new ArrayList<>();
    private final List<ResourceTemplate> resources = new ArrayList<>();
    private final List<PromptTemplate> prompts = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private String group = "";
    private Tier tier = Tier.FIRST;
    private Consumer<C> before = at -> {};

    public Toolbox(Function<Call, C> context) {
        this(context, UnaryOperator.identity());
    }

    /// @param said turns what the service's client throws into a [ToolException], so that a call
    ///   ends with a problem in words; what it does not know it gives back
    public Toolbox(Function<Call, C> context, UnaryOperator<RuntimeException> said) {
        this.context = context;
        this.said = said;
    }

    private <I, O> BiFunction<I, Call, O> handler(BiFunction<I, C, O> method) {
        Consumer<C> first = before;
        return (in, call) -> {
            try {
                C at = context.apply(call);
                first.accept(at);
                return method.apply(in, at);
            } catch (RuntimeException e) {
                throw said.apply(e);
            }
        };
    }

    /// Lets a group declare tools here that are listed from the start.
    public Toolbox<C> add(ToolGroup<C> declaring) {
        return add(declaring, Tier.FIRST);
    }

    /// Lets a group declare its tools here.
    public Toolbox<C> add(ToolGroup<C> declaring, Tier listed) {
        group = declaring.id();
        tier = listed;
        before = declaring::before;
        declaring.declare(this);
        return this;
    }

    /// Begins a tool that reads.
    public <I extends Record, O> Title<Reader<C, I, O>> read(
            String name, Class<I> input, Class<O> output) {
        String declaring = group;
        Tier listed = tier;
        return title ->
                description ->
                        read ->
                                tools.add(
                                        new Tool.Reading<I, O>(
                                                new ToolInfo(
                                                        name,
                                                        declaring,
                                                        listed,
                                                        title,
                                                        description,
                                                        Set.of(),
                                                        Set.of(),
                                                        Set.of(),
                                                        input,
                                                        output),
                                                handler(read)));
    }

    /// Begins a tool that changes something.
    public <I extends Record, O> Title<Risky<C, I, O>> write(
            String name, Class<I> input, Class<O> output) {
        String declaring = group;
        Tier listed = tier;
        return title ->
                description ->
                        (risks, certain) ->
                                (reach, others) ->
                                        plan ->
                                                tools.add(
                                                        new Tool.Writing<I, O>(
                                                                new ToolInfo(
                                                                        name,
                                                                        declaring,
                                                                        listed,
                                                                        title,
                                                                        description,
                                                                        risks,
                                                                        certain,
                                                                        EnumSet.of(reach, others),
                                                                        input,
                                                                        output),
                                                                handler(plan)));
    }

    /// Begins a tool that names another one.
    public <I extends Record> Title<Addresser<I>> address(String name, Class<I> input) {
        String declaring = group;
        Tier listed = tier;
        return title ->
                description ->
                        address ->
                                tools.add(
                                        new Tool.Addressing<I, Object>(
                                                new ToolInfo(
                                                        name,
                                                        declaring,
                                                        listed,
                                                        title,
                                                        description,
                                                        Set.of(),
                                                        Set.of(),
                                                        Set.of(),
                                                        input,
                                                        Object.class),
                                                address));
    }

    /// Begins resources whose URIs have one form.
    ///
    /// @param uri with names in braces, each of which stands for a path segment
    /// @param name of one such resource
    public Title<Rights<C>> resource(String uri, String name) {
        return title ->
                description ->
                        rights ->
                                (mimeType, read) ->
                                        resources.add(
                                                new ResourceTemplate(
                                                        uri,
                                                        name,
                                                        title,
                                                        description,
                                                        mimeType,
                                                        rights,
                                                        handler(read)));
    }

    /// Begins resources that are long texts: each can be read whole, and in parts under its URI and
    /// `/part/1`, `/part/2` and so on, where each part says which is the next.
    public Title<LongRights<C>> longResource(String uri, String name) {
        return title ->
                description ->
                        rights ->
                                (mimeType, read) -> {
                                    resource(uri, name)
                                            .title(title)
                                            .describe(description)
                                            .withRightsOf(rights)
                                            .by(mimeType, read::apply);
                                    String parts = uri + ResourceTemplate.PARTS;
                                    resource(parts, name + "_part")
                                            .title(title + ", a part")
                                            .describe("One part of it, from 1.")
                                            .withRightsOf(rights)
                                            .by(
                                                    mimeType,
                                                    (values, at) ->
                                                            Parts.part(
                                                                    read.apply(values, at),
                                                                    parts,
                                                                    values));
                                };
    }

    /// Begins a prompt.
    ///
    /// @param arguments in the order in which a person is asked for them
    public Title<Writer<C>> prompt(String name, List<PromptTemplate.Argument> arguments) {
        return title ->
                description ->
                        (rights, text) ->
                                prompts.add(
                                        new PromptTemplate(
                                                name,
                                                title,
                                                description,
                                                arguments,
                                                rights,
                                                handler(text)));
    }

    /// Says what may stand for an argument, of whichever prompt or resource has one of that name.
    ///
    /// @param rights the reading tool whose rights decide
    /// @param suggest takes what was typed so far
    public void completion(
            String argument, String rights, BiFunction<String, C, List<String>> suggest) {
        completions.add(new Completion(argument, rights, handler(suggest)::apply));
    }

    /// What was declared, in that order.
    public List<Tool<?, ?>> tools() {
        return List.copyOf(tools);
    }

    /// The resources that were declared, in that order.
    public List<ResourceTemplate> resources() {
        return List.copyOf(resources);
    }

    /// The prompts that were declared, in that order.
    public List<PromptTemplate> prompts() {
        return List.copyOf(prompts);
    }

    /// What completes arguments.
    public List<Completion> completions() {
        return List.copyOf(completions);
    }

    /// What people call the tool.
    @FunctionalInterface
    public interface Title<N> {
        Description<N> title(String title);
    }

    /// What the model is told.
    @FunctionalInterface
    public interface Description<N> {
        N describe(String description);
    }

    /// The risk classes of the tool's changes.
    @FunctionalInterface
    public interface Risky<C, I, O> {
        /// States them.
        ///
        /// @param risks every class that a change of it may have
        /// @param certain those of them that each change has which sends anything
        Reaching<C, I, O> risks(Set<Risk> risks, Set<Risk> certain);

        /// Every class that a change of it may have; where it is one alone, each change has it.
        default Reaching<C, I, O> risk(Risk risk, Risk... more) {
            return risks(EnumSet.of(risk, more), more.length == 0 ? Set.of(risk) : Set.of());
        }

        /// The classes that each change of it has.
        default Reaching<C, I, O> certainRisks(Risk risk, Risk... more) {
            return risks(EnumSet.of(risk, more), EnumSet.of(risk, more));
        }
    }

    /// Whose things the tool's changes may touch.
    @FunctionalInterface
    public interface Reaching<C, I, O> {
        Planner<C, I, O> touching(Reach reach, Reach... others);
    }

    /// How the tool reads.
    @FunctionalInterface
    public interface Reader<C, I, O> {
        void by(BiFunction<I, C, O> read);
    }

    /// Which tool is meant.
    @FunctionalInterface
    public interface Addresser<I> {
        void to(Function<I, Address> address);
    }

    /// How the tool plans.
    @FunctionalInterface
    public interface Planner<C, I, O> {
        void plan(BiFunction<I, C, Planned<O>> plan);
    }

    /// What a prompt says.
    @FunctionalInterface
    public interface Writer<C> {
        /// Says how it is written.
        ///
        /// @param rights the reading tool whose rights decide
        /// @param text takes the arguments that were filled in
        void writtenBy(String rights, BiFunction<Map<String, String>, C, String> text);
    }

    /// Whose rights reading a resource takes: whoever may not call that tool may not read it.
    @FunctionalInterface
    public interface Rights<C> {
        Content<C> withRightsOf(String readingTool);
    }

    /// What a resource holds.
    @FunctionalInterface
    public interface Content<C> {
        /// Says how it is read.
        ///
        /// @param mimeType of what is read
        /// @param read takes what stands in the URI, by its names, and answers with a
        ///   [ResourceContent] or a record, which is shown as JSON
        void by(String mimeType, BiFunction<Map<String, String>, C, Object> read);
    }

    /// Whose rights reading a long text takes.
    @FunctionalInterface
    public interface LongRights<C> {
        LongContent<C> withRightsOf(String readingTool);
    }

    /// What a long text is.
    @FunctionalInterface
    public interface LongContent<C> {
        void by(String mimeType, BiFunction<Map<String, String>, C, ResourceContent.Text> read);
    }
}
