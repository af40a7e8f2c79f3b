package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.SharedReports.SharedReport;
import io.github.clockifymcp.clockify.SharedReports.Viewer;
import io.github.clockifymcp.tools.desk.Lines;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A shared report and who sees it.
///
/// @param kind such as `summary`
/// @param isPublic whether everybody with its link sees it
/// @param link null where Clockify does not say
/// @param users the names of those it is shared with, ids where there are none
/// @param groups likewise
record SharedRow(
        String id,
        String name,
        String kind,
        boolean isPublic,
        @Nullable String link,
        List<String> users,
        List<String> groups) {
    private static final int LISTED = 5;

    SharedRow {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
    }

    static SharedRow of(SharedReport report) {
        return new SharedRow(
                report.id(),
                Lines.one(report.name()),
                report.type().toLowerCase(Locale.ROOT).replace('_', ' '),
                report.open(),
                report.link(),
                names(report.users()),
                names(report.groups()));
    }

    private static List<String> names(List<Viewer> viewers) {
        return viewers.stream()
                .map(one -> Lines.one(Objects.requireNonNullElse(one.name(), one.id())))
                .toList();
    }

    String line(Lines.Shared shared) {
        return Lines.line(
                name.isEmpty() ? "(no name)" : name,
                !name.isEmpty() && !shared.has(name),
                id,
                kind,
                seen());
    }

    /// `public`, or `for Mina and group Design`.
    String seen() {
        return isPublic ? "public" : viewers(users, groups);
    }

    static String viewers(List<String> users, List<String> groups) {
        List<String> all =
                Stream.concat(users.stream(), groups.stream().map(group -> "group " + group))
                        .toList();
        if (all.isEmpty()) {
            return "for its author and admins";
        }
        String some = all.stream().limit(LISTED).collect(Collectors.joining(", "));
        return "for %s%s"
                .formatted(
                        some,
                        all.size() > LISTED ? " and %d more".formatted(all.size() - LISTED) : "");
    }
}
