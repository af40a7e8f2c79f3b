package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Clients. A new one takes name, e-mail, address and note and ignores the rest; an update replaces
/// the record but for its currency; only an archived one can be deleted.
final class ClientRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/clients";
    private static final String ONE = ALL + "/{client}";

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, ClientRoutes::list);
        router.add("POST", ALL, ClientRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(json(call, client(call))));
        router.add("PUT", ONE, ClientRoutes::update);
        router.add("DELETE", ONE, ClientRoutes::delete);
    }

    private static Answer list(Call call) {
        Query query = call.query();
        String address = query.text("address").orElse("");
        String note = query.text("note").orElse("");
        query.word("sort-column", Set.of("NAME"));
        Comparator<Client> order =
                Comparator.comparing(client -> client.name().toLowerCase(Locale.ROOT));
        List<Client> clients =
                call.workspace().clients().all().stream()
                        .filter(Names.filter(query, Client::name))
                        .filter(Names.archived(query, Client::archived))
                        .filter(client -> contains(client.address(), address))
                        .filter(client -> contains(client.note(), note))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        return Pages.of(query, clients, client -> json(call, client));
    }

    private static boolean contains(@Nullable String text, String part) {
        return part.isEmpty() || (text != null && text.contains(part));
    }

    private static Answer create(Call call) {
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateProjectsAndClients");
        Body body = call.body();
        Client client =
                new Client(
                        call.company().newId(),
                        name(call, ""),
                        body.text("email").orElse(null),
                        body.text("address", 0, 3_000).orElse(null),
                        body.text("note", 0, 3_000).orElse(null),
                        List.of(),
                        workspace.currency().id(),
                        false);
        return Answer.created(json(call, workspace.clients().put(client)));
    }

    private static Answer update(Call call) {
        Client old = client(call);
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateProjectsAndClients");
        Body body = call.body();
        List<String> copies = body.texts("ccEmails");
        if (copies.size() > 3) {
            // The wording is Clockify's, and off by one.
            throw ApiError.rule("Number of additional emails must be less than 3");
        }
        String currency = body.id("currencyId").orElse(old.currencyId());
        if (!currency.equals(workspace.currency().id())) {
            throw ApiError.foreign("Currency");
        }
        Client client =
                new Client(
                        old.id(),
                        name(call, old.id()),
                        body.text("email").orElse(null),
                        body.text("address", 0, 3_000).orElse(null),
                        body.text("note", 0, 3_000).orElse(null),
                        copies,
                        currency,
                        body.flag("archived").orElse(false));
        if (client.archived() && !old.archived()) {
            archiveWorkOf(call, client);
        }
        return Answer.ok(json(call, workspace.clients().put(client)));
    }

    private static void archiveWorkOf(Call call, Client client) {
        State workspace = call.workspace();
        boolean projects = call.query().flag("archive-projects").orElse(false);
        boolean tasks = call.query().flag("mark-tasks-as-done").orElse(false);
        for (Project project : workspace.projects().where(p -> client.id().equals(p.clientId()))) {
            if (projects) {
                workspace.projects().put(project.archive());
            }
            if (tasks) {
                workspace
                        .tasks()
                        .where(task -> task.projectId().equals(project.id()))
                        .forEach(task -> workspace.tasks().put(task.done()));
            }
        }
    }

    private static Answer delete(Call call) {
        Client client = client(call);
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateProjectsAndClients");
        if (!client.archived()) {
            throw ApiError.rule("Cannot delete an active client");
        }
        workspace.clients().remove(client.id());
        workspace
                .projects()
                .replaceAll(p -> client.id().equals(p.clientId()) ? p.withoutClient() : p);
        return Answer.ok(json(call, client));
    }

    private static Client client(Call call) {
        return call.workspace().get(Client.class, call.path("client"));
    }

    private static String name(Call call, String self) {
        String name = call.body().required("name");
        call.body().text("name", 1, 100);
        Names.free("Client", name, self, call.workspace().clients().all(), Client::name);
        return name;
    }

    private static ObjectNode json(Call call, Client client) {
        State workspace = call.workspace();
        return Json.object()
                .put("id", client.id())
                .put("name", client.name())
                .put("email", client.email())
                .put("workspaceId", workspace.id())
                .put("archived", client.archived())
                .put("address", client.address())
                .put("note", client.note())
                .put("currencyId", client.currencyId())
                .put("currencyCode", workspace.currency().code())
                .set("ccEmails", Json.texts(client.ccEmails()));
    }
}
