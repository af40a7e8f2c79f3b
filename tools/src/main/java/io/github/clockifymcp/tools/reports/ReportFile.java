package io.github.clockifymcp.tools.reports;

import io.github.clockifymcp.clockify.Download;
import io.github.clockifymcp.clockify.ExportType;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.ResourceContent;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Workplace;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The kinds of files that a report can be had as, and how each is read as a resource.
enum ReportFile {
    PDF("application/pdf", ExportType.PDF, ""),
    CSV("text/csv", ExportType.CSV, "CSV_EXPORT"),
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportType.XLSX,
            "XLSX_EXPORT");

    /// A blob goes to a client in one piece, a third longer as base64.
    private static final int LARGEST_BLOB = 4 * 1024 * 1024;

    private final String mediaType;
    private final ExportType type;
    private final String feature;

    ReportFile(String mediaType, ExportType type, String feature) {
        this.mediaType = mediaType;
        this.type = type;
        this.feature = feature;
    }

    String mediaType() {
        return mediaType;
    }

    ExportType type() {
        return type;
    }

    /// `csv`, as in a URI and behind a file's name.
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    Link link(String uri, String name, String title) {
        return new Link(uri, "%s.%s".formatted(name, ending()), title, mediaType, null);
    }

    /// Refuses unless the workspace's plan has such files.
    void check(Workplace ws) {
        if (!feature.isEmpty()) {
            need(feature, "exports as %s".formatted(name()), ws);
        }
    }

    /// Refuses unless the workspace's plan has a feature. Where Clockify lists none, it decides by
    /// itself.
    static void need(String feature, String words, Workplace ws) {
        Workspace workspace = ws.account().workspace();
        if (!workspace.features().isEmpty() && !workspace.has(feature)) {
            throw new ToolException(
                    Code.PLAN_REQUIRED,
                    "The plan of ‹%s› does not have %s.".formatted(workspace.name(), words),
                    "Nothing was sent. The reports can still be read, with clockify_summary_report"
                            + " and the like.");
        }
    }

    /// What a text file holds.
    static ResourceContent.Text text(Download file) {
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        return new ResourceContent.Text(
                CSV.mediaType, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /// What any other file holds.
    ResourceContent.Blob blob(Download file) {
        byte[] bytes = file.bytes();
        if (bytes.length > LARGEST_BLOB) {
            throw new ToolException(
                    Code.INVALID,
                    "The file has %d MB, and at most %d can be read."
                            .formatted(bytes.length >> 20, LARGEST_BLOB >> 20),
                    "Export fewer days, or CSV, which can be read in parts.");
        }
        return ResourceContent.Blob.of(mediaType, bytes);
    }
}
