package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// The workspaces the caller is in. They can be made and read, and but for their rates not changed:
/// `PUT` answers 405.
final class WorkspaceRoutes implements Routes {

    private static final int LONGEST_NAME = 50;

    @Override
    public void addTo(Router router) {
        router.add("GET", "/workspaces", WorkspaceRoutes::list);
        router.add("POST", "/workspaces", WorkspaceRoutes::create);
        router.add("GET", "/workspaces/{ws}", WorkspaceRoutes::get);
        router.add("PUT", "/workspaces/{ws}/hourly-rate", WorkspaceRoutes::setHourlyRate);
        router.add("PUT", "/workspaces/{ws}/cost-rate", WorkspaceRoutes::setCostRate);
    }

    private static Answer list(Call call) {
        if (call.caller().addon()) {
            // An add-on is installed in one workspace and may not look at the others. The code is
            // not on record; it is the one of an add-on's bad token.
            throw new ApiError(401, 4017, "API is not accessible");
        }
        List<String> roles = call.query().list("roles");
        List<State> mine =
                call.company().workspaces().values().stream()
                        .filter(workspace -> workspace.isActive(call.account().id()))
                        // Owners do not count as admins here.
                        .filter(workspace ->
                                roles.isEmpty()
                                        || workspace.member(call.account().id()).roles().stream()
                                                .anyMatch(roles::contains))
                        .toList();
        // Never cut into pages, whatever is asked, and without the header that says so.
        return Answer.ok(Pages.array(mine, WorkspaceRoutes::json));
    }

    /// Makes a workspace in an organization of the caller's, with the plan it has elsewhere.
    /// Whoever makes it owns it. There is no way back.
    private static Answer create(Call call) {
        Body body = call.body();
        body.required("name");
        body.text("name", 1, LONGEST_NAME);
        String organization = body.required("organizationId");
        String owner = call.account().id();
        State like =
                call.company().workspaces().values().stream()
                        .filter(workspace -> workspace.organization().equals(organization))
                        .filter(workspace -> workspace.isActive(owner))
                        .filter(workspace -> workspace.member(owner).isOwner())
                        .findFirst()
                        .orElseThrow(ApiError::denied);
        State made =
                new State(
                        call.company().newId(),
                        body.required("name"),
                        organization,
                        new Rate(0, like.currency().code()),
                        like.currency(),
                        like.settings().deepCopy(),
                        List.copyOf(like.features()));
        made.members().put(new Member(owner, "ACTIVE", Set.of("OWNER"), null, null));
        made.history().begin();
        call.company().add(made);
        return Answer.created(json(made));
    }

    private static Answer get(Call call) {
        return Answer.ok(json(call.workspace()));
    }

    private static Answer setHourlyRate(Call call) {
        call.needsAdmin();
        Rate rate = MemberRoutes.rate(call);
        if (!call.body().required("currency").equals(rate.currency())) {
            throw ApiError.foreign("Currency");
        }
        call.workspace().setHourlyRate(rate);
        return get(call);
    }

    private static Answer setCostRate(Call call) {
        call.needs("LABOR_COST");
        call.needsAdmin();
        call.workspace().setCostRate(MemberRoutes.rate(call));
        return get(call);
    }

    static ObjectNode json(State workspace) {
        ObjectNode json = Json.object();
        json.put("id", workspace.id());
        json.put("name", workspace.name());
        json.set("hourlyRate", Rate.json(workspace.hourlyRate()));
        json.set("costRate", Rate.json(workspace.costRate()));
        ArrayNode memberships = json.putArray("memberships");
        workspace.members().all().forEach(m -> memberships.add(Accounts.membership(workspace, m)));
        // A copy, since it is written when others may already change the settings.
        json.set("workspaceSettings", workspace.settings().deepCopy());
        json.put("imageUrl", "");
        json.put("featureSubscriptionType", "ENTERPRISE_2021");
        json.set("features", Json.texts(workspace.features()));
        json.putArray("currencies")
                .addObject()
                .put("id", workspace.currency().id())
                .put("code", workspace.currency().code())
                .put("isDefault", true);
        json.putObject("subdomain").putNull("name").put("enabled", false);
        json.put("cakeOrganizationId", workspace.organization());
        return json;
    }
}
