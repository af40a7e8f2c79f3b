package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.clockify.ReportRows.Row;
import io.github.clockifymcp.clockify.ReportRows.Totals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reports that are kept under a name for others to see. They live on the reports' host, and show
/// what their author may see.
public final class SharedReports {

    private final Connection connection;
    private final String workspace;

    SharedReports(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// Which of them.
    public enum Which {
        ALL,
        ALL_ADMIN,
        CREATED_BY_ME,
        SHARED_WITH_ME
    }

    /// A page of them. Any other filter than these would be an error of Clockify's.
    public Page<SharedReport> list(Which which, Paging paging) {
        Query query =
                Query.none()
                        .with("sharedReportsFilter", which.name())
                        .with("page", paging.page())
                        .with("pageSize", paging.size());
        JsonNode found = connection.send(get(path(), query, JsonNode.class));
        List<SharedReport> reports = Json.readList(found.path("reports"), SharedReport.class);
        long read = (paging.page() - 1L) * paging.size() + reports.size();
        return new Page<>(reports, !reports.isEmpty() && read < found.path("count").asLong());
    }

    /// A report's numbers as of now, with how it is set up. Its address knows no workspace.
    public Rendered get(String id) {
        Query query = Query.none().with("exportType", "JSON");
        return connection.send(get(Paths.of("shared-reports", id), query, Rendered.class));
    }

    /// A report as a file.
    public Download file(String id, ExportType type) {
        Query query = Query.none().with("exportType", type.name());
        return Reports.file(
                connection.send(get(Paths.of("shared-reports", id), query, Download.class)));
    }

    /// Shares a report.
    public ApiRequest<SharedReport> create(Report report, Setup setup) {
        ObjectNode body = setup.body();
        body.put("type", report.kind().type());
        body.set("filter", report.filter());
        return write("POST", path(), body, SharedReport.class);
    }

    /// Changes a shared report; what the setup leaves out stays, and so does the report itself.
    public ApiRequest<SharedReport> update(String id, Setup setup) {
        return write("PUT", path(id), setup.body(), SharedReport.class);
    }

    /// Changes also its days, and leaves the rest of what it is asked with.
    ///
    /// @param current with its filter, as [#get] says it
    public ApiRequest<SharedReport> update(
            SharedReport current, Setup setup, LocalDate first, LocalDate last) {
        ObjectNode filter = current.filter().deepCopy();
        filter.setAll(ReportFilter.bounds(first, last));
        ObjectNode body = setup.body();
        body.put("type", current.type());
        body.set("filter", filter);
        return write("PUT", path(current.id()), body, SharedReport.class);
    }

    /// Puts back how a report was set up.
    ///
    /// @param old with its filter, as [#get] says it
    public ApiRequest<SharedReport> restore(SharedReport old) {
        Setup setup =
                new Setup(
                        old.name(),
                        old.open(),
                        old.fixedDate(),
                        old.users().stream().map(Viewer::id).toList(),
                        old.groups().stream().map(Viewer::id).toList());
        ObjectNode body = setup.body();
        body.put("type", old.type());
        body.set("filter", old.filter());
        return write("PUT", path(old.id()), body, SharedReport.class);
    }

    /// Deletes a report, and with it the link.
    public ApiRequest<Nothing> delete(String id) {
        return write("DELETE", path(id), null, Nothing.class);
    }

    private static <T> ApiRequest<T> get(String path, Query query, Class<T> answer) {
        return new ApiRequest<>(Service.REPORTS, "GET", path, query, null, answer, false);
    }

    private static <T> ApiRequest<T> write(
            String method, String path, @Nullable JsonNode body, Class<T> answer) {
        return new ApiRequest<>(Service.REPORTS, method, path, Query.none(), body, answer, false);
    }

    private String path(String... more) {
        String path = Paths.of("workspaces", workspace, "shared-reports");
        return more.length == 0 ? path : path + Paths.of(more);
    }

    /// How a report is set up.
    ///
    /// @param type `SUMMARY` and the like, or one that nobody has heard of
    /// @param open whether everybody with its link sees it
    /// @param fixedDate whether those who see it cannot choose other days
    /// @param author their id or name, whichever Clockify gives
    /// @param workspace where it is kept; null where Clockify does not say
    /// @param filter what it is asked with; empty where Clockify does not say
    public record SharedReport(
            String id,
            @Nullable String workspace,
            String name,
            String type,
            boolean open,
            boolean fixedDate,
            @Nullable String link,
            @Nullable String author,
            List<Viewer> users,
            List<Viewer> groups,
            JsonNode filter,
            @JsonValue JsonNode raw) {

        public SharedReport {
            users = List.copyOf(users);
            groups = List.copyOf(groups);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static SharedReport from(JsonNode raw) {
            Fields fields = new Fields(raw);
            String author = fields.id("reportAuthor");
            return new SharedReport(
                    fields.required("id"),
                    fields.id("workspaceId"),
                    Objects.requireNonNullElse(fields.text("name"), ""),
                    Objects.requireNonNullElse(fields.text("type"), ""),
                    fields.flag("isPublic"),
                    fields.flag("fixedDate"),
                    fields.id("link"),
                    author == null ? fields.id("userId") : author,
                    viewers(raw.path("visibleToUsers")),
                    viewers(raw.path("visibleToUserGroups")),
                    raw.path("filter").isObject()
                            ? raw.path("filter")
                            : JsonNodeFactory.instance.objectNode(),
                    raw);
        }

        /// The same, with what is known of who sees it.
        public SharedReport seenBy(List<Viewer> people, List<Viewer> ofGroups) {
            return new SharedReport(
                    id, workspace, name, type, open, fixedDate, link, author, people, ofGroups,
                    filter, raw);
        }

        /// Whether somebody who sees it is known by their id alone.
        public boolean seenByUnnamed() {
            return users.stream().anyMatch(one -> one.name() == null)
                    || groups.stream().anyMatch(one -> one.name() == null);
        }

        /// Lists have them with their names, other answers have ids alone.
        private static List<Viewer> viewers(JsonNode given) {
            List<Viewer> viewers = new ArrayList<>();
            for (JsonNode one : given) {
                String id = one.isTextual() ? one.textValue() : new Fields(one).id("id");
                if (id != null) {
                    viewers.add(new Viewer(id, new Fields(one).id("name")));
                }
            }
            return viewers;
        }
    }

    /// Somebody, or a group, that a report is shared with.
    public record Viewer(String id, @Nullable String name) {}

    /// A report's numbers.
    ///
    /// @param totals empty for a report about nothing
    /// @param rows of a summary or a weekly report
    /// @param entries how many entries or days of people came with it
    /// @param report how it is set up
    public record Rendered(List<Totals> totals, List<Row> rows, int entries, SharedReport report) {

        public Rendered {
            totals = Json.list(totals);
            rows = List.copyOf(rows);
        }

        /// The same numbers of a report whose setup is known better.
        public Rendered of(SharedReport known) {
            return new Rendered(totals, rows, entries, known);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Rendered from(JsonNode raw) {
            // The totals of attendance are an object, of other things.
            JsonNode totals = raw.path("totals");
            JsonNode rows = raw.path("groupOne");
            return new Rendered(
                    totals.isArray() ? Json.readList(totals, Totals.class) : List.of(),
                    rows.isArray() ? Json.readList(rows, Row.class) : List.of(),
                    Math.max(raw.path("timeentries").size(), raw.path("entities").size()),
                    SharedReport.from(raw.path("filters")));
        }
    }

    /// What is said about a report that is shared; what is null is left as it is, or as Clockify
    /// begins: not public, for nobody, with days that can be changed.
    ///
    /// @param name which Clockify wants in every case
    /// @param users the ids of all who see it
    /// @param groups the ids of all groups that see it
    public record Setup(
            String name,
            @Nullable Boolean open,
            @Nullable Boolean fixedDate,
            @Nullable List<String> users,
            @Nullable List<String> groups) {

        public Setup {
            users = users == null ? null : List.copyOf(users);
            groups = groups == null ? null : List.copyOf(groups);
        }

        private ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("name", name);
            if (open != null) {
                body.put("isPublic", open);
            }
            if (fixedDate != null) {
                body.put("fixedDate", fixedDate);
            }
            if (users != null) {
                users.forEach(body.putArray("visibleToUsers")::add);
            }
            if (groups != null) {
                groups.forEach(body.putArray("visibleToUserGroups")::add);
            }
            return body;
        }
    }
}
