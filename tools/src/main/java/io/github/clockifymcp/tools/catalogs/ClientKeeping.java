package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Clients.ClientEdit;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Projects;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.ClientTools.ClientRow;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeping the workspace's clients in order: what is done to one now and then.
public final class ClientKeeping implements ToolGroup<Workplace> {
    private static final int NAMED = 8;

    /// More projects than one client has; at 200 a page.
    private static final int PAGES = 5;

    @Override
    public String id() {
        return "clients";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_get_client", GetClient.class, ClientDetail.class)
                .title("Get client")
                .describe("Shows a client's e-mail, address, note and currency.")
                .by(ClientKeeping::get);

        tools.write("clockify_update_client", UpdateClient.class, UpdatedClient.class)
                .title("Update client")
                .describe("Changes the named fields of a client; all others stay.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ClientKeeping::update);

        tools.write("clockify_archive_client", ArchiveClient.class, ArchivedClient.class)
                .title("Archive client")
                .describe(
                        "Puts a client away, alone or with its projects. clockify_update_client"
                                + " brings it back.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(ClientKeeping::archive);

        tools.write("clockify_delete_client", DeleteClient.class, DeletedClient.class)
                .title("Delete client")
                .describe(
                        "Deletes a client for good, archiving it first if need be. Its projects stay"
                                + " and lose their client.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(ClientKeeping::delete);
    }

    private static Client find(String nameOrId, Workplace ws) {
        return ws.names().afresh().client(nameOrId);
    }

    /// `client ‹Acme›`
    static String said(String name) {
        return "client ‹%s›".formatted(Lines.one(name));
    }

    record GetClient(@Doc("Its name, or id if archived.") String client) {}

    static ClientDetail get(GetClient in, Workplace ws) {
        return ClientDetail.of(find(in.client(), ws));
    }

    /// What a client can be without.
    enum Field {
        EMAIL,
        ADDRESS,
        NOTE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record UpdateClient(
            @Doc("Its name, or id if archived.") String client,
            @Doc("Its new name.") @Size(min = 1, max = 100) @Nullable String name,
            @Doc("For invoices.") @Nullable String email,
            @Doc("Likewise.") @Size(max = 3000) @Nullable String address,
            @Doc("For whoever opens it.") @Size(max = 3000) @Nullable String note,
            @Doc("Such as EUR.") @Nullable String currency,
            @Doc("Put away, or with false in use again.") @Nullable Boolean archived,
            @Doc("Fields to empty.") @Nullable List<Field> clear) {

        UpdateClient {
            clear = clear == null ? null : List.copyOf(clear);
        }

        /// Whether no field is named at all.
        boolean wishesNothing() {
            return (clear == null || clear.isEmpty())
                    && Stream.of(name, email, address, note, currency, archived)
                            .allMatch(Objects::isNull);
        }
    }

    /// @param client as it is now
    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedClient(ClientRow client, List<String> changes) implements Told {
        UpdatedClient {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(said(client.name()), changes);
        }
    }

    static Planned<UpdatedClient> update(UpdateClient in, Workplace ws) {
        return new ClientRevision(find(in.client(), ws), in, ws).plan();
    }

    record ArchiveClient(
            @Doc("Its name.") String client,
            @Doc("Its projects too.") @Default("false") boolean archiveProjects,
            @Doc("Marks their open tasks as done.") @Default("false") boolean finishTasks) {

        /// Whether more than the client is to change.
        boolean more() {
            return archiveProjects || finishTasks;
        }
    }

    /// @param projects the names of those archived with it
    /// @param already whether it was archived before, and nothing was done
    record ArchivedClient(ClientRow client, List<String> projects, boolean already)
            implements Told {
        ArchivedClient {
            projects = List.copyOf(projects);
        }

        @Override
        public String told() {
            String what = said(client.name());
            if (already) {
                return "Nothing to change, it is already archived: " + what;
            }
            return projects.isEmpty()
                    ? "Archived " + what
                    : "Archived %s and %s".formatted(what, counted(projects.size(), "its "));
        }
    }

    static Planned<ArchivedClient> archive(ArchiveClient in, Workplace ws) {
        Client client = find(in.client(), ws);
        if (client.archived()) {
            return alreadyArchived(client, in, ws);
        }
        Page<Project> projects = projects(client, false, ws);
        boolean moved = in.archiveProjects() && !projects.items().isEmpty();
        String what = said(client.name()) + (moved ? " and its projects" : "");
        Plan plan =
                ws.plan(
                                "Archive " + what,
                                "client",
                                ws.api()
                                        .clients()
                                        .update(
                                                client,
                                                archived(),
                                                in.archiveProjects(),
                                                in.finishTasks()))
                        .touching(Reach.WORKSPACE)
                        .replacing("client", client.id(), client.raw())
                        .note(fate(projects, moved ? "archived with it" : "left in use"));
        if (in.finishTasks()) {
            plan.note("Open tasks of its projects are marked as done.");
        }
        if (in.more()) {
            plan.note("Bringing it back later does not reopen its projects or tasks.");
        } else {
            plan.undoneBy(ws.api().clients().update(client, ClientEdit.none()));
        }
        if (moved) {
            replacing(projects, plan);
            ws.names().forgetProjects();
        }
        List<String> names =
                moved ? projects.items().stream().map(Project::name).toList() : List.of();
        return plan.answering(answers -> {
            Client now = Plan.read(answers, "client", Client.class);
            return new ArchivedClient(ClientRow.of(now, ws.account()), names, false);
        });
    }

    private static Planned<ArchivedClient> alreadyArchived(
            Client client, ArchiveClient in, Workplace ws) {
        if (in.more()) {
            throw new ToolException(
                    Code.CONFLICT,
                    "The %s is archived already, and Clockify archives projects only along with it."
                            .formatted(said(client.name())),
                    "Bring it back first with clockify_update_client, then archive it again.");
        }
        ClientRow row = ClientRow.of(client, ws.account());
        return ws.plan("Nothing to change about " + said(client.name()))
                .touching(Reach.WORKSPACE)
                .answering(answers -> new ArchivedClient(row, List.of(), true));
    }

    record DeleteClient(@Doc("Its name, or id if archived.") String client) {}

    record DeletedClient(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted " + said(name);
        }
    }

    static Planned<DeletedClient> delete(DeleteClient in, Workplace ws) {
        Client client = find(in.client(), ws);
        Page<Project> projects = projects(client, null, ws);
        Plan plan =
                ws.plan("Delete " + said(client.name()))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("client", client.id(), client.raw())
                        .note(fate(projects, "kept, without a client"));
        replacing(projects, plan);
        ws.names().forgetProjects();
        if (!client.archived()) {
            // Of use where the deletion is then refused.
            plan.send("archived", ws.api().clients().update(client, archived()))
                    .undoneBy(ws.api().clients().update(client, ClientEdit.none()))
                    .note("Clockify deletes archived clients only, so it is archived first.");
        }
        // Without an inverse: a new client of that name would have none of its projects.
        return plan.send("deleted", ws.api().clients().delete(client.id()))
                .answering(answers -> new DeletedClient(client.id(), client.name()));
    }

    private static ClientEdit archived() {
        return ClientEdit.none().withArchived(Edit.set(true));
    }

    private static void replacing(Page<Project> projects, Plan plan) {
        projects.items().forEach(project -> plan.replacing("project", project.id(), project.raw()));
    }

    /// @param archived null for both
    private static Page<Project> projects(Client client, @Nullable Boolean archived, Workplace ws) {
        Projects.Filter all = Projects.Filter.all().clients(List.of(client.id()));
        Projects.Filter filter = archived == null ? all : all.archived(archived);
        return Page.walk(PAGES, paging -> ws.api().projects().list(filter, paging));
    }

    /// What becomes of its projects, as far as the key's owner may see them.
    private static String fate(Page<Project> projects, String fate) {
        List<Project> all = projects.items();
        if (all.isEmpty()) {
            return "No projects are affected.";
        }
        String names =
                all.stream()
                        .limit(NAMED)
                        .map(project -> "‹%s›".formatted(Lines.one(project.name())))
                        .collect(Collectors.joining(", "));
        String more = all.size() > NAMED || projects.more() ? " and more" : "";
        return "%s %s %s: %s%s."
                .formatted(
                        counted(all.size(), "Its "),
                        all.size() == 1 ? "is" : "are",
                        fate,
                        names,
                        more);
    }

    private static String counted(int count, String whose) {
        return count == 1 ? whose + "1 project" : "%s%d projects".formatted(whose, count);
    }
}
