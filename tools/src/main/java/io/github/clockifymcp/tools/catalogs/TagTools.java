package io.github.clockifymcp.tools.catalogs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.SortOrder;
import io.github.clockifymcp.clockify.Tags;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.Workspaces.Settings;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Detail;
import io.github.clockifymcp.tools.desk.Detailed;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The words that entries are marked with.
public final class TagTools implements ToolGroup<Workplace> {
    private static final NewNames.Kind<Tag> KIND =
            new NewNames.Kind<>(
                    "tag",
                    Tag::name,
                    Tag::id,
                    tag -> tag.archived() ? "an archived" : "",
                    "bring it back with clockify_update_tag");

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

        tools.write("clockify_create_tag", CreateTag.class, CreatedTag.class)
                .title("Create tag")
                .describe("Creates a tag. A name that exists is refused.")
                .risk(Risk.WRITE)
                .touching(Reach.NEW_NAMES)
                .plan(TagTools::create);
    }

    record ListTags(
            @Doc("Part of the name.") @Nullable String name,
            @Doc("Archived ones instead.") @Default("false") boolean archived,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Tags on a page.") @Range(min = 1, max = 200) @Default("50") int pageSize,
            @Doc("full: ids too.") @Default("\"brief\"") Detail detail) {}

    record TagPage(@Columns List<ListedTag> tags, Slice part, @JsonIgnore Detail detail)
            implements Detailed {
        TagPage {
            tags = List.copyOf(tags);
        }

        @Override
        public String told() {
            return Lines.told(tags.stream().map(ListedTag::line).toList(), part, "tag");
        }
    }

    /// @param id null in brief where the name leads to it
    record ListedTag(@Nullable String id, String name, boolean archived) {
        static List<ListedTag> of(List<Tag> tags, Detail detail) {
            Lines.Shared shared = Lines.shared(tags.stream().map(Tag::name).toList());
            return tags.stream()
                    .map(tag ->
                            new ListedTag(
                                    detail.full() || tag.archived() || shared.has(tag.name())
                                            ? tag.id()
                                            : null,
                                    tag.name(),
                                    tag.archived()))
                    .toList();
        }

        String line() {
            return Lines.line(name, id, archived ? "archived" : "");
        }
    }

    record TagRow(String id, String name, boolean archived) {
        static TagRow of(Tag tag) {
            return new TagRow(tag.id(), tag.name(), tag.archived());
        }
    }

    static TagPage list(ListTags in, Workplace ws) {
        Tags.Filter filter =
                Tags.Filter.all().archived(in.archived()).sortedBy("NAME", SortOrder.ASCENDING);
        Paging paging = new Paging(in.page(), in.pageSize());
        Page<Tag> found =
                ws.api().tags().list(in.name() == null ? filter : filter.name(in.name()), paging);
        return new TagPage(
                ListedTag.of(found.items(), in.detail()), Slice.of(found, paging), in.detail());
    }

    record CreateTag(@Doc("The tag's name.") @Size(min = 1, max = 100) String name) {}

    record CreatedTag(TagRow tag) implements Told {
        @Override
        public String told() {
            return "Created tag ‹%s›, id %s".formatted(Lines.one(tag.name()), tag.id());
        }
    }

    static Planned<CreatedTag> create(CreateTag in, Workplace ws) {
        String name = NewNames.checked("tag", in.name());
        checkFree(name, null, ws);
        Plan plan =
                ws.plan(
                                "Create tag ‹%s›".formatted(Lines.one(name)),
                                "tag",
                                ws.api().tags().create(name))
                        .undoneBy(ws.api().tags().delete("{tag}"), "tag")
                        .touching(Reach.NEW_NAMES);
        Settings settings = ws.account().workspace().workspaceSettings();
        NewNames.mentionWhoMay(plan, settings == null ? null : settings.onlyAdminsCreateTag());
        return plan.answering(
                answers -> new CreatedTag(TagRow.of(Plan.read(answers, "tag", Tag.class))));
    }

    /// Refuses a name that another tag has.
    ///
    /// @param self the id of the tag that is to have it; null for a new one
    static void checkFree(String name, @Nullable String self, Workplace ws) {
        NewNames.free(
                KIND,
                name,
                self,
                paging -> ws.api().tags().list(Tags.Filter.all().name(name), paging));
    }
}
