package io.github.clockifymcp.tools.business;

import io.github.clockifymcp.tools.desk.Workplace;
import java.time.LocalDate;
import java.util.List;

/// How far back reports reach: a plan allows a month, a year or everything.
final class Since {
    private static final int YEARS = 10;
    private static final int DAYS_OF_A_YEAR = 365;
    private static final int DAYS_OF_A_MONTH = 30;

    private Since() {}

    /// The first day that a report up to today may begin on. Where Clockify lists no features, it
    /// is taken for a year.
    static LocalDate earliest(Workplace ws) {
        LocalDate today = ws.words().today();
        List<String> features = ws.account().workspace().features();
        if (features.contains("UNLIMITED_REPORTS")) {
            return today.minusYears(YEARS).withDayOfYear(1);
        }
        return features.isEmpty() || features.contains("ONE_YEAR_RANGE_REPORTS")
                ? today.minusDays(DAYS_OF_A_YEAR)
                : today.minusDays(DAYS_OF_A_MONTH);
    }
}
