package io.github.clockifymcp.tools.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.MemberSearch;
import io.github.clockifymcp.clockify.Members.Role;
import io.github.clockifymcp.clockify.Money;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Users.Membership;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.People;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Somebody of the workspace with what must be known before something is done to them: how they
/// stand here, what they may, what their hours cost.
///
/// @param status of the membership, such as `ACTIVE`; empty where Clockify does not say
record Coworker(
        User user, String status, List<Held> roles, @Nullable Money hourly, @Nullable Money cost) {
    private static final int PAGES = 50;

    /// A role somebody has.
    ///
    /// @param over the ids of what it is over; empty where Clockify does not say
    record Held(String role, List<String> over) {
        Held {
            over = List.copyOf(over);
        }
    }

    Coworker {
        roles = List.copyOf(roles);
    }

    /// The one with this id or e-mail address, or the only one with this name.
    static Coworker find(String nameOrId, Workplace ws) {
        User user = ws.names().afresh().person(nameOrId);
        String email = user.email();
        MemberSearch search = MemberSearch.all().status("ALL").memberships("WORKSPACE");
        MemberSearch like = email == null ? search.name(user.name()) : search.email(email);
        return Page.walk(PAGES, paging -> ws.api().members().search(like, paging)).items().stream()
                .filter(found -> found.id().equals(user.id()))
                .findFirst()
                .map(found -> of(found, ws.api().id()))
                .orElseGet(() -> of(user, ws.api().id()));
    }

    private static Coworker of(User user, String workspace) {
        Optional<Membership> here =
                user.memberships().stream()
                        .filter(one -> workspace.equals(one.targetId()))
                        .findFirst();
        return new Coworker(
                user,
                here.map(Membership::membershipStatus).orElse(""),
                user.roles().stream().flatMap(role -> held(role).stream()).toList(),
                here.map(Membership::hourlyRate).orElse(null),
                here.map(Membership::costRate).orElse(null));
    }

    /// Clockify's document calls a role's name `name`, its answers call it `role`, or are nothing
    /// but the name.
    private static Optional<Held> held(JsonNode role) {
        List<String> over = new ArrayList<>();
        role.path("entities").forEach(entity -> over.add(entity.path("id").asText()));
        return List.of(role, role.path("role"), role.path("name")).stream()
                .filter(JsonNode::isTextual)
                .map(name -> new Held(name.textValue(), over))
                .findFirst();
    }

    String id() {
        return user.id();
    }

    String name() {
        return People.name(user);
    }

    boolean has(String role) {
        return roles.stream().anyMatch(held -> held.role().equals(role));
    }

    /// Whether they have a role over exactly this, as far as Clockify says so.
    boolean has(Role role) {
        return roles.stream()
                .anyMatch(held ->
                        held.role().equals(role.role()) && held.over().contains(role.entityId()));
    }

    /// Whether it is known over what they have this role, or that they do not have it.
    boolean knows(String role) {
        return roles.stream()
                .filter(held -> held.role().equals(role))
                .noneMatch(held -> held.over().isEmpty());
    }

    /// Refuses for the owner, whom nobody changes, and for the key's owner, who must not lock
    /// themselves out.
    ///
    /// @param what what is not done, such as `deactivated`
    void checkChangeable(String what, Workplace ws) {
        if (has("OWNER")) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s owns the workspace and cannot be %s.".formatted(name(), what),
                    "The ownership is handed over in Clockify itself.");
        }
        if (ws.account().owns(id())) {
            throw new ToolException(
                    Code.CONFLICT,
                    "%s is whose key this is, and cannot be %s with it.".formatted(name(), what),
                    "Another admin can do it.");
        }
    }

    /// Whose membership is `INACTIVE`, say.
    boolean is(String wanted) {
        return Objects.equals(status, wanted);
    }
}
