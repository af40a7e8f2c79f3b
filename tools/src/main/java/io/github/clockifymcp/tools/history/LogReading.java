package io.github.clockifymcp.tools.history;

import io.github.clockifymcp.clockify.AuditLog;
import io.github.clockifymcp.clockify.AuditLog.Entry;
import io.github.clockifymcp.clockify.AuditLog.Search;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads the audit log, latest first. Clockify shows 31 times 24 hours at once; a month in which
/// the clocks are set back has an hour more, which is read by itself.
final class LogReading {
    private static final Duration MOST = Duration.ofDays(AuditLog.MOST_DAYS);

    /// More than anybody does in an hour; at 50 a page.
    private static final int PAGES = 20;

    private final AuditLog log;

    LogReading(AuditLog log) {
        this.log = log;
    }

    /// A page of what was done.
    Page<Entry> page(Search search, Paging paging) {
        Instant split = search.start().plus(MOST);
        return search.end().isAfter(split)
                ? page(rest(search, split), until(search, split), paging)
                : log.search(search, paging);
    }

    /// What was done in the rest, all of it: how many there are says where the others begin.
    private List<Entry> rest(Search search, Instant split) {
        Search rest = new Search(search.actions(), search.authors(), split, search.end());
        List<Entry> found = new ArrayList<>();
        for (int page = 1; page <= PAGES; page++) {
            Page<Entry> read = log.search(rest, new Paging(page, AuditLog.LARGEST_PAGE));
            // What was done at that very instant is in both parts.
            read.items().stream()
                    .filter(entry -> !split.equals(entry.timestamp()))
                    .forEach(found::add);
            if (!read.more()) {
                return found;
            }
        }
        throw new ToolException(
                Code.INVALID_ARGUMENTS,
                "More was done than can be shown with the rest of the month.",
                "Give since and until that are closer, and ask once for each part.");
    }

    private static Search until(Search search, Instant split) {
        return new Search(search.actions(), search.authors(), search.start(), split);
    }

    private Page<Entry> page(List<Entry> first, Search others, Paging paging) {
        int size = Math.min(AuditLog.LARGEST_PAGE, paging.size());
        int from = (paging.page() - 1) * size;
        List<Entry> shown =
                new ArrayList<>(
                        first.subList(
                                Math.min(from, first.size()), Math.min(from + size, first.size())));
        int missing = size - shown.size();
        if (missing == 0) {
            // Whether there is more is not known before the other part is read.
            return new Page<>(shown, true);
        }
        // The missing ones begin in the middle of a page, and may end on the next.
        int skipped = Math.max(0, from - first.size());
        Page<Entry> one = log.search(others, new Paging(skipped / size + 1, size));
        List<Entry> read = new ArrayList<>(one.items());
        boolean more = one.more();
        if (more && skipped % size > 0) {
            Page<Entry> two = log.search(others, new Paging(skipped / size + 2, size));
            read.addAll(two.items());
            more = two.more();
        }
        List<Entry> left = read.subList(Math.min(skipped % size, read.size()), read.size());
        shown.addAll(left.subList(0, Math.min(missing, left.size())));
        return new Page<>(shown, more || left.size() > missing);
    }
}
