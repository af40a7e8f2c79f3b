package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/// A workspace's tags.
public final class Tags {

    private static final Set<String> READ_ONLY = Set.of("id", "workspaceId");

    private final Connection connection;
    private final String workspace;

    Tags(Connection connection, String workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /// A page of them.
    public Page<Tag> list(Filter filter, Paging paging) {
        return connection.page(path(), filter.query, paging, Tag.class);
    }

    public Tag get(String id) {
        return connection.send(ApiRequest.get(path(id), Query.none(), Tag.class));
    }

    /// Makes a tag. A name is taken as long as its tag exists, archived or not.
    public ApiRequest<Tag> create(String name) {
        return ApiRequest.post(path(), Json.tree(new NewTag(name)), Tag.class);
    }

    /// Changes a tag. Clockify replaces it whole, and takes a missing `archived` for false, so all
    /// of it is sent.
    public ApiRequest<Tag> update(Tag current, TagEdit edit) {
        ObjectNode body = new Fields(current.raw()).without(READ_ONLY);
        Edits.text(body, "name", Edits.notCleared("name", edit.name()));
        Edits.flag(body, "archived", edit.archived());
        return ApiRequest.put(path(current.id()), body, Tag.class);
    }

    /// Deletes a tag, archived or not, and takes it off its entries.
    public ApiRequest<Tag> delete(String id) {
        return ApiRequest.delete(path(id), Tag.class);
    }

    private String path() {
        return Paths.of("workspaces", workspace, "tags");
    }

    private String path(String id) {
        return Paths.of("workspaces", workspace, "tags", id);
    }

    /// A tag.
    ///
    /// @param raw all that Clockify said about it
    public record Tag(String id, String name, boolean archived, @JsonValue JsonNode raw) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Tag from(JsonNode raw) {
            Fields fields = new Fields(raw);
            return new Tag(
                    fields.required("id"), fields.required("name"), fields.flag("archived"), raw);
        }
    }

    private record NewTag(String name) {}

    /// What to change about a tag.
    public record TagEdit(Edit<String> name, Edit<Boolean> archived) {

        /// Changes nothing yet.
        public static TagEdit none() {
            return new TagEdit(Edit.keep(), Edit.keep());
        }

        public TagEdit withName(Edit<String> name) {
            return new TagEdit(name, archived);
        }

        public TagEdit withArchived(Edit<Boolean> archived) {
            return new TagEdit(name, archived);
        }
    }

    /// Which tags: archived and active ones unless it says otherwise.
    public static final class Filter {

        private final Query query;

        private Filter(Query query) {
            this.query = query;
        }

        public static Filter all() {
            return new Filter(Query.none());
        }

        /// Whose name contains this.
        public Filter name(String part) {
            return new Filter(query.with("name", part));
        }

        /// Whose name is this.
        public Filter exactName(String name) {
            return new Filter(query.with("name", name).with("strict-name-search", true));
        }

        public Filter archived(boolean archived) {
            return new Filter(query.with("archived", archived));
        }

        /// All but these.
        public Filter except(List<String> ids) {
            return new Filter(query.with("excluded-ids", ids));
        }

        /// Sorted by `ID` or `NAME`.
        public Filter sortedBy(String column, SortOrder order) {
            return new Filter(query.with("sort-column", column).with("sort-order", order.name()));
        }
    }
}
