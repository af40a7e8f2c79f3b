package io.github.clockifymcp.clockify;

/// Which end of a sorted list comes first.
public enum SortOrder {
    ASCENDING,
    DESCENDING
}
