package io.github.clockifymcp.server;

import io.github.clockifymcp.enforcement.ActivatingTools;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Tier;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.server.settings.Setting;
import io.github.clockifymcp.server.settings.SettingTable;
import io.github.clockifymcp.server.settings.Settings;
import io.github.clockifymcp.server.settings.SettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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

    private final List<Tool<?, ?>> tools;
    private final List<ToolInfo> infos;
    private final Set<String> listed;
    private final Map<String, ToolInfo> byName = new HashMap<>();

    /// Checks the settings that name tools and groups.
    ///
    /// @throws SettingsException when one names what there is not: a slip there would leave a tool
    ///   open that somebody meant to close
    Toolset(List<Tool<?, ?>> tools, Settings settings) throws SettingsException {
        this.tools = List.copyOf(tools);
        List<ToolInfo> all = new ArrayList<>();
        for (Tool<?, ?> tool : tools) {
            all.add(tool.info());
        }
        this.infos = List.copyOf(all);
        infos.forEach(info -> byName.put(info.name(), info));
        check(settings);
        this.listed = listed(settings);
    }

    List<Tool<?, ?>> tools() {
        return tools;
    }

    List<ToolInfo> infos() {
        return infos;
    }

    /// The tool of this name, listed or not.
    Optional<ToolInfo> info(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// The ids of all groups.
    Set<String> groups() {
        return infos.stream().map(ToolInfo::group).collect(Collectors.toSet());
    }

    /// Whether the tool is listed to a caller who may use it: from the start, or since the caller
    /// activated it or its group.
    boolean lists(ToolInfo tool, Activations activations) {
        if (ActivatingTools.NAMES.contains(tool.name()) && !activations.changeable()) {
            return false;
        }
        Set<String> active = activations.active();
        return listed.contains(tool.name())
                || active.contains(tool.group())
                || active.contains(tool.name());
    }

    private Set<String> listed(Settings settings) {
        Set<String> names = new HashSet<>(ALWAYS);
        switch (settings.get(SettingTable.BOOTSTRAP_MODE)) {
            case FULL_TIER1 -> names.addAll(named(tool -> tool.tier() == Tier.FIRST));
            case MINIMAL -> names.addAll(MINIMAL);
            case CUSTOM ->
                    names.addAll(settings.find(SettingTable.BOOTSTRAP_TOOLS).orElse(Set.of()));
        }
        Set<String> groups = settings.find(SettingTable.ACTIVE_GROUPS).orElse(Set.of());
        names.addAll(named(tool -> groups.contains(tool.group())));
        return names;
    }

    private Set<String> named(Predicate<ToolInfo> which) {
        return infos.stream().filter(which).map(ToolInfo::name).collect(Collectors.toSet());
    }

    private void check(Settings settings) throws SettingsException {
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (ToolInfo tool : infos) {
            names.add(tool.name());
            groups.add(tool.group());
        }
        check(settings, SettingTable.DENY_TOOLS, "tool", names, problems);
        check(settings, SettingTable.BOOTSTRAP_TOOLS, "tool", names, problems);
        check(settings, SettingTable.DENY_GROUPS, "group", groups, problems);
        check(settings, SettingTable.ALLOW_GROUPS, "group", groups, problems);
        check(settings, SettingTable.ACTIVE_GROUPS, "group", groups, problems);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    private static void check(
            Settings settings,
            Setting<Set<String>> setting,
            String kind,
            Set<String> known,
            List<String> problems) {
        for (String name : settings.find(setting).orElse(Set.of())) {
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
