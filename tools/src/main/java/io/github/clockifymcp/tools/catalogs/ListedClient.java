package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.tools.catalogs.ClientTools.ClientRow;
import io.github.clockifymcp.tools.desk.Account;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client in a list.
///
/// @param id null in brief where the name leads to it
/// @param currency such as `EUR`, where it is not the workspace's own
/// @param rest null in brief
record ListedClient(
        @Nullable String id,
        String name,
        boolean archived,
        @Nullable String currency,
        @Nullable Rest rest) {

    /// What else a list of clients knows of one.
    record Rest(
            @Nullable String email,
            List<String> ccEmails,
            @Nullable String address,
            @Nullable String note) {
        Rest {
            ccEmails = List.copyOf(ccEmails);
        }
    }

    static List<ListedClient> of(List<Client> clients, Detail detail, Account account) {
        Lines.Shared shared = Lines.shared(clients.stream().map(Client::name).toList());
        return clients.stream()
                .map(client ->
                        new ListedClient(
                                detail.full() || client.archived() || shared.has(client.name())
                                        ? client.id()
                                        : null,
                                client.name(),
                                client.archived(),
                                ClientRow.of(client, account).currency(),
                                detail.full() ? rest(client) : null))
                .toList();
    }

    private static Rest rest(Client client) {
        return new Rest(client.email(), client.ccEmails(), client.address(), client.note());
    }

    String line() {
        return Lines.line(name, id, currency == null ? "" : currency, archived ? "archived" : "");
    }
}
