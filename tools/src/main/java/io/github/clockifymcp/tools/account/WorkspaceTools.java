package io.github.clockifymcp.tools.account;

import io.github.clockifymcp.clockify.Images.Image;
import io.github.clockifymcp.clockify.Receipt;
import io.github.clockifymcp.clockify.Workspaces.Workspace;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Planned;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Size;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.ToolGroup;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.catalogs.NewNames;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.expenses.ReceiptFile;
import org.jspecify.annotations.Nullable;

/// What can be made outside a workspace and never be taken back: workspaces, and pictures.
public final class WorkspaceTools implements ToolGroup<Workplace> {
    @Override
    public String id() {
        return "user_admin";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_create_workspace", CreateWorkspace.class, CreatedWorkspace.class)
                .title("Create workspace")
                .describe(
                        "Creates a workspace beside the current one, with you as its owner. It can"
                                + " be neither deleted nor renamed from here.")
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(WorkspaceTools::create);

        tools.write("clockify_upload_image", UploadImage.class, UploadedImage.class)
                .title("Upload image")
                .describe(
                        "Uploads a picture and gives its public address, for profiles and logos."
                                + " It cannot be deleted.")
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .plan(WorkspaceTools::upload);
    }

    record CreateWorkspace(@Doc("Its name.") @Size(min = 1, max = 50) String name) {}

    record CreatedWorkspace(String id, String name) implements Told {
        @Override
        public String told() {
            return "Created workspace ‹%s›, id %s. Calls here still go to the current one."
                    .formatted(Lines.one(name), id);
        }
    }

    static Planned<CreatedWorkspace> create(CreateWorkspace in, Workplace ws) {
        String name = NewNames.checked("workspace", in.name());
        for (Workspace one : ws.clockify().workspaces().list()) {
            if (Lines.same(one.name(), name)) {
                throw new ToolException(
                        Code.CONFLICT,
                        "You are in a workspace called ‹%s› already, id %s."
                                .formatted(Lines.one(one.name()), one.id()),
                        "Two of one name could not be told apart; take another one.");
            }
        }
        Workspace current = ws.account().workspace();
        String organization = current.cakeOrganizationId();
        if (organization == null) {
            throw new ToolException(
                    Code.INVALID,
                    "Clockify does not say which organization ‹%s› belongs to."
                            .formatted(Lines.one(current.name())),
                    "A workspace can be made on Clockify's pages.");
        }
        return ws.plan(
                        "Create workspace ‹%s› in the organization of ‹%s›"
                                .formatted(Lines.one(name), Lines.one(current.name())),
                        "workspace",
                        ws.clockify().workspaces().create(name, organization))
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .note("It cannot be deleted or renamed by any request.")
                .note("Only owners of the organization may; nobody else is in it at first.")
                .answering(answers -> {
                    Workspace made = Plan.read(answers, "workspace", Workspace.class);
                    return new CreatedWorkspace(made.id(), made.name());
                });
    }

    record UploadImage(
            @Doc("File name: logo.png.") @Size(min = 1, max = 100) String name,
            @Doc("Its bytes in base64.") @Size(max = ReceiptFile.MOST_CHARACTERS) String base64) {}

    record UploadedImage(String name, @Nullable String url) implements Told {
        @Override
        public String told() {
            return "Uploaded ‹%s›: %s"
                    .formatted(
                            Lines.one(name),
                            url == null ? "Clockify named no address" : Lines.one(url));
        }
    }

    static Planned<UploadedImage> upload(UploadImage in, Workplace ws) {
        Receipt file = ReceiptFile.image(in.name(), in.base64());
        return ws.plan(
                        "Upload the picture %s".formatted(ReceiptFile.said(file)),
                        "image",
                        ws.clockify()
                                .images()
                                .upload(file.fileName(), file.mediaType(), file.bytes()))
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .touching(Reach.WORKSPACE)
                .note("Whoever has its address can see it, and no request deletes it.")
                .answering(answers ->
                        new UploadedImage(
                                file.fileName(), Plan.read(answers, "image", Image.class).url()));
    }
}
