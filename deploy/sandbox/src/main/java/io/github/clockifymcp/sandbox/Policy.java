package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind of time off.
///
/// @param unit DAYS or HOURS
/// @param negative how far below zero balances may go; null for as far as one likes
/// @param accrual how balances grow; null when they do not by themselves
/// @param entries how entries are made of it, as it was sent; null when it was not said
record Policy(
        String id,
        String name,
        String unit,
        boolean archived,
        Approval approval,
        boolean halfDays,
        boolean belowZero,
        @Nullable JsonNode negative,
        @Nullable JsonNode accrual,
        @Nullable JsonNode entries,
        Audience audience,
        String color,
        String icon)
        implements Row {

    /// Who approves requests. Those who run the place always may.
    record Approval(boolean required, boolean teamManagers, List<String> members) {
        Approval {
            members = List.copyOf(members);
        }
    }

    boolean inDays() {
        return unit.equals("DAYS");
    }

    boolean isDecidedBy(Member member) {
        return member.isAdmin()
                || approval.members.contains(member.id())
                || (approval.teamManagers && member.roles().contains("TEAM_MANAGER"));
    }

    /// Whether a balance may come to this.
    boolean allows(BigDecimal balance) {
        if (balance.signum() >= 0) {
            return true;
        }
        return belowZero
                && (negative == null
                        || balance.negate().compareTo(negative.path("amount").decimalValue()) <= 0);
    }

    Policy archived(boolean now) {
        return new Policy(
                id, name, unit, now, approval, halfDays, belowZero, negative, accrual, entries,
                audience, color, icon);
    }

    ObjectNode json(State workspace) {
        ObjectNode json = Json.object();
        json.put("id", id).put("workspaceId", workspace.id()).put("name", name);
        json.put("timeUnit", unit).put("archived", archived);
        json.put("allowHalfDay", halfDays).put("allowNegativeBalance", belowZero);
        json.put("color", color).put("icon", icon);
        ObjectNode approve = json.putObject("approve");
        approve.put("requiresApproval", approval.required);
        approve.put("specificMembers", !approval.members.isEmpty());
        approve.put("teamManagers", approval.teamManagers);
        approve.set("userIds", Json.texts(approval.members));
        audience.addTo(json);
        if (negative != null) {
            json.set("negativeBalance", negative);
        }
        if (accrual != null) {
            json.set("automaticAccrual", accrual);
        }
        if (entries != null) {
            json.set("automaticTimeEntryCreation", entries);
        }
        return json;
    }
}
