package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Clients.NewClient;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Workspaces.Currency;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The companies and people that work is done for.
public final class ClientTools implements ToolGroup<Workplace> {
    private static final NewNames.Kind<Client> KIND =
            new NewNames.Kind<>(
                    "client",
                    Client::name,
                    Client::id,
                    client -> client.archived() ? "an archived" : "",
                    "bring it back with clockify_update_client");

    @Override
    public String id() {
        return "clients";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_clients", ListClients.class, ClientPage.class)
                .title("List clients")
                .describe("Lists the workspace's clients by name.")
                .by(ClientTools::list);

        tools.write("clockify_create_client", CreateClient.class, CreatedClient.class)
                .title("Create client")
                .describe("Creates a client, for whom projects are. A name that exists is refused.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(ClientTools::create);
    }

    record ListClients(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Clients on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc(Detail.DOC) @Default("\"brief\"") Detail detail) {}

    record ClientPage(@Columns List<ListedClient> clients, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        ClientPage {
            clients = List.copyOf(clients);
        }

        @Override
        public String told() {
            return Lines.told(clients.stream().map(ListedClient::line).toList(), part, "client");
        }
    }

    /// @param currency such as `EUR`, where it is not the workspace's own
    record ClientRow(String id, String name, boolean archived, @Nullable String currency) {
        static ClientRow of(Client client, Account account) {
            String code = client.currencyCode();
            boolean usual = Objects.equals(code, Currencies.usual(account));
            return new ClientRow(
                    client.id(), client.name(), client.archived(), usual ? null : code);
        }
    }

    static ClientPage list(ListClients in, Workplace ws) {
        Clients.Filter filter =
                Clients.Filter.all().archived(in.archived()).sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Client> found =
                ws.api()
                        .clients()
                        .list(in.name() == null ? filter : filter.name(in.name()), paging);
        return new ClientPage(
                ListedClient.of(found.items(), in.detail(), ws.account()),
                Slice.of(found, paging),
                in.detail());
    }

    record CreateClient(
            @Doc("The client's name.") @Size(min = 1, max = 100) String name,
            @Doc("For invoices.") @Nullable String email,
            @Doc("Likewise.") @Size(max = 3000) @Nullable String address,
            @Doc("For whoever opens it.") @Size(max = 3000) @Nullable String note,
            @Doc("Such as EUR; the workspace's if left out.") @Nullable String currency) {}

    record CreatedClient(ClientRow client) implements Told {
        @Override
        public String told() {
            return "Created client ‹%s›, id %s".formatted(Lines.one(client.name()), client.id());
        }
    }

    static Planned<CreatedClient> create(CreateClient in, Workplace ws) {
        String name = NewNames.checked("client", in.name());
        Currency currency =
                in.currency() == null ? null : Currencies.called(in.currency(), ws.account());
        checkFree(name, null, ws);
        NewClient client = new NewClient(name, in.email(), in.address(), in.note());
        Plan plan =
                ws.plan(
                                "Create client ‹%s›%s".formatted(Lines.one(name), paying(currency)),
                                "client",
                                ws.api().clients().create(client))
                        .undoneBy(ws.api().clients().archiveMade("{client}", client), "client")
                        .then(ws.api().clients().delete("{client}"), "client")
                        .touching(Reach.NEW_NAMES);
        // Clockify gives every new client the workspace's currency, whatever it is told.
        String currencyId =
                currency == null || Objects.equals(currency.isDefault(), true)
                        ? null
                        : currency.id();
        if (currencyId != null) {
            plan.send(
                            "currency",
                            ws.api().clients().giveCurrency("{client}", client, currencyId),
                            "client")
                    .goesWith("client");
        }
        Settings settings = ws.account().workspace().workspaceSettings();
        NewNames.mentionWhoMay(plan, settings == null ? null : settings.onlyAdminsCreateProject());
        return plan.answering(answers -> {
            String last = currencyId == null ? "client" : "currency";
            Client made = Plan.read(answers, last, Client.class);
            return new CreatedClient(ClientRow.of(made, ws.account()));
        });
    }

    private static String paying(@Nullable Currency currency) {
        return currency == null ? "" : ", paying in " + currency.code();
    }

    /// Refuses a name that another client has.
    ///
    /// @param self the id of the client that is to have it; null for a new one
    static void checkFree(String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND,
                name,
                self,
                paging -> ws.api().clients().list(Clients.Filter.all().name(name), paging));
    }
}
