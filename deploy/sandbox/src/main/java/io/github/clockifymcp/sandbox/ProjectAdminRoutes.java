package io.github.clockifymcp.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is set up about a project now and then: its template flag, its estimate, who is on it, and
/// what an hour costs there. One way of changing the people replaces them all, with their rates;
/// the other adds and removes. A rate can be set but neither read here nor taken away.
final class ProjectAdminRoutes implements Routes {

    private static final String PROJECTS = "/workspaces/{ws}/projects";
    private static final String ONE = PROJECTS + "/{project}";
    private static final String USER = ONE + "/users/{user}";
    private static final String TASK = ONE + "/tasks/{task}";

    @Override
    public void addTo(Router router) {
        router.add("POST", PROJECTS + "/from-template", ProjectAdminRoutes::fromTemplate);
        router.add("PATCH", ONE + "/template", ProjectAdminRoutes::markTemplate);
        router.add("PATCH", ONE + "/estimate", ProjectAdminRoutes::estimate);
        router.add("PATCH", ONE + "/memberships", ProjectAdminRoutes::replaceMembers);
        router.add("POST", ONE + "/memberships", ProjectAdminRoutes::addOrRemoveMembers);
        router.add("PUT", USER + "/hourly-rate", call -> userRate(call, false));
        router.add("PUT", USER + "/cost-rate", call -> userRate(call, true));
        router.add("PUT", TASK + "/hourly-rate", call -> taskRate(call, false));
        router.add("PUT", TASK + "/cost-rate", call -> taskRate(call, true));
    }

    private static void needsTemplates(Call call) {
        if (!call.workspace().has("PROJECT_TEMPLATES")) {
            // That it is a 403 and names project templates is on record, the sentence is not.
            throw new ApiError(403, ApiError.RULE, "Your plan does not support project templates");
        }
    }

    private static Answer fromTemplate(Call call) {
        State workspace = call.workspace();
        needsTemplates(call);
        workspace.allowsCreation(call.member(), "whoCanCreateProjectsAndClients");
        Body body = call.body();
        body.required("name");
        Project template = ProjectRoutes.visible(call, body.required("templateProjectId"));
        if (!template.template()) {
            throw ApiError.rule("Project is not a template");
        }
        String id = call.company().newId();
        Project project =
                new Project(
                        id,
                        ProjectRoutes.name(call, id).orElse(""),
                        ProjectRoutes.client(call, template.clientId()),
                        ProjectRoutes.colour(body, template.color()),
                        template.note(),
                        template.billable(),
                        body.flag("isPublic").orElse(false),
                        false,
                        false,
                        template.hourlyRate(),
                        template.costRate(),
                        template.estimates(),
                        template.memberships(),
                        template.groups());
        workspace.projects().put(project);
        for (Task task : workspace.tasks().where(t -> t.projectId().equals(template.id()))) {
            workspace.tasks().put(TaskRoutes.copy(task, call.company().newId(), id));
        }
        return Answer.ok(ProjectRoutes.json(workspace, project, false));
    }

    private static Answer markTemplate(Call call) {
        Project project = changeable(call);
        needsTemplates(call);
        boolean template =
                call.body().flag("isTemplate").orElseThrow(() -> ApiError.rule("must not be null"));
        return put(call, project.asTemplate(template));
    }

    private static Answer estimate(Call call) {
        Project project = changeable(call);
        return put(call, project.with(project.estimates().changed(call)));
    }

    private static Answer replaceMembers(Call call) {
        Project project = changeable(call);
        Body body = call.body();
        if (!body.has("memberships")) {
            throw ApiError.rule("must not be null");
        }
        Map<String, Project.Membership> members = new LinkedHashMap<>();
        for (Body sent : body.objects("memberships")) {
            String user = call.workspace().member(sent.required("userId")).id();
            members.put(
                    user,
                    new Project.Membership(
                            user,
                            ProjectRoutes.rate(call, sent, "hourlyRate", null),
                            ProjectRoutes.rate(call, sent, "costRate", null)));
        }
        return put(call, project.with(List.copyOf(members.values()), groups(body)));
    }

    private static Answer addOrRemoveMembers(Call call) {
        Project project = changeable(call);
        Body body = call.body();
        boolean remove = body.flag("remove").orElse(false);
        List<String> users = body.texts("userIds");
        users.forEach(call.workspace()::member);
        List<Project.Membership> members = new ArrayList<>(project.memberships());
        List<String> groups = new ArrayList<>(project.groups());
        if (remove) {
            members.removeIf(member -> users.contains(member.userId()));
            groups.removeAll(groups(body));
        } else {
            users.stream()
                    .distinct()
                    .filter(user -> !project.hasMember(user))
                    .forEach(user -> members.add(new Project.Membership(user, null, null)));
            groups(body).stream().filter(group -> !groups.contains(group)).forEach(groups::add);
        }
        return put(call, project.with(members, groups));
    }

    private static List<String> groups(Body body) {
        return body.object("userGroups").map(sent -> sent.texts("ids")).orElse(List.of());
    }

    private static Answer userRate(Call call, boolean cost) {
        Project project = changeable(call);
        if (cost) {
            call.needs("LABOR_COST");
        }
        String user = call.workspace().member(call.path("user")).id();
        if (!project.hasMember(user)) {
            throw ApiError.rule("User doesn't belong to Project");
        }
        Optional<Rate> rate = rateFromNowOn(call);
        List<Project.Membership> members =
                project.memberships().stream()
                        .map(m -> m.userId().equals(user) ? with(m, rate.orElse(null), cost) : m)
                        .toList();
        return put(call, project.with(members, project.groups()));
    }

    private static Project.Membership with(
            Project.Membership member, @Nullable Rate rate, boolean cost) {
        if (rate == null) {
            return member;
        }
        return cost
                ? new Project.Membership(member.userId(), member.hourlyRate(), rate)
                : new Project.Membership(member.userId(), rate, member.costRate());
    }

    private static Answer taskRate(Call call, boolean cost) {
        Task task = TaskRoutes.task(call);
        changeable(call);
        call.needs("TASK_RATES");
        if (cost) {
            call.needs("LABOR_COST");
        }
        Task changed =
                rateFromNowOn(call)
                        .map(rate -> cost ? task.costing(rate) : task.bringingIn(rate))
                        .orElse(task);
        return Answer.ok(TaskRoutes.json(call.workspace(), call.workspace().tasks().put(changed)));
    }

    /// The rate that was sent; empty when it holds from a later day on, and so does not show yet.
    private static Optional<Rate> rateFromNowOn(Call call) {
        Body body = call.body();
        long amount = body.amount("amount").orElseThrow(() -> ApiError.rule("must not be null"));
        if (body.has("since")) {
            call.needs("HISTORIC_RATES");
        }
        boolean later = body.instant("since").filter(call.now()::isBefore).isPresent();
        return later
                ? Optional.empty()
                : Optional.of(new Rate(amount, call.workspace().currency().code()));
    }

    private static Project changeable(Call call) {
        Project project = ProjectRoutes.project(call);
        ProjectRoutes.mayChange(call, project);
        return project;
    }

    private static Answer put(Call call, Project project) {
        call.workspace().projects().put(project);
        return Answer.ok(ProjectRoutes.json(call.workspace(), project, false));
    }
}
