package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Tags. They are deleted directly, and an update that does not say `archived` un-archives.
final class TagRoutes implements Routes {

    private static final String ALL = "/workspaces/{ws}/tags";
    private static final String ONE = ALL + "/{tag}";

    @Override
    public void addTo(Router router) {
        router.add("GET", ALL, TagRoutes::list);
        router.add("POST", ALL, TagRoutes::create);
        router.add("GET", ONE, call -> Answer.ok(json(call, tag(call))));
        router.add("PUT", ONE, TagRoutes::update);
        router.add("DELETE", ONE, TagRoutes::delete);
    }

    private static Answer list(Call call) {
        Query query = call.query();
        List<String> excluded = query.list("excluded-ids");
        String column = query.word("sort-column", Set.of("ID", "NAME")).orElse("NAME");
        Comparator<Tag> order = Comparator.comparing(column.equals("ID") ? Tag::id : Tag::name);
        List<Tag> tags =
                call.workspace().tags().all().stream()
                        .filter(Names.filter(query, Tag::name))
                        .filter(Names.archived(query, Tag::archived))
                        .filter(tag -> !excluded.contains(tag.id()))
                        .sorted(query.descending() ? order.reversed() : order)
                        .toList();
        return Pages.of(query, tags, tag -> json(call, tag));
    }

    private static Answer create(Call call) {
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateTags");
        Tag tag = new Tag(call.company().newId(), name(call, ""), false);
        return Answer.created(json(call, workspace.tags().put(tag)));
    }

    private static Answer update(Call call) {
        Tag old = tag(call);
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateTags");
        boolean archived = call.body().flag("archived").orElse(false);
        Tag tag = new Tag(old.id(), name(call, old.id()), archived);
        return Answer.ok(json(call, workspace.tags().put(tag)));
    }

    private static Answer delete(Call call) {
        Tag tag = tag(call);
        State workspace = call.workspace();
        workspace.allowsCreation(call.member(), "whoCanCreateTags");
        workspace.tags().remove(tag.id());
        workspace
                .entries()
                .replace(e -> e.tagIds().contains(tag.id()), e -> e.withoutTag(tag.id()));
        return Answer.ok(json(call, tag));
    }

    private static Tag tag(Call call) {
        return call.workspace().get(Tag.class, call.path("tag"));
    }

    private static String name(Call call, String self) {
        String name = call.body().required("name");
        call.body().text("name", 1, 100);
        Names.free("Tag", name, self, call.workspace().tags().all(), Tag::name);
        return name;
    }

    private static ObjectNode json(Call call, Tag tag) {
        return json(call.workspace(), tag);
    }

    static ObjectNode json(State workspace, Tag tag) {
        return Json.object()
                .put("id", tag.id())
                .put("name", tag.name())
                .put("workspaceId", workspace.id())
                .put("archived", tag.archived());
    }
}
