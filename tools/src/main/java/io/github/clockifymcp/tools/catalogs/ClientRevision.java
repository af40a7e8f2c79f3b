package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Clients.ClientEdit;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Workspaces.Currency;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.tools.catalogs.ClientKeeping.Field;
import io.github.clockifymcp.tools.catalogs.ClientKeeping.UpdateClient;
import io.github.clockifymcp.tools.catalogs.ClientKeeping.UpdatedClient;
import io.github.clockifymcp.tools.catalogs.ClientTools.ClientRow;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One client and what is wished of it: each field becomes part of the edit where it really
/// changes. A field that nobody named is not touched.
final class ClientRevision {
    private final Client client;
    private final UpdateClient wished;
    private final Workplace ws;
    private final Changes changes = new Changes();
    private final List<String> notes = new ArrayList<>();

    ClientRevision(Client client, UpdateClient wished, Workplace ws) {
        this.client = client;
        this.wished = wished;
        this.ws = ws;
    }

    /// The change of one client; without steps when it is already as wished.
    Planned<UpdatedClient> plan() {
        String said = ClientKeeping.said(client.name());
        if (wished.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        ClientEdit edit =
                ClientEdit.none()
                        .withName(name())
                        .withEmail(text(Field.EMAIL, client.email(), wished.email()))
                        .withAddress(text(Field.ADDRESS, client.address(), wished.address()))
                        .withNote(text(Field.NOTE, client.note(), wished.note()))
                        .withCurrencyId(currency())
                        .withArchived(archived());
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> updated(client, List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said, changes.said()),
                        "client",
                        ws.api().clients().update(client, edit))
                .undoneBy(ws.api().clients().update(client, ClientEdit.none()))
                .touching(Reach.WORKSPACE)
                .replacing("client", client.id(), client.raw())
                .notes(notes)
                .answering(answers ->
                        updated(Plan.read(answers, "client", Client.class), changes.lines()));
    }

    private UpdatedClient updated(Client now, List<String> changed) {
        return new UpdatedClient(ClientRow.of(now, ws.account()), changed);
    }

    private Edit<String> name() {
        if (wished.name() == null) {
            return Edit.keep();
        }
        String name = NewNames.checked("client", wished.name());
        if (name.equals(client.name())) {
            return Edit.keep();
        }
        ClientTools.checkFree(name, client.id(), ws);
        ws.names().forgetProjects();
        changes.add("name", client.name(), name);
        return Edit.set(name);
    }

    private Edit<String> text(Field field, @Nullable String was, @Nullable String wanted) {
        boolean clears = Changes.clears(wished.clear(), field, wanted);
        String now = clears ? "" : wanted;
        if (now == null || now.strip().equals(was == null ? "" : was.strip())) {
            return Edit.keep();
        }
        changes.add(field.word(), was, now);
        return now.isBlank() ? Edit.clear() : Edit.set(now.strip());
    }

    private Edit<String> currency() {
        if (wished.currency() == null) {
            return Edit.keep();
        }
        Currency currency = Currencies.called(wished.currency(), ws.account());
        if (currency.id() == null || currency.id().equals(client.currencyId())) {
            return Edit.keep();
        }
        changes.add("currency", client.currencyCode(), currency.code());
        return Edit.set(currency.id());
    }

    private Edit<Boolean> archived() {
        if (wished.archived() == null || wished.archived() == client.archived()) {
            return Edit.keep();
        }
        changes.archived(wished.archived());
        notes.add(
                wished.archived()
                        ? "Its projects stay as they are; clockify_archive_client can archive them"
                                + " too."
                        : "Projects of it that are archived stay archived.");
        return Edit.set(wished.archived());
    }
}
