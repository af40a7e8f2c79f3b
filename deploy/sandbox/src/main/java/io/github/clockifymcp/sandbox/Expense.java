package io.github.clockifymcp.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What somebody spent.
///
/// @param amount as it was entered: money, or units in a category with a price
record Expense(
        String id,
        String userId,
        LocalDate date,
        String categoryId,
        BigDecimal amount,
        boolean billable,
        @Nullable String projectId,
        @Nullable String taskId,
        String notes,
        @Nullable Receipt receipt)
        implements Row {

    /// A file as it was sent.
    static final class Receipt {
        private final String id;
        private final String name;
        private final String mediaType;
        private final byte[] bytes;

        Receipt(String id, String name, String mediaType, byte[] bytes) {
            this.id = id;
            this.name = name;
            this.mediaType = mediaType;
            this.bytes = bytes.clone();
        }

        String id() {
            return id;
        }

        String name() {
            return name;
        }

        String mediaType() {
            return mediaType;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /// What it comes to, in minor units.
    BigDecimal total(ExpenseCategory category) {
        BigDecimal price =
                category.counted()
                        ? BigDecimal.valueOf(category.priceInCents())
                        : BigDecimal.valueOf(100);
        return amount.multiply(price).setScale(0, RoundingMode.HALF_UP);
    }
}
