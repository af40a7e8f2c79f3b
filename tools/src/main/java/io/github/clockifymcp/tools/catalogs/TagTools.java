package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words that entries are marked with.
public final class TagTools implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "tags";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_tags", ListTags.class, TagPage.class)
                .title("List tags")
                .describe("Lists the workspace's tags by name.")
                .by(TagTools::list);
    }

    record ListTags(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Tags on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize) {}

    record TagPage(List<TagRow> tags, Slice part) implements Told {
        TagPage {
            tags = List.copyOf(tags);
        }

        @Override
        public String told() {
            Lines.Shared shared = Lines.shared(tags.stream().map(TagRow::name).toList());
            return Lines.told(tags.stream().map(tag -> tag.line(shared)).toList(), part, "tag");
        }
    }

    record TagRow(String id, String name, boolean archived) {
        String line(Lines.Shared shared) {
            boolean known = !archived && !shared.has(name);
            return Lines.line(name, known, id, archived ? "archived" : "");
        }
    }

    static TagPage list(ListTags in, Workplace ws) {
        Tags.Filter filter =
                Tags.Filter.all().archived(in.archived()).sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Tag> found =
                ws.api().tags().list(in.name() == null ? filter : filter.name(in.name()), paging);
        List<TagRow> rows =
                found.items().stream()
                        .map(tag -> new TagRow(tag.id(), tag.name(), tag.archived()))
                        .toList();
        return new TagPage(rows, Slice.of(found, paging));
    }
}
