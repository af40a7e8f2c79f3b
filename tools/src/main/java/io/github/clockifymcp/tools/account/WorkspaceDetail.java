package io.github.clockifymcp.tools.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Amounts;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a workspace demands of entries and allows its people.
///
/// @param plan such as `STANDARD_2021`
/// @param features how many the plan has
/// @param currencies their codes, the default one first
/// @param hourlyRate such as `90.00 EUR`; null where none is set or the key's owner may not see it;
///   likewise the cost rate
/// @param required what an entry must have: project, task, tags, description
/// @param creators who may create projects and clients, tags, and tasks, in Clockify's words
/// @param rounding such as `round to nearest 15 minutes`; null when reports are not rounded
/// @param lockedBefore entries before this cannot be changed, as Clockify writes it
record WorkspaceDetail(
        String id,
        String name,
        @Nullable String plan,
        int features,
        List<String> currencies,
        @Nullable String hourlyRate,
        @Nullable String costRate,
        List<String> required,
        Map<String, String> creators,
        @Nullable String rounding,
        boolean projectsBillable,
        boolean projectsPublic,
        boolean keepsSeconds,
        @Nullable String lockedBefore)
        implements Told {

    WorkspaceDetail {
        currencies = List.copyOf(currencies);
        required = List.copyOf(required);
        creators = Map.copyOf(creators);
    }

    /// Reads what Clockify says about a workspace, whatever of it is there.
    static WorkspaceDetail of(JsonNode workspace) {
        JsonNode settings = workspace.path("workspaceSettings");
        return new WorkspaceDetail(
                workspace.path("id").asText(),
                workspace.path("name").asText(),
                text(workspace.path("featureSubscriptionType")),
                workspace.path("features").size(),
                currencies(workspace.path("currencies")),
                rate(workspace.path("hourlyRate")),
                rate(workspace.path("costRate")),
                required(settings),
                creators(settings),
                rounding(settings),
                settings.path("defaultBillableProjects").asBoolean(),
                settings.path("isProjectPublicByDefault").asBoolean(),
                settings.path("trackTimeDownToSecond").asBoolean(),
                text(settings.path("lockTimeEntries")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? node.textValue() : null;
    }

    private static List<String> currencies(JsonNode all) {
        List<String> codes = new ArrayList<>();
        for (JsonNode currency : all) {
            String code = text(currency.path("code"));
            if (code != null) {
                codes.add(currency.path("isDefault").asBoolean() ? 0 : codes.size(), code);
            }
        }
        return codes;
    }

    private static @Nullable String rate(JsonNode rate) {
        long hundredths = rate.path("amount").asLong();
        return hundredths == 0
                ? null
                : Amounts.said(Amounts.major(hundredths), text(rate.path("currency")));
    }

    private static List<String> required(JsonNode settings) {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("forceProjects", "project");
        flags.put("forceTasks", "task");
        flags.put("forceTags", "tags");
        flags.put("forceDescription", "description");
        flags.keySet().removeIf(flag -> !settings.path(flag).asBoolean());
        return List.copyOf(flags.values());
    }

    /// Who may create what: in newer answers by permission, in older ones by a flag that keeps it
    /// to admins.
    private static Map<String, String> creators(JsonNode settings) {
        JsonNode permissions = settings.path("entityCreationPermissions");
        Map<String, String> creators = new TreeMap<>();
        creator(
                creators,
                "projects and clients",
                permissions.path("whoCanCreateProjectsAndClients"),
                settings.path("onlyAdminsCreateProject"));
        creator(
                creators,
                "tags",
                permissions.path("whoCanCreateTags"),
                settings.path("onlyAdminsCreateTag"));
        creator(
                creators,
                "tasks",
                permissions.path("whoCanCreateTasks"),
                settings.path("onlyAdminsCreateTask"));
        return creators;
    }

    private static void creator(
            Map<String, String> creators, String what, JsonNode permission, JsonNode onlyAdmins) {
        String who = text(permission.isObject() ? permission.path("value") : permission);
        if (who != null) {
            creators.put(what, who);
        } else if (onlyAdmins.isBoolean()) {
            creators.put(what, onlyAdmins.booleanValue() ? "ADMINS" : "EVERYONE");
        }
    }

    private static @Nullable String rounding(JsonNode settings) {
        if (!settings.path("timeRoundingInReports").asBoolean()) {
            return null;
        }
        String how = settings.path("round").path("round").asText("");
        String minutes = settings.path("round").path("minutes").asText("");
        return "%s %s minutes".formatted(how.toLowerCase(Locale.ROOT), minutes).strip();
    }

    @Override
    public String told() {
        List<String> lines = new ArrayList<>();
        lines.add("‹%s›, id %s".formatted(name, id));
        if (plan != null || features > 0) {
            lines.add("plan %s, %d features".formatted(plan == null ? "unknown" : plan, features));
        }
        if (!currencies.isEmpty()) {
            lines.add("currency " + String.join(", ", currencies));
        }
        rates().ifPresent(lines::add);
        lines.add(
                "entries must have "
                        + (required.isEmpty() ? "nothing" : String.join(", ", required)));
        if (!creators.isEmpty()) {
            lines.add(
                    new TreeMap<>(creators)
                            .entrySet().stream()
                                    .map(one -> "%s by %s".formatted(one.getKey(), one.getValue()))
                                    .collect(Collectors.joining("; ", "created: ", "")));
        }
        lines.add(
                "new projects are %s and %s"
                        .formatted(
                                projectsBillable ? "billable" : "not billable",
                                projectsPublic ? "public" : "private"));
        lines.add(rounding == null ? "reports are not rounded" : "reports " + rounding);
        lines.add(keepsSeconds ? "times keep seconds" : "times keep minutes");
        if (lockedBefore != null) {
            lines.add("entries before %s are locked".formatted(lockedBefore));
        }
        return lines.stream().map(Lines::one).collect(Collectors.joining("\n"));
    }

    private Optional<String> rates() {
        List<String> rates = new ArrayList<>();
        if (hourlyRate != null) {
            rates.add("is billed at " + hourlyRate);
        }
        if (costRate != null) {
            rates.add("costs " + costRate);
        }
        return rates.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "an hour %s where no person, project or task says otherwise"
                                .formatted(String.join(" and ", rates)));
    }
}
