package io.github.clockifymcp.sandbox;

import java.util.List;

/// A table to be written as a file.
///
/// @param cells of each row, as many as there are columns; a [Number] stays one where the kind of
///   file knows numbers
record Sheet(String title, List<String> columns, List<List<Object>> cells) {

    Sheet {
        columns = List.copyOf(columns);
        cells = cells.stream().map(List::copyOf).toList();
    }
}
