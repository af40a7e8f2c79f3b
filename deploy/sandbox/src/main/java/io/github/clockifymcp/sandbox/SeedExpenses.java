package io.github.clockifymcp.sandbox;

/// What the studio's people spend money on.
final class SeedExpenses {

    private SeedExpenses() {}

    static void fill(State state) {
        put(state, "Travel", false, "", 0, false);
        put(state, "Mileage", true, "km", 50, false);
        put(state, "Printing", false, "", 0, false);
        put(state, "Meals", false, "", 0, false);
        put(state, "Fax", true, "page", 10, true);
    }

    private static void put(
            State state, String name, boolean counted, String unit, long cents, boolean archived) {
        String id = Ids.of("expense-category", name);
        state.table(ExpenseCategory.class)
                .put(new ExpenseCategory(id, name, counted, unit, cents, archived));
    }
}
