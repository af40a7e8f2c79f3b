package io.github.clockifymcp.tools.webhooks;

import io.github.clockifymcp.clockify.Json;
import io.github.clockifymcp.clockify.Webhooks.NewWebhook;
import io.github.clockifymcp.clockify.Webhooks.Webhook;
import io.github.clockifymcp.mcp.tool.Columns;
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
import io.github.clockifymcp.tools.catalogs.Changes;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Plan;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.targets.Targets.Target;
import io.github.clockifymcp.tools.webhooks.WebhookTools.WebhookRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Making, changing and deleting webhooks. From then on Clockify sends what happens in the
/// workspace to somebody outside, so each change is agreed to.
public final class WebhookKeeping implements ToolGroup<Workplace> {
    /// Where a person finds a token.
    private static final String TOKEN =
            "The receiver knows Clockify by the webhook's token, a secret that is not shown here:"
                    + " a person finds it in Clockify, Preferences › Advanced › Manage webhooks.";

    private static final int LONGEST_NAME = 30;

    @Override
    public String id() {
        return "webhooks";
    }

    @Override
    public void declare(Toolbox<Workplace> tools) {
        tools.write("clockify_create_webhook", CreateWebhook.class, WebhooksMade.class)
                .title("Create webhook")
                .describe(
                        "Lets Clockify call an https address whenever an event happens, with what"
                                + " it happened to; one webhook for each event. For admins.")
                .certainRisks(Risk.EXTERNAL_SIDE_EFFECT, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(WebhookKeeping::create);

        tools.write("clockify_update_webhook", UpdateWebhook.class, WebhookUpdated.class)
                .title("Update webhook")
                .describe(
                        "Changes a webhook; what is left out stays. The API cannot switch one off:"
                                + " delete it instead.")
                .certainRisks(Risk.EXTERNAL_SIDE_EFFECT, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(WebhookKeeping::update);

        tools.write("clockify_delete_webhook", DeleteWebhook.class, WebhookDone.class)
                .title("Delete webhook")
                .describe("Deletes a webhook; nothing is sent to its address any more.")
                .certainRisks(Risk.EXTERNAL_SIDE_EFFECT, Risk.ADMIN, Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .plan(WebhookKeeping::delete);

        tools.write("clockify_reset_webhook_token", ResetToken.class, WebhookDone.class)
                .title("Reset webhook token")
                .describe(
                        "Gives a webhook a new token; the old one is void at once. The new one is"
                                + " not shown here, but to a person in Clockify.")
                .certainRisks(Risk.EXTERNAL_SIDE_EFFECT, Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .plan(WebhookKeeping::reset);
    }

    record CreateWebhook(
            @Doc("Such as NEW_TIME_ENTRY, of clockify_list_webhook_events.")
                    @Size(min = 1, max = 10)
                    List<String> events,
            @Doc("Public https address.") String url,
            @Doc("2 to 30 characters; left out, the event's name.") @Nullable String name,
            @Doc("Only these projects.") @Nullable List<String> projects,
            @Doc("Only these people.") @Nullable List<String> people,
            @Doc("Only these tags.") @Nullable List<String> tags) {
        CreateWebhook {
            events = List.copyOf(events);
        }
    }

    record WebhooksMade(@Columns List<WebhookRow> webhooks) implements Told {
        WebhooksMade {
            webhooks = List.copyOf(webhooks);
        }

        @Override
        public String told() {
            String lines =
                    webhooks.stream()
                            .map(row ->
                                    Lines.line(
                                            "Created " + Found.said(row.name()),
                                            false,
                                            row.id(),
                                            row.event(),
                                            "to " + row.host(),
                                            row.scope()))
                            .collect(Collectors.joining("\n"));
            return lines + "\n" + TOKEN;
        }
    }

    static Planned<WebhooksMade> create(CreateWebhook in, Workplace ws) {
        List<String> events = in.events().stream().map(Events::checked).distinct().toList();
        Target target = ws.targets().checked(in.url());
        Scope scope = Scope.of(in.projects(), in.people(), in.tags(), ws);
        Scope given = scope == null ? Scope.WORKSPACE : scope;
        List<NewWebhook> made = new ArrayList<>();
        for (String event : events) {
            given.checkFits(event);
            String name = name(in.name(), event, events.size() > 1 ? made.size() + 1 : 0);
            made.add(new NewWebhook(name, target.url(), event, given.type(), given.ids()));
        }
        Plan plan =
                ws.plan(
                                "Let Clockify call %s for %s%s"
                                        .formatted(
                                                target.url(),
                                                String.join(", ", events),
                                                given.said()))
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .note(
                                "Whoever runs %s gets what it happens to, with the names in it."
                                        .formatted(target.host()))
                        .note(target.note());
        for (int i = 0; i < made.size(); i++) {
            String step = step(i);
            plan.send(step, ws.api().webhooks().create(made.get(i)))
                    .undoneBy(ws.api().webhooks().delete("{%s}".formatted(step)), step);
        }
        return plan.answering(answers -> {
            List<WebhookRow> rows = new ArrayList<>();
            for (int i = 0; i < made.size(); i++) {
                rows.add(WebhookRow.of(Plan.read(answers, step(i), Webhook.class)));
            }
            return new WebhooksMade(rows);
        });
    }

    private static String step(int number) {
        return "webhook" + (number + 1);
    }

    /// @param number of this event, where there are several; else 0
    private static String name(@Nullable String wished, String event, int number) {
        if (wished == null) {
            String words = event.charAt(0) + event.substring(1).toLowerCase(Locale.ROOT);
            String name = words.replace('_', ' ').replace(" workspace", "");
            return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
        }
        return checked(number == 0 ? wished : "%s %d".formatted(wished.strip(), number));
    }

    /// Clockify says ‹Webhook already exists› of a name that is too short or too long.
    private static String checked(String name) {
        String checked = name.strip();
        if (checked.length() < 2 || checked.length() > LONGEST_NAME) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "A webhook's name has 2 to 30 characters, and ‹%s› has %d."
                            .formatted(checked, checked.length()),
                    "Give it another name.");
        }
        return checked;
    }

    record UpdateWebhook(
            @Doc("Its name or id.") String webhook,
            @Doc("Its new name.") @Nullable String name,
            @Doc("Public https address.") @Nullable String url,
            @Doc("Such as NEW_TIME_ENTRY.") @Nullable String event,
            @Doc("Only these projects.") @Nullable List<String> projects,
            @Doc("Only these people.") @Nullable List<String> people,
            @Doc("Only these tags.") @Nullable List<String> tags,
            @Doc("To be for all of the workspace.") @Nullable List<Clearable> clear) {}

    /// What can be emptied.
    enum Clearable {
        SCOPE
    }

    /// @param changes each field's old and new value; empty when it was already so
    record WebhookUpdated(WebhookRow webhook, List<String> changes) implements Told {
        WebhookUpdated {
            changes = List.copyOf(changes);
        }

        @Override
        public String told() {
            return Changes.told(Found.said(webhook.name()), changes);
        }
    }

    static Planned<WebhookUpdated> update(UpdateWebhook in, Workplace ws) {
        Webhook old = Found.webhook(in.webhook(), ws);
        Scope wished = Scope.of(in.projects(), in.people(), in.tags(), ws);
        boolean cleared = in.clear() != null && !in.clear().isEmpty();
        if (cleared && wished != null) {
            throw new ToolException(
                    Code.INVALID_ARGUMENTS,
                    "‹scope› is both set and cleared.",
                    "Leave one of the two out.");
        }
        if (!cleared
                && wished == null
                && in.name() == null
                && in.url() == null
                && in.event() == null) {
            throw Changes.nothingWished(Found.said(old.name()));
        }
        Target target = in.url() == null ? null : ws.targets().checked(in.url());
        Scope before = new Scope(old.triggerSourceType(), old.triggerSource());
        Scope scope = cleared ? Scope.WORKSPACE : wished == null ? before : wished;
        NewWebhook now =
                new NewWebhook(
                        in.name() == null ? old.name() : checked(in.name()),
                        target == null ? old.url() : target.url(),
                        in.event() == null ? old.event() : Events.checked(in.event()),
                        scope.type(),
                        scope.ids());
        scope.checkFits(now.event());
        Changes changes = changes(old, now, before, scope);
        if (changes.isEmpty()) {
            return ws.plan("Nothing to change about " + Found.said(old.name()))
                    .touching(Reach.WORKSPACE)
                    .answering(answers -> new WebhookUpdated(WebhookRow.of(old), List.of()));
        }
        Plan plan =
                ws.plan(
                                "Change %s: %s".formatted(Found.said(old.name()), changes.said()),
                                "webhook",
                                ws.api().webhooks().replace(old.id(), now))
                        .undoneBy(ws.api().webhooks().replace(old.id(), NewWebhook.like(old)))
                        .risk(Risk.EXTERNAL_SIDE_EFFECT)
                        .risk(Risk.ADMIN)
                        .touching(Reach.WORKSPACE)
                        .replacing("webhook", old.id(), Json.tree(old));
        if (target != null && !target.url().equals(old.url())) {
            plan.note("Whoever runs %s gets what happens from now on.".formatted(target.host()))
                    .note(target.note())
                    .note(
                            "The token stays, so the new receiver can pass for the old one's caller.");
        }
        return plan.answering(answers ->
                new WebhookUpdated(
                        WebhookRow.of(Plan.read(answers, "webhook", Webhook.class)),
                        changes.lines()));
    }

    private static Changes changes(Webhook old, NewWebhook now, Scope before, Scope after) {
        Changes changes = new Changes();
        if (!now.name().equals(old.name())) {
            changes.add("name", old.name(), now.name());
        }
        if (!now.url().equals(old.url())) {
            changes.add("address", Found.host(old.url()), now.url());
        }
        if (!now.event().equals(old.event())) {
            changes.add("event", old.event(), now.event());
        }
        if (!after.equals(before)) {
            changes.add(
                    "for",
                    Found.scope(before.type(), before.ids()),
                    Found.scope(after.type(), after.ids()));
        }
        return changes;
    }

    record DeleteWebhook(@Doc("Its name or id.") String webhook) {}

    /// @param done what became of it
    record WebhookDone(String id, String name, String done) implements Told {
        @Override
        public String told() {
            return done;
        }
    }

    static Planned<WebhookDone> delete(DeleteWebhook in, Workplace ws) {
        Webhook old = Found.webhook(in.webhook(), ws);
        String what =
                "%s, which calls %s for %s"
                        .formatted(Found.said(old.name()), Found.host(old.url()), old.event());
        return ws.plan("Delete " + what, "deleted", ws.api().webhooks().delete(old.id()))
                .undoneBy(ws.api().webhooks().create(NewWebhook.like(old)))
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .risk(Risk.ADMIN)
                .risk(Risk.DESTRUCTIVE)
                .touching(Reach.WORKSPACE)
                .replacing("webhook", old.id(), Json.tree(old))
                .note("Its logs go with it. Made again, it has another token.")
                .answering(answers ->
                        new WebhookDone(old.id(), old.name(), "Deleted " + Found.said(old.name())));
    }

    record ResetToken(@Doc("Its name or id.") String webhook) {}

    static Planned<WebhookDone> reset(ResetToken in, Workplace ws) {
        Webhook old = Found.webhook(in.webhook(), ws);
        String said = Found.said(old.name());
        // Without an inverse: the old token is gone for good.
        return ws.plan(
                        "Give %s a new token".formatted(said),
                        "webhook",
                        ws.api().webhooks().renewToken(old.id()))
                .risk(Risk.EXTERNAL_SIDE_EFFECT)
                .risk(Risk.ADMIN)
                .touching(Reach.WORKSPACE)
                .note(
                        "The old token is void at once: until %s knows the new one, it will refuse"
                                        .formatted(Found.host(old.url()))
                                + " what is sent.")
                .answering(answers ->
                        new WebhookDone(
                                old.id(),
                                old.name(),
                                "The token of %s is new, and the old one is void. %s"
                                        .formatted(said, TOKEN)));
    }
}
