package io.github.clockifymcp.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which entries a report is about: those that its filters let through, of those that the caller
/// may see. What somebody may not see is left out without a word, whoever they ask for.
final class ReportScope {

    private static final Set<String> CONTAINS =
            Set.of("CONTAINS", "DOES_NOT_CONTAIN", "CONTAINS_ONLY");
    static final Set<String> THINGS = Set.of("ACTIVE", "ARCHIVED", "ALL");
    static final Set<String> PEOPLE =
            Set.of("ALL", "ACTIVE_WITH_PENDING", "ACTIVE", "PENDING", "INACTIVE");

    private final State workspace;
    private final Member caller;
    private final boolean seesOthers;
    private final Predicate<TimeEntry> filter;

    ReportScope(Call call, Body body) {
        this.workspace = call.workspace();
        this.caller = call.member();
        this.seesOthers = caller.isAdmin() || !workspace.requires("onlyAdminsSeeAllTimeEntries");
        if (!body.objects("customFields").isEmpty()) {
            throw ApiError.rule("The sandbox does not filter reports by custom fields");
        }
        this.filter =
                people(body).and(things(body)).and(tags(body)).and(words(body)).and(states(body));
    }

    boolean has(TimeEntry entry) {
        return isVisible(entry) && filter.test(entry);
    }

    private boolean isVisible(TimeEntry entry) {
        return entry.userId().equals(caller.id())
                || (seesOthers && project(entry).filter(p -> !workspace.sees(caller, p)).isEmpty());
    }

    private Predicate<TimeEntry> people(Body body) {
        Chosen users = Chosen.of(body, "users", PEOPLE);
        Chosen groups = Chosen.of(body, "userGroups", PEOPLE);
        return entry ->
                users.has(entry.userId())
                        && groups.has(null)
                        && hasStatus(workspace.member(entry.userId()), users.status());
    }

    private static boolean hasStatus(Member member, String status) {
        return switch (status) {
            case "ALL" -> true;
            case "ACTIVE_WITH_PENDING" ->
                    member.status().equals("ACTIVE") || member.status().equals("PENDING");
            default -> member.status().equals(status);
        };
    }

    private Predicate<TimeEntry> things(Body body) {
        Chosen projects = Chosen.of(body, "projects", THINGS);
        Chosen clients = Chosen.of(body, "clients", THINGS);
        Chosen tasks = Chosen.of(body, "tasks", THINGS);
        return entry -> {
            Optional<Project> project = project(entry);
            Optional<Client> client =
                    project.map(Project::clientId).flatMap(workspace.clients()::find);
            return projects.has(entry.projectId())
                    && projects.allows(project.map(Project::archived))
                    && clients.has(client.map(Client::id).orElse(null))
                    && clients.allows(client.map(Client::archived))
                    && tasks.has(entry.taskId());
        };
    }

    private static Predicate<TimeEntry> tags(Body body) {
        Chosen tags = Chosen.of(body, "tags", THINGS);
        return entry -> tags.hasAny(entry.tagIds());
    }

    private static Predicate<TimeEntry> words(Body body) {
        String part = body.text("description").orElse("").toLowerCase(Locale.ROOT);
        boolean none = body.flag("withoutDescription").orElse(false);
        return entry ->
                none
                        ? entry.description().isEmpty()
                        : entry.description().toLowerCase(Locale.ROOT).contains(part);
    }

    private static Predicate<TimeEntry> states(Body body) {
        Optional<Boolean> billable = body.flag("billable");
        String approval =
                body.word("approvalState", Set.of("APPROVED", "UNAPPROVED", "ALL")).orElse("ALL");
        String invoicing =
                body.word("invoicingState", Set.of("INVOICED", "UNINVOICED", "ALL")).orElse("ALL");
        return entry ->
                billable.filter(b -> b != entry.billable()).isEmpty()
                        // Nothing has been approved here.
                        && !approval.equals("APPROVED")
                        && (invoicing.equals("ALL")
                                || invoicing.equals("INVOICED") == entry.invoiced());
    }

    private Optional<Project> project(TimeEntry entry) {
        return Optional.ofNullable(entry.projectId()).flatMap(workspace.projects()::find);
    }

    /// Some of a kind, or all but some.
    record Chosen(String contains, List<String> ids, String status) {

        static Chosen of(Body body, String field, Set<String> statuses) {
            Optional<Body> given = body.object(field);
            return new Chosen(
                    given.flatMap(b -> b.word("contains", CONTAINS)).orElse("CONTAINS"),
                    given.map(b -> b.texts("ids")).orElse(List.of()),
                    given.flatMap(b -> b.word("status", statuses)).orElse("ALL"));
        }

        boolean has(@Nullable String id) {
            return hasAny(id == null ? List.of() : List.of(id));
        }

        boolean hasAny(Collection<String> of) {
            if (ids.isEmpty()) {
                return true;
            }
            return switch (contains) {
                case "DOES_NOT_CONTAIN" -> of.stream().noneMatch(ids::contains);
                case "CONTAINS_ONLY" -> !of.isEmpty() && ids.containsAll(of);
                default -> of.stream().anyMatch(ids::contains);
            };
        }

        boolean allows(Optional<Boolean> archived) {
            return status.equals("ALL")
                    || archived.isEmpty()
                    || archived.get() == status.equals("ARCHIVED");
        }
    }
}
