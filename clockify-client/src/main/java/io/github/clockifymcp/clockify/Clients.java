package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The companies or people that a workspace works for.
public final class Clients {

    // Clockify keeps the currency through an update and ignores its code.
    private static final Set<String> READ_ONLY = Set.of("id", "workspaceId", "currencyCode");

    private final Connection connection;
    private final String workspace;

    Clients(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<Client> list(Filter filter, Paging paging) {
        return connection.page(path(), filter.query, paging, Client.class);
    }

    public Client get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Client.class));
    }

    /// Makes a client.
    public ApiRequest<Client> create(NewClient client) {
        return ApiRequest.post(path(), Json.tree(client), Client.class);
    }

    /// Changes a client. Clockify replaces it whole, so all of it is sent.
    public ApiRequest<Client> update(Client current, ClientEdit edit) {
        return update(current, edit, false, false);
    }

    /// Changes a client and, when that archives it, what hangs on it.
    ///
    /// @param archiveProjects archives its projects as well
    /// @param finishTasks marks their tasks as done as well
    public ApiRequest<Client> update(
            Client current, ClientEdit edit, boolean archiveProjects, boolean finishTasks) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.text(body, "email", edit.email());
        Edits.text(body, "address", edit.address());
        Edits.text(body, "note", edit.note());
        Edits.flag(body, "archived", edit.archived());
        Edits.texts(body, "ccEmails", edit.ccEmails());
        Edits.text(body, "currencyId", Edits.notCleared("currency", edit.currencyId()));
        Query query =
                Query.none()
                        .with("archive-projects", archiveProjects ? true : null)
                        .with("mark-tasks-as-done", finishTasks ? true : null);
        return ApiRequest.put(path(current.id()), body, Client.class).with(query);
    }

    /// Gives a client that was just made its currency, which making it cannot.
    ///
    /// @param made as it was made: Clockify replaces it whole
    public ApiRequest<Client> giveCurrency(String id, NewClient made, String currencyId) {
        ObjectNode body = (ObjectNode) Json.tree(made);
        body.put("currencyId", currencyId);
        return ApiRequest.put(path(id), body, Client.class);
    }

    /// Archives a client that was just made and is as it was made.
    ///
    /// @param id of the client, which a placeholder may stand for
    public ApiRequest<Client> archiveMade(String id, NewClient made) {
        ObjectNode body = (ObjectNode) Json.tree(made);
        return ApiRequest.put(path(id), body.put("archived", true), Client.class);
    }

    /// Deletes a client. Clockify refuses one that is not archived.
    public ApiRequest<Client> delete(String id) {
        return ApiRequest.delete(path(id), Client.class);
    }

    private String path() {
        return Paths.of("workspaces", workspace, "clients");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "clients", id);
    }

    /// A client.
    ///
    /// @param currencyCode such as `EUR`
    /// @param raw all that Clockify said about it
    public record Client(
            String id,
            String name,
            boolean archived,
            @Nullable String email,
            List<String> ccEmails,
            @Nullable String address,
            @Nullable String note,
            @Nullable String currencyId,
            @Nullable String currencyCode,
            @JsonValue JsonNode raw) {

        public Client {
            ccEmails = List.copyOf(ccEmails);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Client from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Client(
                    fields.required("id"),
                    fields.required("name"),
                    fields.flag("archived"),
                    fields.text("email"),
                    fields.texts("ccEmails"),
                    fields.text("address"),
                    fields.text("note"),
                    fields.text("currencyId"),
                    fields.text("currencyCode"),
                    raw);
        }
    }

    /// A client to be made. These four are all that Clockify honours here; anything else must
    /// follow in an update.
    public record NewClient(
            String name, @Nullable String email, @Nullable String address, @Nullable String note) {

        public NewClient(String name) {
            this(name, null, null, null);
        }
    }

    /// What to change about a client.
    ///
    /// @param ccEmails at most three
    public record ClientEdit(
            Edit<String> name,
            Edit<String> email,
            Edit<List<String>> ccEmails,
            Edit<String> address,
            Edit<String> note,
            Edit<Boolean> archived,
            Edit<String> currencyId) {

        /// Changes nothing yet.
        public static ClientEdit none() {
            return new ClientEdit(
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep(),
                    Edit.keep());
        }

        public ClientEdit withName(Edit<String> name) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withEmail(Edit<String> email) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withCcEmails(Edit<List<String>> ccEmails) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withAddress(Edit<String> address) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withNote(Edit<String> note) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withArchived(Edit<Boolean> archived) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }

        public ClientEdit withCurrencyId(Edit<String> currencyId) {
            return new ClientEdit(name, email, ccEmails, address, note, archived, currencyId);
        }
    }

    /// Which clients: archived and active ones unless it says otherwise.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return new Filter(query.with("name", part));
        }

        public Filter archived(boolean archived) {
            return new Filter(query.with("archived", archived));
        }

        /// Whose address contains this.
        public Filter address(String part) {
            return new Filter(query.with("address", part));
        }

        /// Whose note contains this.
        public Filter note(String part) {
            return new Filter(query.with("note", part));
        }

        /// Sorted by `NAME`, `EMAIL` or `NOTE`.
        public Filter sortedBy(String column, SortOrder order) {
            return new Filter(query.with("sort-column", column).with("sort-order", order.name()));
        }
    }
}
