package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import org.jspecify.annotations.Nullable;

/// Which part of a list an answer holds.
///
/// @param total how many there are in all; null while there is more, since Clockify counts nothing
public record Slice(int page, int pageSize, int shown, boolean more, @Nullable Integer total) {

    public static Slice of(Page<?> found, Paging paging) {
        int shown = found.items().size();
        int before = (paging.page() - 1) * paging.size();
        // An empty page behind the end says nothing about where the end was.
        boolean counted = !found.more() && (shown > 0 || paging.page() == 1);
        return new Slice(
                paging.page(),
                paging.size(),
                shown,
                found.more(),
                counted ? Integer.valueOf(before + shown) : null);
    }

    /// What a reader must know so as not to take the part for the whole.
    ///
    /// @param thing what one is called, such as `project`
    public String told(String thing) {
        if (shown == 0) {
            return page == 1
                    ? "No %s.".formatted(plural(thing))
                    : "Page %d is empty.".formatted(page);
        }
        int last = (page - 1) * pageSize + shown;
        int first = last - shown + 1;
        if (more) {
            return "%s %d to %d of at least %d; page %d has more."
                    .formatted(capital(plural(thing)), first, last, last, page + 1);
        }
        if (page > 1) {
            return "%s %d to %d of %d.".formatted(capital(plural(thing)), first, last, last);
        }
        return shown == 1
                ? "1 %s in all.".formatted(thing)
                : "%d %s in all.".formatted(shown, plural(thing));
    }

    private static String plural(String thing) {
        return thing.endsWith("y") ? thing.substring(0, thing.length() - 1) + "ies" : thing + "s";
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
