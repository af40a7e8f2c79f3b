package io.github.clockifymcp.clockify;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to change about an expense. What is null or kept stays as it is.
///
/// @param amount money, or units in a category with a price
/// @param receipt takes the place of the one there is; Clockify is not known to let go of one
public record ExpenseEdit(
        @Nullable String userId,
        @Nullable LocalDate date,
        Edit<String> projectId,
        Edit<String> taskId,
        @Nullable String categoryId,
        Edit<String> notes,
        @Nullable BigDecimal amount,
        @Nullable Boolean billable,
        @Nullable Receipt receipt) {

    /// Clockify's words for the fields that change, case and all.
    List<String> changed() {
        List<String> fields = new ArrayList<>();
        add(fields, "USER", userId != null);
        add(fields, "DATE", date != null);
        add(fields, "PROJECT", !(projectId instanceof Edit.Keep));
        add(fields, "TASK", !(taskId instanceof Edit.Keep));
        add(fields, "CATEGORY", categoryId != null);
        add(fields, "NOTES", !(notes instanceof Edit.Keep));
        add(fields, "AMOUNT", amount != null);
        add(fields, "BILLABLE", billable != null);
        add(fields, "FILE", receipt != null);
        return fields;
    }

    private static void add(List<String> fields, String field, boolean changes) {
        if (changes) {
            fields.add(field);
        }
    }
}
