package io.github.clockifymcp.tools.catalogs;

import io.github.clockifymcp.clockify.Clients.Client;
import io.github.clockifymcp.clockify.Edit;
import io.github.clockifymcp.clockify.ProjectEdit;
import io.github.clockifymcp.clockify.Projects.Project;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.tools.catalogs.ProjectKeeping.Field;
import io.github.clockifymcp.tools.catalogs.ProjectKeeping.UpdateProject;
import io.github.clockifymcp.tools.catalogs.ProjectKeeping.UpdatedProject;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One project and what is wished of it: each field becomes part of the edit where it really
/// changes, and of the edit that takes it back. A field that nobody named is not touched.
final class ProjectRevision {
    private final Project project;
    private final UpdateProject wished;
    private final Workplace ws;
    private final Changes changes = new Changes();
    private final List<String> notes = new ArrayList<>();
    private ProjectEdit edit = ProjectEdit.none();
    // Clockify keeps most of what is not sent, so what was there has to be said again.
    private ProjectEdit back = ProjectEdit.none();
    private @Nullable String client;

    ProjectRevision(Project project, UpdateProject wished, Workplace ws) {
        this.project = project;
        this.wished = wished;
        this.ws = ws;
        this.client = project.clientName();
    }

    /// The change of one project; without steps when it is already as wished.
    Planned<UpdatedProject> plan() {
        String said = ProjectKeeping.said(project);
        if (wished.wishesNothing()) {
            throw Changes.nothingWished(said);
        }
        name();
        client();
        color();
        note();
        billable();
        boolean access = access();
        archived();
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + said)
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> updated(project, List.of()));
        }
        Plan plan =
                ws.plan(
                                "Change %s: %s".formatted(said, changes.said()),
                                "project",
                                ws.api().projects().update(project, edit))
                        .undoneBy(ws.api().projects().update(project, back))
                        .touching(Reach.WORKSPACE)
                        .replacing("project", project.id(), project.raw())
                        .notes(notes);
        if (access) {
            plan.risk(Risk.PERMISSION_CHANGE);
        }
        return plan.answering(
                answers -> updated(Plan.read(answers, "project", Project.class), changes.lines()));
    }

    private UpdatedProject updated(Project now, List<String> changed) {
        return new UpdatedProject(ProjectKeeping.row(now, client), changed);
    }

    private void name() {
        if (wished.name() == null) {
            return;
        }
        String name = NewNames.checked("project", wished.name());
        if (!name.equals(project.name())) {
            ProjectTools.checkFree(name, project.id(), ws);
            changes.add("name", project.name(), name);
            edit = edit.withName(Edit.set(name));
        }
    }

    private void client() {
        boolean clears = Changes.clears(wished.clear(), Field.CLIENT, wished.client());
        Client wanted = wished.client() == null ? null : ws.names().client(wished.client());
        String now = wanted == null ? null : wanted.id();
        boolean named = clears || wanted != null;
        if (!named || Objects.equals(now, project.clientId())) {
            return;
        }
        client = wanted == null ? null : wanted.name();
        changes.add("client", project.clientName(), client);
        edit = edit.withClientId(orEmpty(now));
        back = back.withClientId(orEmpty(project.clientId()));
        if (wanted != null && wanted.archived()) {
            notes.add("The client ‹%s› is archived.".formatted(Lines.one(wanted.name())));
        }
    }

    private static Edit<String> orEmpty(@Nullable String value) {
        return value == null || value.isBlank() ? Edit.clear() : Edit.set(value);
    }

    private void color() {
        String color = wished.color();
        if (color != null && !color.equalsIgnoreCase(project.color())) {
            changes.add("color", project.color(), color);
            edit = edit.withColor(Edit.set(color));
            back = back.withColor(Edit.of(project.color()));
        }
    }

    private void note() {
        boolean clears = Changes.clears(wished.clear(), Field.NOTE, wished.note());
        String now = clears ? "" : wished.note();
        String was = project.note() == null ? "" : project.note();
        if (now != null && !now.strip().equals(was.strip())) {
            changes.add("note", was, now);
            edit = edit.withNote(orEmpty(now.strip()));
            back = back.withNote(orEmpty(was));
        }
    }

    private void billable() {
        Boolean billable = wished.billable();
        if (billable != null && billable != project.billable()) {
            changes.state(billable, "not billable", "billable");
            notes.add("It holds for new entries; those that are there stay as they are.");
            edit = edit.withBillable(Edit.set(billable));
        }
    }

    /// Whether it changes who sees the project.
    private boolean access() {
        Boolean open = wished.isPublic();
        if (open == null || open == project.isPublic()) {
            return false;
        }
        changes.state(open, "private", "public");
        notes.add(
                open
                        ? "Everybody in the workspace will see it."
                        : "Only its members and admins will see it.");
        edit = edit.withPublic(Edit.set(open));
        return true;
    }

    private void archived() {
        Boolean archived = wished.archived();
        if (archived != null && archived != project.archived()) {
            changes.archived(archived);
            if (archived) {
                notes.add("Its time and tasks stay; it is then found by its id alone.");
            }
            edit = edit.withArchived(Edit.set(archived));
            back = back.withArchived(Edit.set(!archived));
        }
    }
}
