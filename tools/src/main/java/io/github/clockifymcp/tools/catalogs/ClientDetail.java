package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything about one client.
///
/// @param ccEmails who else gets its invoices
/// @param currency such as `EUR`; null where Clockify names none
record ClientDetail(
        String id,
        String name,
        boolean archived,
        @Nullable String email,
        List<String> ccEmails,
        @Nullable String address,
        @Nullable String note,
        @Nullable String currency)
        implements Told {
    private static final int SHOWN = 1_000;

    ClientDetail {
        ccEmails = List.copyOf(ccEmails);
    }

    static ClientDetail of(Client client) {
        return new ClientDetail(
                client.id(),
                client.name(),
                client.archived(),
                said(client.email()),
                client.ccEmails(),
                said(client.address()),
                said(client.note()),
                client.currencyCode());
    }

    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public String told() {
        return Stream.of(
                        Lines.line(
                                name,
                                false,
                                id,
                                currency == null ? "" : currency,
                                archived ? "archived" : ""),
                        line("e-mail", email),
                        line("copies to", String.join(", ", ccEmails)),
                        line("address", address),
                        line("note", note))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String line(String word, @Nullable String text) {
        return text == null || text.isEmpty()
                ? ""
                : "%s: %s".formatted(word, Lines.beginning(text, SHOWN));
    }
}
