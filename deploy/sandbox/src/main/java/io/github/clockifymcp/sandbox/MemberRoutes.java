package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What admins do with the people of a workspace: invite them, let them in and out, make them
/// managers, say what their hours cost. Nobody does it to the owner, and nobody to themselves;
/// Clockify's words for that are not on record, and these are ours.
final class MemberRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/users";
    private static final String ONE = ALL + "/{user}";
    private static final Set<String> ROLES =
            Set.of("WORKSPACE_ADMIN", "TEAM_MANAGER", "PROJECT_MANAGER");
    private static final Set<String> FOUND_ROLES =
            Set.of("WORKSPACE_ADMIN", "OWNER", "TEAM_MANAGER", "PROJECT_MANAGER");
    private static final int MOST_LIMITED = 250;

    @Override
    public void addTo(Router router) {
        router.add("POST", ALL, MemberRoutes::invite);
        router.add("POST", ALL + "/info", MemberRoutes::search);
        router.add("POST", "/workspaces/{ws}/limited-users", MemberRoutes::addLimited);
        router.add("PUT", ONE, MemberRoutes::setStatus);
        router.add("DELETE", ONE, MemberRoutes::remove);
        router.add("GET", ONE + "/managers", MemberRoutes::managers);
        router.add("POST", ONE + "/roles", MemberRoutes::giveRole);
        router.add("DELETE", ONE + "/roles", MemberRoutes::takeRole);
        router.add("PUT", ONE + "/hourly-rate", MemberRoutes::setHourlyRate);
        router.add("PUT", ONE + "/cost-rate", MemberRoutes::setCostRate);
    }

    private static Answer search(Call call) {
        Body body = call.body();
        String name = body.text("name").orElse("").toLowerCase(Locale.ROOT);
        String email = body.text("email").orElse("").toLowerCase(Locale.ROOT);
        String status = body.word("status", UserRoutes.MEMBERSHIP_STATUS).orElse("ALL");
        String memberships = body.word("memberships", UserRoutes.MEMBERSHIPS).orElse("NONE");
        boolean roles = body.flag("includeRoles").orElse(false);
        Predicate<Member> fits = accounts(call, body.texts("accountStatuses")).and(has(body));
        List<Member> found =
                call.workspace()
                        .members()
                        .where(
                                fits.and(groups(call, body.texts("userGroups")))
                                        .and(member ->
                                                status.equals("ALL")
                                                        || member.status().equals(status))
                                        .and(member -> {
                                            Account account = call.company().account(member.id());
                                            return account.name()
                                                            .toLowerCase(Locale.ROOT)
                                                            .contains(name)
                                                    && account.email()
                                                            .toLowerCase(Locale.ROOT)
                                                            .contains(email);
                                        }));
        int page = body.amount("page").orElse(1L).intValue();
        int size = body.amount("pageSize").orElse(50L).intValue();
        if (page < 1 || size < 1) {
            throw ApiError.field(page < 1 ? "page" : "pageSize", "Must be greater than 0.");
        }
        int from = (int) Math.min(found.size(), (page - 1L) * size);
        int to = Math.min(found.size(), from + size);
        // Paged in the body, and so without the header that says which page is the last.
        return Answer.ok(
                Pages.array(
                        found.subList(from, to),
                        member -> UserRoutes.row(call, member, memberships, roles)));
    }

    /// The filter by account status: without one, limited and deleted accounts are left out.
    static Predicate<Member> accounts(Call call, List<String> statuses) {
        List<String> wanted =
                statuses.isEmpty()
                        ? List.of("ACTIVE", "PENDING_EMAIL_VERIFICATION", "NOT_REGISTERED")
                        : statuses;
        return member -> wanted.contains(call.company().account(member.id()).status());
    }

    private static Predicate<Member> has(Body body) {
        List<String> roles = body.texts("roles");
        if (!FOUND_ROLES.containsAll(roles)) {
            throw ApiError.unreadable("not one of the values accepted for Enum class");
        }
        // Owners count as admins here.
        return member ->
                roles.isEmpty()
                        || member.roles().stream().anyMatch(roles::contains)
                        || (member.isOwner() && roles.contains("WORKSPACE_ADMIN"));
    }

    private static Predicate<Member> groups(Call call, List<String> ids) {
        List<UserGroup> groups =
                ids.stream().map(id -> call.workspace().get(UserGroup.class, id)).toList();
        return member ->
                groups.isEmpty() || groups.stream().anyMatch(group -> group.has(member.id()));
    }

    private static Answer managers(Call call) {
        State workspace = call.workspace();
        String user = person(call).id();
        List<Member> managers =
                workspace.members().where(member -> Roles.leads(workspace, member.id(), user));
        return Pages.of(
                call.query(), managers, member -> UserRoutes.row(call, member, "NONE", false));
    }

    private static Answer invite(Call call) {
        call.needsAdmin();
        call.query().flag("send-email");
        String email = call.body().required("email");
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw ApiError.field("email", "Must be a well-formed email address.");
        }
        State workspace = call.workspace();
        Account account = call.company().byEmail(email).orElseGet(() -> invited(call, email));
        if (workspace.members().find(account.id()).isPresent()) {
            throw ApiError.rule("User is already a member of the workspace");
        }
        workspace.members().put(new Member(account.id(), "PENDING", Set.of(), null, null));
        return Answer.ok(WorkspaceRoutes.json(workspace));
    }

    private static Account invited(Call call, String email) {
        Account account = account(call, email, email, "NOT_REGISTERED");
        call.company().add(account);
        return account;
    }

    private static Account account(Call call, String name, String email, String status) {
        return new Account(
                call.company().newId(),
                name,
                email,
                ZoneId.of("Europe/Vienna"),
                call.account().weekStart(),
                status,
                call.workspace().id(),
                null);
    }

    private static Answer addLimited(Call call) {
        call.needs("LIMITED_USERS");
        call.needsAdmin();
        State workspace = call.workspace();
        List<Body> users = call.body().objects("users");
        if (users.isEmpty()) {
            throw ApiError.rule("must not be empty");
        }
        if (users.size() > MOST_LIMITED) {
            throw ApiError.field("users", "Size must be between 1 and 250.");
        }
        List<String> names = users.stream().map(user -> user.required("name")).toList();
        List<Member> added = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            Account account = account(call, names.get(i), "", "LIMITED");
            call.company().add(account);
            Member member =
                    new Member(
                            account.id(),
                            "ACTIVE",
                            Set.of(),
                            rate(call, users.get(i).amount("hourlyRate")),
                            rate(call, users.get(i).amount("costRate")));
            for (String group : users.get(i).texts("userGroups")) {
                UserGroup joined = workspace.get(UserGroup.class, group);
                workspace.userGroups().put(joined.with(account.id()));
            }
            added.add(workspace.members().put(member));
        }
        ArrayNode rows = Pages.array(added, m -> UserRoutes.row(call, m, "WORKSPACE", false));
        return Answer.ok(Json.object().set("users", rows));
    }

    private static @Nullable Rate rate(Call call, Optional<Long> amount) {
        return amount.map(minor -> new Rate(minor, call.workspace().currency().code()))
                .orElse(null);
    }

    private static Answer setStatus(Call call) {
        call.needsAdmin();
        String status =
                call.body()
                        .word("status", Set.of("ACTIVE", "INACTIVE"))
                        .orElseThrow(() -> ApiError.rule("must not be null"));
        Member member = changeable(call);
        if (!member.status().equals("ACTIVE") && !member.status().equals("INACTIVE")) {
            throw ApiError.rule("User has not accepted the invitation");
        }
        call.workspace().members().put(member.withStatus(status));
        return Answer.ok(WorkspaceRoutes.json(call.workspace()));
    }

    /// Is there, is called deprecated, and does nothing that anybody has seen.
    private static Answer remove(Call call) {
        call.needsAdmin();
        call.workspace().member(call.path("user"));
        throw ApiError.rule("The sandbox does not know what becomes of a removed member");
    }

    private static Answer giveRole(Call call) {
        call.needs("MANAGER_ROLE");
        call.needsAdmin();
        Member member = changeable(call);
        RoleGrant grant = grant(call, member);
        Roles.give(call.workspace(), grant);
        ArrayNode roles = Json.array();
        roles.addObject()
                .put("role", grant.role())
                .put("userId", member.id())
                .put("workspaceId", call.workspace().id());
        return Answer.created(roles);
    }

    private static Answer takeRole(Call call) {
        call.needs("MANAGER_ROLE");
        call.needsAdmin();
        Member member = changeable(call);
        RoleGrant grant = grant(call, member);
        if (!Roles.has(call.workspace(), grant)) {
            throw ApiError.rule("User doesn't have the role");
        }
        Roles.take(call.workspace(), grant);
        return Answer.empty(204);
    }

    /// The role that the body names, over something of this workspace.
    private static RoleGrant grant(Call call, Member member) {
        State workspace = call.workspace();
        Body body = call.body();
        String role = body.word("role", ROLES).orElseThrow(() -> ApiError.rule("must not be null"));
        String entity = body.required("entityId");
        boolean group = body.word("sourceType", Set.of("USER_GROUP")).isPresent();
        switch (role) {
            case "PROJECT_MANAGER" -> workspace.get(Project.class, entity);
            case "TEAM_MANAGER" -> {
                if (group) {
                    workspace.get(UserGroup.class, entity);
                } else {
                    workspace.member(entity);
                }
            }
            default -> {
                if (!entity.equals(workspace.id())) {
                    throw ApiError.denied();
                }
            }
        }
        return RoleGrant.of(member.id(), role, entity, group && role.equals("TEAM_MANAGER"));
    }

    private static Answer setHourlyRate(Call call) {
        call.needsAdmin();
        Member member = person(call);
        Rate rate = rate(call);
        call.workspace().members().put(member.withHourlyRate(rate));
        return Answer.ok(WorkspaceRoutes.json(call.workspace()));
    }

    private static Answer setCostRate(Call call) {
        call.needs("LABOR_COST");
        call.needsAdmin();
        Member member = person(call);
        Rate rate = rate(call);
        call.workspace().members().put(member.withCostRate(rate));
        return Answer.ok(WorkspaceRoutes.json(call.workspace()));
    }

    /// The rate of the body, in the workspace's currency. One that holds `since` some day is a
    /// feature of its own.
    static Rate rate(Call call) {
        Body body = call.body();
        long amount = body.amount("amount").orElseThrow(() -> ApiError.rule("must not be null"));
        if (amount > Integer.MAX_VALUE) {
            throw ApiError.unreadable("Numeric value (%d) out of range of int".formatted(amount));
        }
        if (body.instant("since").isPresent()) {
            call.needs("HISTORIC_RATES");
        }
        return new Rate(amount, call.workspace().currency().code());
    }

    private static Member person(Call call) {
        return call.workspace().member(call.path("user"));
    }

    private static Member changeable(Call call) {
        Member member = person(call);
        if (member.isOwner()) {
            throw ApiError.rule("Workspace owner can't be changed");
        }
        if (member.id().equals(call.account().id())) {
            throw ApiError.rule("You can't change yourself");
        }
        return member;
    }
}
