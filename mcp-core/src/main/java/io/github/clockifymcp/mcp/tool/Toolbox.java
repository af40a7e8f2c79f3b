package io.github.clockifymcp.mcp.tool;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
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
    private String group = "";
    private Tier tier = Tier.FIRST;

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
        return (in, call) -> {
            try {
                return method.apply(in, context.apply(call));
            } catch (RuntimeException e) {
                throw said.apply(e);
            }
        };
    }

    /// Lets a group declare its tools here.
    public Toolbox<C> add(ToolGroup<C> declaring) {
        group = declaring.id();
        tier = declaring.tier();
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

    /// What was declared, in that order.
    public List<Tool<?, ?>> tools() {
        return List.copyOf(tools);
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
}
