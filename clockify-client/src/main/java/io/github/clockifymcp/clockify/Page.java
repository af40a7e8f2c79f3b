package io.github.clockifymcp.clockify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A part of a list.
///
/// @param items what it holds
/// @param more whether there is more after it
public record Page<T>(List<T> items, boolean more) {

    public Page {
        items = List.copyOf(items);
    }

    /// Reads page after page, from the first, until there is no more or the limit is reached. The
    /// result says `more` if the limit ended it.
    ///
    /// An endpoint that ignores paging and answers everything each time ends it as well: a page
    /// that equals the one before is dropped.
    ///
    /// @param limit how many pages to read at most
    /// @param read reads one page
    public static <T> Page<T> walk(int limit, Function<Paging, Page<T>> read) {
        List<T> all = new ArrayList<>();
        List<T> last = List.of();
        for (int number = 1; number <= limit; number++) {
            Page<T> page = read.apply(new Paging(number, Paging.LARGEST));
            if (number > 1 && page.items().equals(last)) {
                return new Page<>(all, false);
            }
            all.addAll(page.items());
            last = page.items();
            if (!page.more()) {
                return new Page<>(all, false);
            }
        }
        return new Page<>(all, true);
    }
}
