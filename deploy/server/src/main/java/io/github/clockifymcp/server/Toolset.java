package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.ActivatingTools;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// All tools there are, and which of them are in whose list.
final class Toolset {
    /// Without these a model cannot find out what else there is, or use it.
    private static final Set<String> ALWAYS =
            Set.of(
                    "clockify_whoami",
                    "clockify_list_tools",
                    "clockify_run_tool",
                    "clockify_activate_group",
                    "clockify_activate_tool",
                    "clockify_deactivate_group",
                    "clockify_policy_info",
                    "clockify_resolve_name");

    /// What a server that should say little lists beside them: the reference server's.
    private static final Set<String> MINIMAL =
            Set.of(
                    "clockify_start_timer",
                    "clockify_stop_timer",
                    "clockify_timer_status",
                    "clockify_list_entries",
                    "clockify_add_entry",
                    "clockify_list_projects",
                    "clockify_log_time");

    private final Tools first;
    private final Lazy<Tools> all;
    private final Settings settings;
    private final Lazy<Set<String>> listed = new Lazy<>(this::listed);

    /// Tools in their order, and each by its name.
    private static final class Tools {
        private final List<ToolInfo> infos = new ArrayList<>();
        private final Map<String, Tool<?, ?>> byName = new HashMap<>();

        Tools(Collection<Tool<?, ?>> tools) {
            for (Tool<?, ?> tool : tools) {
                infos.add(tool.info());
                if (byName.put(tool.info().name(), tool) != null) {
                    throw new IllegalStateException("two tools are called " + tool.info().name());
                }
            }
        }
    }

    /// Checks the settings that name tools and groups.
    ///
    /// @param first the tools that are listed from the start
    /// @param second makes the others, when one is first asked for
    /// @throws SettingsException when a setting names what there is not: a slip there would leave a
    ///   tool open that somebody meant to close
    Toolset(List<Tool<?, ?>> first, Supplier<List<Tool<?, ?>>> second, Settings settings)
            throws SettingsException {
        this.first = new Tools(first);
        this.all =
                new Lazy<>(() -> {
                    List<Tool<?, ?>> tools = new ArrayList<>(first);
                    tools.addAll(second.get());
                    return new Tools(tools);
                });
        this.settings = settings;
        check();
    }

    /// Every tool, in the order in which they are listed.
    List<ToolInfo> infos() {
        return all.get().infos;
    }

    /// The tool of this name, listed or not.
    Optional<Tool<?, ?>> tool(String name) {
        Tool<?, ?> found = first.byName.get(name);
        return Optional.ofNullable(found == null ? all.get().byName.get(name) : found);
    }

    /// What is listed to a caller who may use all of it.
    List<ToolInfo> listedTo(Activations activations) {
        boolean plain =
                activations.active().isEmpty() && first.byName.keySet().containsAll(listed.get());
        return (plain ? first : all.get())
                .infos.stream().filter(tool -> lists(tool, activations)).toList();
    }

    /// The ids of all groups.
    Set<String> groups() {
        return infos().stream().map(ToolInfo::group).collect(Collectors.toSet());
    }

    /// Whether the tool is listed to a caller who may use it: from the start, or since the caller
    /// activated it or its group.
    boolean lists(ToolInfo tool, Activations activations) {
        if (ActivatingTools.NAMES.contains(tool.name()) && !activations.changeable()) {
            return false;
        }
        Set<String> active = activations.active();
        return listed.get().contains(tool.name())
                || active.contains(tool.group())
                || active.contains(tool.name());
    }

    private Set<String> listed() {
        Set<String> names = new HashSet<>(ALWAYS);
        switch (settings.get(SettingTable.BOOTSTRAP_MODE)) {
            case FULL_TIER1 -> names.addAll(first.byName.keySet());
            case MINIMAL -> names.addAll(MINIMAL);
            case CUSTOM ->
                    names.addAll(settings.find(SettingTable.BOOTSTRAP_TOOLS).orElse(Set.of()));
        }
        Set<String> groups = settings.find(SettingTable.ACTIVE_GROUPS).orElse(Set.of());
        if (!groups.isEmpty()) {
            names.addAll(named(tool -> groups.contains(tool.group())));
        }
        return names;
    }

    private Set<String> named(Predicate<ToolInfo> which) {
        return infos().stream().filter(which).map(ToolInfo::name).collect(Collectors.toSet());
    }

    private void check() throws SettingsException {
        List<String> problems = new ArrayList<>();
        check(SettingTable.DENY_TOOLS, "tool", () -> named(tool -> true), problems);
        check(SettingTable.BOOTSTRAP_TOOLS, "tool", () -> named(tool -> true), problems);
        check(SettingTable.DENY_GROUPS, "group", this::groups, problems);
        check(SettingTable.ALLOW_GROUPS, "group", this::groups, problems);
        check(SettingTable.ACTIVE_GROUPS, "group", this::groups, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private void check(
            Setting<Set<String>> setting,
            String kind,
            Supplier<Set<String>> all,
            List<String> problems) {
        Set<String> names = settings.find(setting).orElse(Set.of());
        if (names.isEmpty()) {
            return; // and nothing is declared that nobody asked for
        }
        Set<String> known = all.get();
        for (String name : names) {
            if (!known.contains(name)) {
                problems.add(
                        "%s names ‹%s›, and there is no such %s. It takes names of: %s."
                                .formatted(
                                        setting.name(),
                                        name,
                                        kind,
                                        String.join(", ", known.stream().sorted().toList())));
            }
        }
    }
}
