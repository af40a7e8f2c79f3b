package io.github.clockifymcp.sandbox;

/// What expenses are for.
///
/// @param counted whether its expenses are counted in units that have a price
/// @param unit what is counted; empty without a price
record ExpenseCategory(
        String id, String name, boolean counted, String unit, long priceInCents, boolean archived)
        implements Row {

    ExpenseCategory archived(boolean other) {
        return new ExpenseCategory(id, name, counted, unit, priceInCents, other);
    }
}
