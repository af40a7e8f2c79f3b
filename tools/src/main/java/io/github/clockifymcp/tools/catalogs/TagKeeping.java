package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.Tags.Tag;
import io.github.clockifymcp.clockify.Tags.TagEdit;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.TagTools.TagRow;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeping the workspace's tags in order: what is done to one now and then.
public final class TagKeeping implements ToolGroup<Workplace> {

    @Override
    public String id() {
        return "tags";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_get_tag", GetTag.class, TagDetail.class)
                .title("Get tag")
                .describe("Shows a tag's id, and whether it is archived.")
                .by(TagKeeping::get);

        tools.write("clockify_update_tag", UpdateTag.class, UpdatedTag.class)
                .title("Update tag")
                .describe("Renames a tag, archives it or brings it back; entries keep it.")
                .risk(Risk.WRITE)
                .touching(Reach.WORKSPACE)
                .plan(TagKeeping::update);

        tools.write("clockify_delete_tag", DeleteTag.class, DeletedTag.class)
                .title("Delete tag")
                .describe(
                        "Deletes a tag for good and takes it off all entries. To keep it on past"
                                + " ones, archive it with clockify_update_tag.")
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(TagKeeping::delete);
    }

    private static Tag find(String nameOrId, Workplace ws) {
        return ws.names().afresh().tag(nameOrId);
    }

    private static String said(String name) {
        return "tag ‹%s›".formatted(Lines.one(name));
    }

    record GetTag(@Doc("Its name, or id if archived.") String tag) {}

    record TagDetail(String id, String name, boolean archived) implements Told {
        @Override
        public String told() {
            return Lines.line(name, false, id, archived ? "archived" : "");
        }
    }

    static TagDetail get(GetTag in, Workplace ws) {
        Tag tag = find(in.tag(), ws);
        return new TagDetail(tag.id(), tag.name(), tag.archived());
    }

    record UpdateTag(
            @Doc("Its name, or id if archived.") String tag,
            @Doc("Its new name.") @Size(min = 1, max = 100) @Nullable String name,
            @Doc("Put away, or with false in use again.") @Nullable Boolean archived) {}

    /// @param tag as it is now
    /// @param changes each field's old and new value; empty when it was already so
    record UpdatedTag(TagRow tag, List<String> changes) implements Told {
        UpdatedTag {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(said(tag.name()), changes);
        }
    }

    static Planned<UpdatedTag> update(UpdateTag in, Workplace ws) {
        Tag tag = find(in.tag(), ws);
        if (in.name() == null && in.archived() == null) {
            throw Changes.nothingWished(said(tag.name()));
        }
        Changes changes = new Changes();
        TagEdit edit = TagEdit.none();
        String name = in.name() == null ? tag.name() : NewNames.checked("tag", in.name());
        if (!name.equals(tag.name())) {
            TagTools.checkFree(name, tag.id(), ws);
            edit = edit.withName(Edit.set(name));
            changes.add("name", tag.name(), name);
        }
        if (in.archived() != null && in.archived() != tag.archived()) {
            edit = edit.withArchived(Edit.set(in.archived()));
            changes.archived(in.archived());
        }
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said(tag.name()))
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new UpdatedTag(TagRow.of(tag), List.of()));
        }
        return ws.plan(
                        "Change %s: %s".formatted(said(tag.name()), changes.said()),
                        "tag",
                        ws.api().tags().update(tag, edit))
                .undoneBy(ws.api().tags().update(tag, TagEdit.none()))
                .touching(Reach.WORKSPACE)
                .replacing("tag", tag.id(), tag.raw())
                .note("It changes for everybody, on past entries too.")
                .answering(answers ->
                        new UpdatedTag(
                                TagRow.of(Plan.read(answers, "tag", Tag.class)), changes.lines()));
    }

    record DeleteTag(@Doc("Its name, or id if archived.") String tag) {}

    record DeletedTag(String id, String name) implements Told {
        @Override
        public String told() {
            return "Deleted " + said(name);
        }
    }

    static Planned<DeletedTag> delete(DeleteTag in, Workplace ws) {
        Tag tag = find(in.tag(), ws);
        // Without an inverse: a new tag of that name would be on no entry.
        Plan plan =
                ws.plan("Delete " + said(tag.name()), "deleted", ws.api().tags().delete(tag.id()))
                        .risk(Risk.DESTRUCTIVE)
                        .touching(Reach.WORKSPACE)
                        .replacing("tag", tag.id(), tag.raw())
                        .note("Everybody's entries keep their time and lose this tag.");
        if (!tag.archived()) {
            plan.note("Archiving it instead keeps it on past entries.");
        }
        return plan.answering(answers -> new DeletedTag(tag.id(), tag.name()));
    }
}
