package io.github.clockifymcp.tools.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Query;
import io.github.clockifymcp.clockify.Service;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The workspaces that the key's owner belongs to. None of it needs one to be chosen, but the
/// settings of "the current one".
final class WorkspaceReads {
    private WorkspaceReads() {}

    record ListWorkspaces() {}

    record WorkspaceList(@Columns List<WorkspaceRow> workspaces) implements Told {
        WorkspaceList {
            workspaces = List.copyOf(workspaces);
        }

        @Override
        public String told() {
            return workspaces.isEmpty()
                    ? "No workspaces."
                    : workspaces.stream().map(WorkspaceRow::line).collect(Collectors.joining("\n"));
        }
    }

    /// @param plan such as `STANDARD_2021`
    record WorkspaceRow(String id, String name, @Nullable String plan) {
        String line() {
            // The id is what CLOCKIFY_WORKSPACE_ID takes.
            return Lines.line(name, false, id, plan == null ? "" : plan);
        }
    }

    static WorkspaceList list(ListWorkspaces in, Workplace ws) {
        List<Workspace> all = ws.clockify().workspaces().list();
        return new WorkspaceList(
                all.stream()
                        .map(workspace ->
                                new WorkspaceRow(
                                        workspace.id(),
                                        workspace.name(),
                                        workspace.featureSubscriptionType()))
                        .toList());
    }

    record GetWorkspace(@Doc("The current one if left out.") @Nullable String workspaceId) {}

    static WorkspaceDetail get(GetWorkspace in, Workplace ws) {
        String asked =
                in.workspaceId() == null ? ws.account().workspace().id() : in.workspaceId().strip();
        // As it came: the client's record leaves out rounding and who may create what.
        JsonNode all =
                ws.clockify()
                        .sendRaw(
                                ApiRequest.of(
                                        Service.CORE, "GET", "/workspaces", Query.none(), null));
        for (JsonNode workspace : all) {
            if (workspace.path("id").asText().equalsIgnoreCase(asked)) {
                return WorkspaceDetail.of(workspace);
            }
        }
        throw new ToolException(
                Code.NOT_FOUND,
                "You are in no workspace with the id ‹%s›.".formatted(Lines.one(asked)),
                "clockify_list_workspaces shows yours.");
    }
}
