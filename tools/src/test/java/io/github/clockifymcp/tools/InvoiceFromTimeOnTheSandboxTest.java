package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Change;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Hours that become an invoice, over HTTP on the sandbox's company, by its owner on Friday the
/// 20th of November 2026.
class InvoiceFromTimeOnTheSandboxTest {
    private static final String KESTREL_OCTOBER = "{'client': 'kestrel labs', 'start': '2026-10'}";

    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    @Test
    void time_becomes_an_invoice_once() {
        Change change = tools.planned("clockify_invoice_from_time", KESTREL_OCTOBER);
        assertThat(desk.written()).noneMatch(line -> line.endsWith("/invoices"));
        String told = tools.told("clockify_invoice_from_time", KESTREL_OCTOBER);

        assertThat(change.summary())
                .isEqualTo(
                        "Create invoice ‹NL-109› for ‹Kestrel Labs› in EUR, issued Fri 20 Nov 2026,"
                                + " due Fri 4 Dec 2026, and import billable time of Thu 1 Oct 2026 –"
                                + " Sat 31 Oct 2026: an item for each project");
        assertThat(change.notes())
                .anyMatch(note -> note.matches("To import: \\d+:\\d\\d, [\\d.]+ EUR\\."))
                .anyMatch(note -> note.startsWith("‹Brand Refresh›: "));
        assertThat(change.risks()).containsExactly(Risk.BILLING);
        assertThat(change.reach()).isEqualTo(Reach.WORKSPACE);
        assertThat(change.steps()).hasSize(2);
        assertThat(change.steps().getLast().request().path())
                .endsWith("/invoices/{invoice}/items/import");
        assertThat(told)
                .startsWith("Created invoice ‹NL-109› with 3 items:\n1. ")
                .contains("\nNL-109 | Kestrel Labs | unsent | ");
        assertThat(tools.told("clockify_get_invoice", "{'invoice': 'nl-109'}"))
                .contains("Brand Refresh");
        assertThatThrownBy(() -> tools.told("clockify_invoice_from_time", KESTREL_OCTOBER))
                .hasMessageContaining("has no billable time on no invoice yet");
        assertThat(tools.told("clockify_billable_leakage", "{'start': '2026-10'}"))
                .doesNotContain("  Trade Fair 2026 for Kestrel Labs: 58:45");
    }

    @Test
    void a_project_alone_says_whose_the_invoice_is() {
        assertThat(
                        tools.planned(
                                        "clockify_invoice_from_time",
                                        "{'projects': ['brand refresh'], 'start': '2026-10',"
                                                + " 'group_by': 'user', 'number': 'X-1', 'due':"
                                                + " 'in 10 days'}")
                                .summary())
                .startsWith("Create invoice ‹X-1› for ‹Kestrel Labs› in EUR")
                .contains("due Mon 30 Nov 2026", "an item for each person on each project");
        assertThatThrownBy(
                        () -> tools.told("clockify_invoice_from_time", "{'start': 'last month'}"))
                .hasMessageContaining("It is not said who is billed.");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_invoice_from_time",
                                "{'projects': ['internal'], 'start': 'last month'}"))
                .hasMessageContaining("has no client");
        assertThatThrownBy(() ->
                        tools.told(
                                "clockify_invoice_from_time",
                                "{'client': 'kestrel labs', 'projects': ['intranet'], 'start':"
                                        + " 'last month'}"))
                .hasMessageContaining("is not of the client of the new invoice");
    }
}
