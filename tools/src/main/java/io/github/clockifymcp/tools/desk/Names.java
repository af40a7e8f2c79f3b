package io.github.clockifymcp.tools.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.NameStore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.clockify.Tasks.Task;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.clockify.WorkspaceApi;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Turns what a person calls a thing into the one thing meant. An id is taken as it is; a name must
/// belong to one thing, whatever its capitals. None or several end the call with a problem that
/// names what there is: nothing is ever guessed.
///
/// What was found is remembered for a while, since some workspaces may ask Clockify 30 times an
/// hour and no more. Archived projects, clients and tags are found by id, not by name.
public final class Names {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int LISTED = 8;

    /// At 200 a page; nobody in a workspace of 10,000 is out of reach.
    private static final int MOST_PAGES = 50;

    private final WorkspaceApi api;
    private final NameStore store;
    private final String workspace;
    private final boolean remembers;

    Names(WorkspaceApi api, NameStore store, String workspace) {
        this(api, store, workspace, true);
    }

    private Names(WorkspaceApi api, NameStore store, String workspace, boolean remembers) {
        this.api = api;
        this.store = store;
        this.workspace = workspace;
        this.remembers = remembers;
    }

    /// The same for what is about to be changed. It asks Clockify anew, since an update sends the
    /// whole record and a remembered one would undo what others did to it; and it forgets what it
    /// finds, which will be different or gone.
    public Names afresh() {
        return new Names(api, store, workspace, false);
    }

    /// Forgets every project, before a change of a client that shows in its projects.
    public void forgetProjects() {
        store.forget("%s/project/".formatted(workspace));
    }

    /// Whether a text has the form of Clockify's ids.
    public static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{24}");
    }

    /// The project with this id, or the only active one with this name.
    public Project project(String nameOrId) {
        return find(projects(), nameOrId);
    }

    /// The project template with this id, or the only active one with this name.
    public Project template(String nameOrId) {
        return find(templates(), nameOrId);
    }

    /// The client with this id, or the only active one with this name.
    public Client client(String nameOrId) {
        return find(clients(), nameOrId);
    }

    /// The tag with this id, or the only active one with this name.
    public Tag tag(String nameOrId) {
        return find(tags(), nameOrId);
    }

    /// The project's task with this id, or its only one with this name.
    public Task task(Project project, String nameOrId) {
        return find(tasks(project), nameOrId);
    }

    /// The person with this id or e-mail address, or the only one with this name.
    public User person(String nameOrId) {
        return find(people(), nameOrId);
    }

    /// A kind of thing that has names.
    ///
    /// @param word what one is called
    /// @param listedBy the tool that shows them all
    /// @param key where its names are remembered
    /// @param get the one with an id
    /// @param where what it is a part of, such as ` in ‹Website›`; empty for the workspace
    /// @param like those whose name contains a text, archived ones among them
    /// @param archived whether one is put away, and is found by its id alone
    /// @param names what one answers to
    /// @param shown the name, and what tells it from others of that name
    private record Kind<T>(
            String word,
            String where,
            String listedBy,
            String key,
            Class<T> type,
            Function<String, T> get,
            Function<String, List<T>> like,
            Predicate<T> archived,
            Function<T, String> id,
            Function<T, List<String>> names,
            Function<T, String> shown) {

        boolean answersTo(T found, String wanted) {
            return names.apply(found).stream().map(Lines::normal).anyMatch(wanted::equals);
        }

        String listed(List<T> found) {
            String some =
                    found.stream()
                            .limit(LISTED)
                            .map(one ->
                                    "%s (%s)".formatted(Lines.one(shown.apply(one)), id.apply(one)))
                            .collect(Collectors.joining(", "));
            return found.size() > LISTED ? some + " and more" : some;
        }
    }

    private <T> T find(Kind<T> kind, String nameOrId) {
        String stripped = nameOrId.strip();
        String asked = isId(stripped) ? stripped.toLowerCase(Locale.ROOT) : stripped;
        if (asked.isEmpty()) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "The %s's name is empty.".formatted(kind.word()),
                    "%s shows the names there are.".formatted(kind.listedBy()));
        }
        if (!remembers) {
            return forgotten(kind, asked, findNow(kind, asked));
        }
        String key = key(kind, asked);
        Optional<T> known = store.get(key).flatMap(text -> remembered(text, kind.type()));
        if (known.isPresent()) {
            return known.get();
        }
        T found = findNow(kind, asked);
        store.put(key, Json.tree(found).toString(), KEPT);
        return found;
    }

    private static <T> T findNow(Kind<T> kind, String asked) {
        return isId(asked) ? kind.get().apply(asked) : only(kind, asked);
    }

    private <T> T forgotten(Kind<T> kind, String asked, T found) {
        store.forget(key(kind, asked));
        store.forget(key(kind, kind.id().apply(found)));
        kind.names().apply(found).forEach(name -> store.forget(key(kind, name)));
        return found;
    }

    private String key(Kind<?> kind, String asked) {
        return "%s/%s/%s".formatted(workspace, kind.key(), Lines.normal(asked));
    }

    private static <T> T only(Kind<T> kind, String asked) {
        List<T> like = like(kind, asked);
        String wanted = Lines.normal(asked);
        List<T> called = like.stream().filter(found -> kind.answersTo(found, wanted)).toList();
        List<T> meant = called.stream().filter(kind.archived().negate()).toList();
        return switch (meant.size()) {
            case 1 -> meant.getFirst();
            case 0 ->
                    throw called.isEmpty()
                            ? none(kind, asked, like)
                            : archived(kind, asked, called);
            default ->
                    throw new ToolException(
                            Code.AMBIGUOUS,
                            "%d %ss%s are called ‹%s›."
                                    .formatted(meant.size(), kind.word(), kind.where(), asked),
                            "Use the id of the one that is meant: %s."
                                    .formatted(kind.listed(meant)));
        };
    }

    private static <T> ToolException none(Kind<T> kind, String asked, List<T> like) {
        List<T> close = like.stream().filter(kind.archived().negate()).toList();
        return new ToolException(
                Code.NOT_FOUND,
                "No %s%s is called ‹%s›.".formatted(kind.word(), kind.where(), asked),
                close.isEmpty()
                        ? kind.listedBy() + " shows the names there are."
                        : "These are close: %s.".formatted(kind.listed(close)));
    }

    /// Work on what was put away is rarely meant, so its name is not enough.
    private static <T> ToolException archived(Kind<T> kind, String asked, List<T> called) {
        return new ToolException(
                Code.NOT_FOUND,
                "No %s in use is called ‹%s›, only an archived one.".formatted(kind.word(), asked),
                "Use its id if that is meant: %s.".formatted(kind.listed(called)));
    }

    /// Whether Clockify compares letters or bytes is not known, so a name with accents is asked for
    /// in both ways of writing them.
    private static <T> List<T> like(Kind<T> kind, String asked) {
        String composed = Normalizer.normalize(asked, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(asked, Normalizer.Form.NFD);
        List<T> found = kind.like().apply(composed);
        return found.isEmpty() && !composed.equals(decomposed)
                ? kind.like().apply(decomposed)
                : found;
    }

    /// What was remembered, unless something else has spoilt it: then it is asked for again.
    private static <T> Optional<T> remembered(String text, Class<T> type) {
        try {
            return Optional.of(Json.read(JSON.readTree(text), type));
        } catch (JsonProcessingException | ClockifyException e) {
            return Optional.empty();
        }
    }

    private static <T> List<T> all(Function<Paging, Page<T>> read) {
        return Whole.of(
                Page.walk(MOST_PAGES, read), "that fit", "Use more of the name, or the id.");
    }

    private Kind<Project> projects() {
        return projects(
                "project", "clockify_list_projects", Projects.Filter.all(), api.projects()::get);
    }

    private Kind<Project> templates() {
        return projects(
                "project template",
                "clockify_list_project_templates",
                Projects.Filter.all().template(true),
                id -> {
                    Project project = api.projects().get(id);
                    if (!project.template()) {
                        throw new ToolException(
                                Code.NOT_FOUND,
                                "The project ‹%s› is not a template."
                                        .formatted(Lines.one(project.name())),
                                "clockify_list_project_templates shows those that are.");
                    }
                    return project;
                });
    }

    private Kind<Project> projects(
            String word, String listedBy, Projects.Filter among, Function<String, Project> get) {
        return new Kind<>(
                word,
                "",
                listedBy,
                word,
                Project.class,
                get,
                name -> all(paging -> api.projects().list(among.name(name), paging)),
                Project::archived,
                Project::id,
                project -> List.of(project.name()),
                project ->
                        project.clientName() == null
                                ? "‹%s›".formatted(project.name())
                                : "‹%s› for ‹%s›".formatted(project.name(), project.clientName()));
    }

    private Kind<Client> clients() {
        return new Kind<>(
                "client",
                "",
                "clockify_list_clients",
                "client",
                Client.class,
                api.clients()::get,
                name -> all(paging -> api.clients().list(Clients.Filter.all().name(name), paging)),
                Client::archived,
                Client::id,
                client -> List.of(client.name()),
                client -> "‹%s›".formatted(client.name()));
    }

    private Kind<Tag> tags() {
        return new Kind<>(
                "tag",
                "",
                "clockify_list_tags",
                "tag",
                Tag.class,
                api.tags()::get,
                name -> all(paging -> api.tags().list(Tags.Filter.all().name(name), paging)),
                Tag::archived,
                Tag::id,
                tag -> List.of(tag.name()),
                tag -> "‹%s›".formatted(tag.name()));
    }

    private Kind<Task> tasks(Project project) {
        return new Kind<>(
                "task",
                " in ‹%s›".formatted(Lines.one(project.name())),
                "clockify_list_tasks",
                "task/" + project.id(),
                Task.class,
                id -> api.tasks().get(project.id(), id),
                name ->
                        all(paging ->
                                api.tasks()
                                        .list(project.id(), Tasks.Filter.all().name(name), paging)),
                task -> false,
                Task::id,
                task -> List.of(task.name()),
                task -> "‹%s› of ‹%s›".formatted(task.name(), project.name()));
    }

    private Kind<User> people() {
        Members.Filter everybody = Members.Filter.all();
        return new Kind<>(
                "person",
                "",
                "clockify_list_users",
                "person",
                User.class,
                // Clockify has no route for one member.
                id ->
                        all(paging -> api.members().list(everybody, paging)).stream()
                                .filter(user -> user.id().equals(id))
                                .findFirst()
                                .orElseThrow(() -> nobody(id)),
                name -> {
                    Members.Filter like =
                            name.contains("@") ? everybody.email(name) : everybody.name(name);
                    return all(paging -> api.members().list(like, paging));
                },
                user -> false,
                User::id,
                user ->
                        user.email() == null
                                ? List.of(user.name())
                                : List.of(user.name(), user.email()),
                user -> "‹%s›".formatted(user.name()));
    }

    private static ToolException nobody(String id) {
        return new ToolException(
                Code.NOT_FOUND,
                "Nobody in this workspace has the id %s.".formatted(id),
                "clockify_list_users shows who is.");
    }
}
