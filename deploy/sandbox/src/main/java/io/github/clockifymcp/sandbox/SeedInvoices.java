package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// A quarter of the studio's invoices: two clients who pay, one who is late, a portal paid in
/// instalments, a bill that went to the wrong address and was written anew, one in dollars, and one
/// that is not finished.
final class SeedInvoices {

    private static final String VAT = "TAX1";

    private final State state;
    private final LocalDate today;

    private SeedInvoices(State state, Instant now) {
        this.state = state;
        this.today = LocalDate.ofInstant(now, ZoneId.of("Europe/Vienna"));
    }

    static void fill(State state, Instant now) {
        new SeedInvoices(state, now).fill();
    }

    private void fill() {
        put(
                bill("NL-101", "Alpenblick Hotels", "Website, first part", 80, 66)
                        .item("Design", 3_200, 9_500)
                        .item("Development", 4_050, 9_500)
                        .paid(826_500, 64, "Bank transfer")
                        .is("PAID"));
        put(
                bill("NL-102", "Donau Energie AG", "Annual Report, layout", 62, 48)
                        .item("Layout", 2_400, 12_000)
                        .item("Infographics", 1_250, 12_000)
                        .paid(300_000, 50, "First half")
                        .paid(225_600, 47, "Second half")
                        .is("PAID"));
        put(
                bill("NL-103", "Café Zentral", "Menu and Signage", 30, 16)
                        .item("Menu, print files", 1_400, 7_500)
                        .is("VOID"));
        put(
                bill("NL-104", "Brauerei Kronstein", "Label Redesign", 40, 26)
                        .item("Sketches", 1_800, 9_000)
                        .item("Print files", 650, 9_000)
                        .is("SENT"));
        put(
                bill("NL-105", "Donau Energie AG", "Customer Portal, research", 24, -6)
                        .item("UX research", 4_000, 12_500)
                        .paid(250_000, 10, "Instalment 1 of 3")
                        .is("PARTIALLY_PAID"));
        put(
                bill("NL-106", "Café Zentral", "Menu and Signage (replaces NL-103)", 12, -2)
                        .item("Menu, print files", 1_400, 7_500)
                        .is("SENT"));
        put(
                bill("NL-107", "Kestrel Labs", "Brand Refresh", 9, -21)
                        .in("USD")
                        .item("Logo", 1_500, 11_000)
                        .item("Guidelines", 800, 11_000)
                        .is("SENT"));
        put(
                bill("NL-108", "Alpenblick Hotels", "Booking App", 1, -13)
                        .item("Workshop in Innsbruck", 100, 120_000)
                        .is("UNSENT"));
    }

    private void put(Invoice invoice) {
        state.table(Invoice.class).put(invoice);
    }

    private Bill bill(String number, String client, String subject, int issuedAgo, int dueAgo) {
        return new Bill(number, client, subject, day(issuedAgo), day(dueAgo));
    }

    private Instant day(int ago) {
        return today.minusDays(ago).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// An invoice being written.
    private final class Bill {

        private final String number;
        private final String client;
        private final String subject;
        private final Instant issued;
        private final Instant due;
        private final List<Invoice.Item> items = new ArrayList<>();
        private final List<Invoice.Payment> payments = new ArrayList<>();
        private String currency = "EUR";

        private Bill(String number, String client, String subject, Instant issued, Instant due) {
            this.number = number;
            this.client = client;
            this.subject = subject;
            this.issued = issued;
            this.due = due;
        }

        private Bill in(String other) {
            currency = other;
            return this;
        }

        /// Abroad no tax is added.
        private Bill item(String description, long quantity, long unitPrice) {
            String taxes = currency.equals("EUR") ? VAT : "NONE";
            items.add(
                    new Invoice.Item(
                            "Service", description, quantity, unitPrice, taxes, List.of()));
            return this;
        }

        private Bill paid(long amount, int ago, String note) {
            String id = Ids.of("payment", number + "/" + payments.size());
            payments.add(
                    new Invoice.Payment(id, amount, day(ago), note, Seed.person("ada").name()));
            return this;
        }

        private Invoice is(String status) {
            InvoiceSettings settings = InvoiceSettings.of(state);
            Invoice.Head head =
                    new Invoice.Head(
                            number,
                            Ids.of("client", client),
                            currency,
                            issued,
                            due,
                            subject,
                            settings.text("notes"),
                            state.name(),
                            "",
                            settings.text("companyId"),
                            settings.hundredths("taxPercent"),
                            0,
                            0,
                            "SIMPLE",
                            List.of());
            return new Invoice(
                    Ids.of("invoice", number),
                    Seed.person("ada").id(),
                    head,
                    status,
                    items,
                    payments);
        }
    }
}
