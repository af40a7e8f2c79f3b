package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Projects. An update keeps most of what it does not name, but resets `billable` and whether the
/// project is public, which is written `isPublic` and read `public`; only an archived project can
/// be deleted, and the name of an archived one is still taken.
final class ProjectRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/projects";
    private static final String ONE = ALL + "/{project}";
    private static final Set<String> COLUMNS =
            Set.of("ID", "NAME", "CLIENT_NAME", "DURATION", "BUDGET", "PROGRESS");
    private static final Set<String> STATUS = Set.of("ACTIVE", "ARCHIVED", "ALL");
    private static final List<String> COLOURS =
            List.of("#03A9F4", "#8BC34A", "#FF5722", "#9C27B0", "#607D8B");

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, ProjectRoutes::list);
        router.add("POST", ALL, ProjectRoutes::create);
        router.add("GET", ONE, ProjectRoutes::get);
        router.add("PUT", ONE, ProjectRoutes::update);
        router.add("DELETE", ONE, ProjectRoutes::delete);
    }

    /// The project of the path, if the caller may see it.
    static Project project(Call call) {
        return visible(call, call.path("project"));
    }

    /// The project of this id, if the caller may see it.
    static Project visible(Call call, String id) {
        Project project = call.workspace().get(Project.class, id);
        if (!call.workspace().sees(call.member(), project)) {
            throw ApiError.foreign("Project");
        }
        return project;
    }

    private static Answer list(Call call) {
        State workspace = call.workspace();
        Query query = call.query();
        Comparator<Project> order = order(call);
        List<Project> projects =
                workspace.projects().all().stream()
                        .filter(project -> workspace.sees(call.member(), project))
                        .filter(Names.filter(query, Project::name))
                        .filter(Names.archived(query, Project::archived))
                        .filter(flag(query, "billable", Project::billable))
                        .filter(flag(query, "is-template", Project::template))
                        .filter(access(query))
                        .filter(clients(query, workspace))
                        .filter(users(query))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        boolean hydrated = query.flag("hydrated").orElse(false);
        return Pages.of(query, projects, project -> json(workspace, project, hydrated));
    }

    private static Predicate<Project> flag(Query query, String name, Predicate<Project> property) {
        Optional<Boolean> wanted = query.flag(name);
        return project -> wanted.isEmpty() || property.test(project) == wanted.get();
    }

    private static Predicate<Project> access(Query query) {
        Optional<String> access = query.word("access", Set.of("PUBLIC", "PRIVATE"));
        return project -> access.isEmpty() || project.open() == access.get().equals("PUBLIC");
    }

    private static Predicate<Project> clients(Query query, State workspace) {
        List<String> clients = query.list("clients");
        boolean contains = query.flag("contains-client").orElse(true);
        String status = query.word("client-status", STATUS).orElse("ALL");
        return project -> {
            String client = project.clientId();
            boolean among = client != null && clients.contains(client);
            boolean fits =
                    status.equals("ALL")
                            || (client != null
                                    && workspace.clients().find(client).stream()
                                            .anyMatch(c ->
                                                    c.archived() == status.equals("ARCHIVED")));
            return fits && (clients.isEmpty() || among == contains);
        };
    }

    private static Predicate<Project> users(Query query) {
        List<String> users = query.list("users");
        boolean contains = query.flag("contains-user").orElse(true);
        return project ->
                users.isEmpty() || users.stream().anyMatch(project::hasMember) == contains;
    }

    private static Comparator<Project> order(Call call) {
        State workspace = call.workspace();
        Function<Project, String> name = project -> project.name().toLowerCase(Locale.ROOT);
        return switch (call.query().word("sort-column", COLUMNS).orElse("NAME")) {
            case "ID" -> Comparator.comparing(Project::id);
            case "CLIENT_NAME" ->
                    Comparator.comparing((Project p) -> clientName(workspace, p))
                            .thenComparing(name);
            case "DURATION" ->
                    Comparator.comparing((Project p) -> workspace.entries().spentOn(p.id()))
                            .thenComparing(name);
            default -> Comparator.comparing(name);
        };
    }

    private static Answer get(Call call) {
        boolean hydrated = call.query().flag("hydrated").orElse(false);
        return Answer.ok(json(call.workspace(), project(call), hydrated));
    }

    private static Answer create(Call call) {
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateProjectsAndClients");
        Body body = call.body();
        body.required("name");
        List<Project.Membership> memberships = new ArrayList<>();
        memberships.add(new Project.Membership(call.account().id(), null, null));
        for (Body sent : body.objects("memberships")) {
            String user = workspace.member(sent.required("userId")).id();
            if (!user.equals(call.account().id())) {
                memberships.add(
                        new Project.Membership(user, rate(call, sent, "hourlyRate", null), null));
            }
        }
        String id = call.company().newId();
        String estimate =
                body.object("estimate").flatMap(sent -> sent.text("estimate")).orElse(null);
        Project project =
                new Project(
                        id,
                        name(call, id).orElse(""),
                        client(call, null),
                        colour(body, COLOURS.get(Math.floorMod(id.hashCode(), COLOURS.size()))),
                        body.text("note", 0, 16_384).orElse(""),
                        body.flag("billable").orElse(workspace.requires("defaultBillableProjects")),
                        body.flag("isPublic")
                                .orElse(workspace.requires("isProjectPublicByDefault")),
                        false,
                        false,
                        rate(call, body, "hourlyRate", null),
                        rate(call, body, "costRate", null),
                        Estimates.ofTime(estimate),
                        memberships,
                        List.of());
        List<Task> tasks = new ArrayList<>();
        for (Body sent : body.objects("tasks")) {
            tasks.add(TaskRoutes.read(call, project, call.company().newId(), sent));
        }
        workspace.projects().put(project);
        if (call.member().isProjectManager()) {
            // Whoever manages projects also manages those they make.
            Roles.give(
                    workspace,
                    RoleGrant.of(call.account().id(), "PROJECT_MANAGER", project.id(), false));
        }
        tasks.forEach(workspace.tasks()::put);
        return Answer.created(json(workspace, project, false));
    }

    private static Answer update(Call call) {
        Project old = project(call);
        mayChange(call, old);
        Body body = call.body();
        Project project =
                new Project(
                        old.id(),
                        name(call, old.id()).orElse(old.name()),
                        client(call, old.clientId()),
                        colour(body, old.color()),
                        body.text("note", 0, 16_384).orElse(old.note()),
                        body.flag("billable").orElse(false),
                        body.flag("isPublic").orElse(false),
                        body.flag("archived").orElse(old.archived()),
                        old.template(),
                        rate(call, body, "hourlyRate", old.hourlyRate()),
                        rate(call, body, "costRate", old.costRate()),
                        old.estimates(),
                        old.memberships(),
                        old.groups());
        call.workspace().projects().put(project);
        return Answer.ok(json(call.workspace(), project, false));
    }

    private static Answer delete(Call call) {
        Project project = project(call);
        mayChange(call, project);
        if (!project.archived()) {
            throw ApiError.rule("Cannot delete an active project");
        }
        State workspace = call.workspace();
        workspace.projects().remove(project.id());
        Roles.forget(workspace, project.id());
        workspace
                .tasks()
                .where(task -> task.projectId().equals(project.id()))
                .forEach(task -> workspace.tasks().remove(task.id()));
        workspace
                .table(ScheduledWork.class)
                .where(work -> work.projectId().equals(project.id()))
                .forEach(work -> workspace.table(ScheduledWork.class).remove(work.id()));
        workspace
                .entries()
                .replace(e -> project.id().equals(e.projectId()), TimeEntry::withoutProject);
        return Answer.ok(json(workspace, project, false));
    }

    static void mayChange(Call call, Project project) {
        boolean manages = Roles.manages(call.workspace(), call.member(), project);
        if (!call.member().isAdmin() && !manages) {
            throw ApiError.denied();
        }
    }

    static Optional<String> name(Call call, String self) {
        Optional<String> name = call.body().text("name", 2, 250);
        name.ifPresent(n ->
                Names.free("Project", n, self, call.workspace().projects().all(), Project::name));
        return name;
    }

    static @Nullable String client(Call call, @Nullable String kept) {
        Optional<String> sent = call.body().text("clientId");
        if (sent.isEmpty()) {
            return kept;
        }
        // An empty text takes the project away from its client.
        return sent.get().isEmpty() ? null : call.workspace().get(Client.class, sent.get()).id();
    }

    static String colour(Body body, String otherwise) {
        Optional<String> colour = body.text("color");
        if (colour.isPresent() && !colour.get().matches("#[0-9a-fA-F]{6}")) {
            throw ApiError.field("color", "");
        }
        return colour.orElse(otherwise);
    }

    static @Nullable Rate rate(Call call, Body body, String field, @Nullable Rate otherwise) {
        Optional<Body> sent = body.object(field);
        if (sent.isEmpty()) {
            return otherwise;
        }
        long amount =
                sent.get().amount("amount").orElseThrow(() -> ApiError.rule("must not be null"));
        return new Rate(amount, call.workspace().currency().code());
    }

    static String clientName(State workspace, Project project) {
        String client = project.clientId();
        return client == null ? "" : workspace.clients().find(client).map(Client::name).orElse("");
    }

    static ObjectNode membership(Project project, Project.Membership membership) {
        ObjectNode json = Json.object();
        json.put("userId", membership.userId());
        json.set("hourlyRate", Rate.json(membership.hourlyRate()));
        json.set("costRate", Rate.json(membership.costRate()));
        json.put("targetId", project.id());
        json.put("membershipType", "PROJECT");
        json.put("membershipStatus", "ACTIVE");
        return json;
    }

    /// A group on a project: its id stands where a person's would.
    private static ObjectNode group(Project project, String group) {
        ObjectNode json = membership(project, new Project.Membership(group, null, null));
        return json.put("membershipType", "USERGROUP");
    }

    static ObjectNode json(State workspace, Project project, boolean hydrated) {
        ObjectNode json = Json.object();
        json.put("id", project.id());
        json.put("name", project.name());
        json.set("hourlyRate", Rate.json(project.hourlyRate()));
        json.put("clientId", project.clientId() == null ? "" : project.clientId());
        json.put("workspaceId", workspace.id());
        json.put("billable", project.billable());
        ArrayNode memberships = json.putArray("memberships");
        project.memberships().forEach(m -> memberships.add(membership(project, m)));
        project.groups().forEach(group -> memberships.add(group(project, group)));
        json.put("color", project.color());
        json.put("archived", project.archived());
        json.put("duration", workspace.entries().spentOn(project.id()).toString());
        json.put("clientName", clientName(workspace, project));
        json.put("note", project.note());
        json.set("costRate", Rate.json(project.costRate()));
        project.estimates().into(json);
        json.put("template", project.template());
        json.put("public", project.open());
        if (hydrated) {
            ArrayNode tasks = json.putArray("tasks");
            workspace
                    .tasks()
                    .where(task -> task.projectId().equals(project.id()))
                    .forEach(task -> tasks.add(TaskRoutes.json(workspace, task)));
            workspace
                    .clients()
                    .find(project.clientId() == null ? "" : project.clientId())
                    .ifPresent(client ->
                            json.putObject("client")
                                    .put("id", client.id())
                                    .put("name", client.name()));
        }
        return json;
    }
}
