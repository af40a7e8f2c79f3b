package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What the studio's people spent in the last three months, some of it with a receipt.
final class SeedExpenses {

    /// A red dot.
    private static final byte[] PICTURE =
            Base64.getDecoder()
                    .decode(
                            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIA"
                                    + "X8jx0gAAAABJRU5ErkJggg==");

    private final State state;
    private final LocalDate today;

    private SeedExpenses(State state, Instant now) {
        this.state = state;
        this.today = LocalDate.ofInstant(now, ZoneId.of("Europe/Vienna"));
    }

    static void fill(State state, Instant now) {
        category(state, "Travel", false, "", 0, false);
        category(state, "Mileage", true, "km", 50, false);
        category(state, "Printing", false, "", 0, false);
        category(state, "Meals", false, "", 0, false);
        category(state, "Fax", true, "page", 10, true);
        new SeedExpenses(state, now).fill();
    }

    private static void category(
            State state, String name, boolean counted, String unit, long cents, boolean archived) {
        String id = Ids.of("expense-category", name);
        state.table(ExpenseCategory.class)
                .put(new ExpenseCategory(id, name, counted, unit, cents, archived));
    }

    private void fill() {
        put("taxi", "mina", 3, "Travel", "18.40", "Trade Fair 2026", "Taxi to the fair");
        put("lunch", "mina", 8, "Meals", "42.90", "Booking App", "Lunch with Alpenblick");
        put("drive", "mina", 17, "Mileage", "84", "Museum Wayfinding", "Drive to the museum");
        put("train", "mina", 36, "Travel", "59.80", "Annual Report", "Train to Linz and back");
        put("proofs", "mina", 64, "Printing", "126.50", "Label Redesign", "Proofs of the labels");
        put("hotel", "grace", 10, "Travel", "189.00", "Customer Portal", "Hotel in Graz");
        put("toll", "grace", 11, "Travel", "11.50", "Customer Portal", "Motorway toll");
        put("dinner", "grace", 41, "Meals", "96.20", "", "Dinner with a candidate");
        put("posters", "elif", 5, "Printing", "310.00", "Oktoberfest Stand", "Posters, A1");
        put("visit", "elif", 29, "Mileage", "212.5", "Label Redesign", "Visit to the brewery");
        put("flight", "ada", 23, "Travel", "248.99", "Brand Refresh", "Flight to Kestrel Labs");
        put("cake", "ada", 52, "Meals", "31.00", "", "");
        put("faxes", "ada", 79, "Fax", "14", "Harbour Archive", "Faxes to the harbour office");
    }

    private void put(
            String name,
            String mail,
            int ago,
            String category,
            String amount,
            String project,
            String notes) {
        state.table(Expense.class)
                .put(
                        new Expense(
                                Ids.of("expense", name),
                                Seed.person(mail).id(),
                                today.minusDays(ago),
                                Ids.of("expense-category", category),
                                new BigDecimal(amount),
                                !project.isEmpty(),
                                project.isEmpty() ? null : Ids.of("project", project),
                                null,
                                notes,
                                receipt(name)));
    }

    private static Expense.@Nullable Receipt receipt(String name) {
        String id = Ids.of("receipt", name);
        return switch (name) {
            case "taxi" -> new Expense.Receipt(id, "taxi.png", "image/png", PICTURE);
            case "train" -> pdf(id, "Fahrkarte Linz.pdf", "Wien - Linz - Wien 59.80 EUR");
            case "hotel" -> pdf(id, "hotel.pdf", "Hotel Graz, 1 night, 189.00 EUR");
            case "flight" -> pdf(id, "boarding pass.pdf", "VIE - LHR 248.99 EUR");
            default -> null;
        };
    }

    /// A page with a line on it.
    private static Expense.Receipt pdf(String id, String name, String line) {
        String drawn = "BT /F1 14 Tf 20 100 Td (%s) Tj ET".formatted(line);
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
                    + "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
            "<</Length %d>>\nstream\n%s\nendstream".formatted(drawn.length(), drawn)
        };
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            places.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects[i]));
        }
        int table = pdf.length();
        pdf.append("xref\n0 5\n").append(places);
        pdf.append("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n".formatted(table));
        return new Expense.Receipt(
                id, name, "application/pdf", pdf.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
