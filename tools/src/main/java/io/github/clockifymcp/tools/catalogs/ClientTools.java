package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients;
import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The companies and people that work is done for.
public final class ClientTools implements ToolGroup<Workplace> {

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
    }

    record ListClients(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Clients on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record ClientPage(List<ClientRow> clients, Slice part) implements Told {
        ClientPage {
            clients = List.copyOf(clients);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(clients.stream().map(ClientRow::name).toList());
            return Lines.told(
                    clients.stream().map(client -> client.line(shared)).toList(), part, "client");
        }
    }

    /// @param currency such as `EUR`, where it is not the workspace's own
    record ClientRow(String id, String name, boolean archived, @Nullable String currency) {
        String line(Lines.Shared shared) {
            return Lines.line(
                    name,
                    !archived && !shared.has(name),
                    id,
                    currency == null ? "" : currency,
                    archived ? "archived" : "");
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
        String usual = Currencies.usual(ws.account());
        List<ClientRow> rows =
                found.items().stream()
                        .map(client ->
                                new ClientRow(
                                        client.id(),
                                        client.name(),
                                        client.archived(),
                                        Objects.equals(client.currencyCode(), usual)
                                                ? null
                                                : client.currencyCode()))
                        .toList();
        return new ClientPage(rows, Slice.of(found, paging));
    }
}
