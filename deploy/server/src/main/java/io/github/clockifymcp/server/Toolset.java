package io.github.clockifymcp.server;

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

/// All tools there are, and which of them are listed from the start.
final class Toolset {
    /// What a server that should say little lists: the reference server's eleven, by our names.
    private static final Set<String> MINIMAL =
            Set.of(
                    "clockify_whoami",
                    "clockify_list_tools",
                    "clockify_policy_info",
                    "clockify_resolve_name",
                    "clockify_start_timer",
                    "clockify_stop_timer",
                    "clockify_timer_status",
                    "clockify_list_entries",
                    "clockify_add_entry",
                    "clockify_list_projects",
                    "clockify_log_time");

    /// Without these a model cannot find out what else there is.
    private static final Set<String> ALWAYS =
            Set.of(
                    "clockify_whoami",
                    "clockify_list_tools",
                    "clockify_policy_info",
                    "clockify_resolve_name");

    private final List<Tool<?, ?>> tools;
    private final List<ToolInfo> infos;
    private final List<ToolInfo> listed;
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

    /// What is listed to whoever may use it.
    List<ToolInfo> listed() {
        return listed;
    }

    private List<ToolInfo> listed(Settings settings) {
        return switch (settings.get(SettingTable.BOOTSTRAP_MODE)) {
            case FULL_TIER1 -> infos;
            case MINIMAL -> only(MINIMAL);
            case CUSTOM -> {
                Set<String> names = new HashSet<>(ALWAYS);
                names.addAll(settings.find(SettingTable.BOOTSTRAP_TOOLS).orElse(Set.of()));
                yield only(names);
            }
        };
    }

    private List<ToolInfo> only(Set<String> names) {
        return infos.stream().filter(tool -> names.contains(tool.name())).toList();
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
