package io.github.clockifymcp.clockify;

/// What a report can be had as, besides JSON.
public enum ExportType {
    PDF,
    CSV,
    XLSX
}
