package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// How people are written, in `/user` and in the list of a workspace's members.
final class Accounts {

    private Accounts() {}

    /// A person. The key `settings` is always there, and null for someone who only was invited.
    static ObjectNode json(Account account, ArrayNode memberships) {
        ObjectNode json = Json.object();
        json.put("id", account.id());
        json.put("email", account.email());
        json.put("name", account.name());
        json.set("memberships", memberships);
        json.put("profilePicture", "https://img.clockify.me/no-user-image.png");
        json.put("activeWorkspace", account.workspace());
        json.put("defaultWorkspace", account.workspace());
        if (account.hasSettings()) {
            json.set("settings", settings(account));
        } else {
            json.putNull("settings");
        }
        json.put("status", account.status());
        json.set("customFields", Json.array());
        return json;
    }

    /// A membership of the workspace.
    static ObjectNode membership(State workspace, Member member) {
        ObjectNode json = Json.object();
        json.put("userId", member.id());
        json.set("hourlyRate", Rate.json(member.hourlyRate()));
        json.set("costRate", Rate.json(member.costRate()));
        json.put("targetId", workspace.id());
        json.put("membershipType", "WORKSPACE");
        json.put("membershipStatus", member.status());
        return json;
    }

    private static ObjectNode settings(Account account) {
        ObjectNode settings = Json.object();
        settings.put("weekStart", account.weekStart().name());
        settings.put("timeZone", account.zone().getId());
        settings.put("timeFormat", "HOUR24");
        settings.put("dateFormat", "DD/MM/YYYY");
        settings.put("sendNewsletter", false);
        settings.put("weeklyUpdates", false);
        settings.put("longRunning", true);
        settings.put("scheduledReports", true);
        settings.put("approval", true);
        settings.put("pto", true);
        settings.put("alerts", true);
        settings.put("reminders", true);
        settings.put("timeTrackingManual", false);
        settings.putObject("summaryReportSettings").put("group", "PROJECT").put("subgroup", "TASK");
        settings.put("isCompactViewOn", false);
        settings.put("dashboardSelection", "ME");
        settings.put("dashboardViewType", "PROJECT");
        settings.put("dashboardPinToTop", false);
        settings.put("projectListCollapse", 50);
        settings.put("collapseAllProjectLists", false);
        settings.put("groupSimilarEntriesDisabled", false);
        settings.put("myStartOfDay", "09:00");
        settings.put("lang", "EN");
        settings.put("multiFactorEnabled", false);
        settings.put("theme", "DEFAULT");
        return settings;
    }
}
