package io.github.clockifymcp.tools.account;

import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.ClockifyException;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.clockify.Tasks;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Names;
import io.github.clockifymcp.tools.desk.Problems;
import io.github.clockifymcp.tools.desk.Whole;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what a name means to the other tools, and what was perhaps meant where it means nothing.
/// Where another tool would end with a problem, this one reports.
final class NameLookup {
    private static final int PAGES = 10;

    private NameLookup() {}

    enum EntityType {
        PROJECT,
        CLIENT,
        TAG,
        TASK,
        USER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How far a name leads.
    enum Match {
        EXACT,
        SEVERAL,
        ARCHIVED,
        NEAR,
        NONE
    }

    record ResolveName(
            @Doc("What it names.") EntityType entityType,
            @Doc("As the user wrote it.") @Size(min = 1, max = 1000) String nameOrId,
            @Doc("The task's project.") @Nullable String project) {}

    /// @param of what tells it from others of its name: a project's client, a user's e-mail
    record Candidate(String id, String name, @Nullable String of, boolean archived) {
        private String line() {
            return Lines.line(name, false, id, of == null ? "" : of, archived ? "archived" : "");
        }
    }

    /// @param found the one thing, all that share the name, those that do but are archived, or the
    ///   near ones, the nearest first
    record ResolvedName(
            EntityType entityType, Match match, String nameOrId, @Columns List<Candidate> found)
            implements Told {
        ResolvedName {
            found = List.copyOf(found);
        }

        @Override
        public String told() {
            String name = Lines.one(nameOrId);
            String lines = found.stream().map(Candidate::line).collect(Collectors.joining("\n"));
            return switch (match) {
                case EXACT -> "%s: %s".formatted(entityType.word(), lines);
                case SEVERAL ->
                        "%d %ss are called ‹%s›; use the id of the one that is meant:\n%s"
                                .formatted(found.size(), entityType.word(), name, lines);
                case ARCHIVED ->
                        "No %s in use is called ‹%s›, only an archived one; use its id if that is meant:\n%s"
                                .formatted(entityType.word(), name, lines);
                case NEAR ->
                        "No %s is called ‹%s›. Near:\n%s".formatted(entityType.word(), name, lines);
                case NONE ->
                        "No %s is called ‹%s› or nearly so.".formatted(entityType.word(), name);
            };
        }
    }

    static ResolvedName resolve(ResolveName in, Workplace ws) {
        String asked = in.nameOrId().strip();
        if (in.entityType() != EntityType.TASK) {
            return lookup(in.entityType(), asked, null, ws);
        }
        if (in.project() == null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A task is found by its project, and none is named.",
                    "Give the project too.");
        }
        ResolvedName project = lookup(EntityType.PROJECT, in.project().strip(), null, ws);
        if (project.match() != Match.EXACT) {
            return project;
        }
        Project on = ws.names().project(project.found().getFirst().id());
        return lookup(EntityType.TASK, asked, on, ws);
    }

    private static ResolvedName lookup(
            EntityType type, String asked, @Nullable Project project, Workplace ws) {
        try {
            return new ResolvedName(
                    type, Match.EXACT, asked, List.of(exact(type, asked, project, ws)));
        } catch (ToolException | ClockifyException e) {
            RuntimeException said = Problems.said(e);
            if (!(said instanceof ToolException problem) || !reported(problem.problem().code())) {
                throw said;
            }
        }
        return among(type, asked, all(type, project, ws));
    }

    private static boolean reported(Code code) {
        return code == Code.NOT_FOUND || code == Code.AMBIGUOUS;
    }

    /// What the other tools would take.
    private static Candidate exact(
            EntityType type, String asked, @Nullable Project project, Workplace ws) {
        Names names = ws.names();
        return switch (type) {
            case PROJECT -> {
                Project found = names.project(asked);
                yield new Candidate(found.id(), found.name(), found.clientName(), found.archived());
            }
            case CLIENT -> {
                var found = names.client(asked);
                yield new Candidate(found.id(), found.name(), null, found.archived());
            }
            case TAG -> {
                var found = names.tag(asked);
                yield new Candidate(found.id(), found.name(), null, found.archived());
            }
            case TASK -> {
                Project on = Objects.requireNonNull(project);
                var found = names.task(on, asked);
                yield new Candidate(found.id(), found.name(), on.name(), false);
            }
            case USER -> {
                var found = names.person(asked);
                yield new Candidate(found.id(), found.name(), found.email(), false);
            }
        };
    }

    private static ResolvedName among(EntityType type, String asked, List<Candidate> all) {
        List<Candidate> same =
                all.stream()
                        .filter(one ->
                                Lines.same(one.name(), asked)
                                        || (type == EntityType.USER
                                                && one.of() != null
                                                && Lines.same(one.of(), asked)))
                        .toList();
        List<Candidate> used = inUse(same);
        if (!used.isEmpty()) {
            return new ResolvedName(
                    type, used.size() == 1 ? Match.EXACT : Match.SEVERAL, asked, used);
        }
        if (!same.isEmpty()) {
            return new ResolvedName(type, Match.ARCHIVED, asked, same);
        }
        List<Candidate> near =
                Names.isId(asked)
                        ? List.of()
                        : Nearness.of(asked).nearest(inUse(all), Candidate::name);
        return new ResolvedName(type, near.isEmpty() ? Match.NONE : Match.NEAR, asked, near);
    }

    private static List<Candidate> inUse(List<Candidate> some) {
        return some.stream().filter(one -> !one.archived()).toList();
    }

    /// All that have names, the archived ones among them.
    private static List<Candidate> all(EntityType type, @Nullable Project project, Workplace ws) {
        return switch (type) {
            case PROJECT ->
                    walk(
                            paging -> ws.api().projects().list(Projects.Filter.all(), paging),
                            one ->
                                    new Candidate(
                                            one.id(),
                                            one.name(),
                                            one.clientName(),
                                            one.archived()));
            case CLIENT ->
                    walk(
                            paging -> ws.api().clients().list(Clients.Filter.all(), paging),
                            one -> new Candidate(one.id(), one.name(), null, one.archived()));
            case TAG ->
                    walk(
                            paging -> ws.api().tags().list(Tags.Filter.all(), paging),
                            one -> new Candidate(one.id(), one.name(), null, one.archived()));
            case TASK -> {
                Project on = Objects.requireNonNull(project);
                yield walk(
                        paging -> ws.api().tasks().list(on.id(), Tasks.Filter.all(), paging),
                        one -> new Candidate(one.id(), one.name(), on.name(), false));
            }
            case USER ->
                    walk(
                            paging -> ws.api().members().list(Members.Filter.all(), paging),
                            one -> new Candidate(one.id(), one.name(), one.email(), false));
        };
    }

    private static <T> List<Candidate> walk(
            Function<Paging, Page<T>> read, Function<T, Candidate> candidate) {
        return Whole.of(
                        Page.walk(PAGES, read),
                        "of them, and none is called just so",
                        "List those with a part of the name in it.")
                .stream()
                .map(candidate)
                .toList();
    }
}
