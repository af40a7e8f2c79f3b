package io.github.clockifymcp.clockify;

/// Which part of a list to read. Sent as `page` and `page-size`; Clockify silently ignores any
/// other spelling.
///
/// @param page from 1
/// @param size how many items, at most 200: larger pages were never proven
public record Paging(int page, int size) {

    /// The largest page that is known to work.
    public static final int LARGEST = 200;

    /// @throws IllegalArgumentException if a number is out of bounds
    public Paging {
        if (page < 1 || size < 1 || size > LARGEST) {
            throw new IllegalArgumentException(
                    "A page counts from 1 and has 1 to %d items.".formatted(LARGEST));
        }
    }

    /// The first page, at Clockify's default size of 50.
    public static Paging first() {
        return new Paging(1, 50);
    }

    Query query() {
        return Query.none().with("page", page).with("page-size", size);
    }
}
