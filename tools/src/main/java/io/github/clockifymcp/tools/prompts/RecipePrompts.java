package io.github.clockifymcp.tools.prompts;

import io.github.clockifymcp.mcp.tool.PromptTemplate.Argument;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.desk.Workplace;
import java.util.List;
import java.util.Map;

/// Prompts about the work of those who lead: invoices, approvals, time off, the schedule, webhooks.
final class RecipePrompts {
    private static final String INVOICE =
            """
            Invoice {client} for its billable time from {since} until {until}.

            clockify_list_tools with the group invoices names the tools; clockify_run_tool calls \
            them.
            1. clockify_detailed_report for the client and range, billable time only: hours and \
            money by project. Show it, with what looks wrong (no description, no project, a rate \
            of zero), and ask whether to go on.
            2. clockify_list_invoices for the client: if one covers part of the range, say so and \
            stop until I have decided.
            3. clockify_invoice_from_time with dry_run. Show me number, dates, items and total.
            4. When I agree, make it. Sending is another step: ask before clockify_send_invoice, \
            and say what it does not do.\
            """;

    private static final String APPROVALS =
            """
            Go through the timesheets that wait for approval {period} with me.

            clockify_list_tools with the group approvals names the tools; clockify_run_tool calls \
            them.
            1. clockify_list_approval_requests: who has submitted which week. \
            clockify_unsubmitted_timesheets: who has not.
            2. For each that is pending: hours by day against what is usual, days without \
            entries, entries without a project or a description, and very long ones. Mark what \
            you would ask about.
            3. Show me one list, the clear ones first. I decide for each.
            4. Then clockify_approve_timesheet or clockify_reject_timesheet, with my reason in my \
            words. Approve nothing that I have not named.\
            """;

    private static final String TIME_OFF =
            """
            Plan time off from {since} until {until} for me.

            clockify_list_tools with the group time_off names the tools; clockify_run_tool calls \
            them.
            1. clockify_list_time_off_policies and clockify_time_off_balance: what I may take and \
            what is left. clockify_list_holidays: which of these days are holidays anyway.
            2. clockify_list_time_off_requests for the range: is it asked for already, and who of \
            my colleagues is away, as far as I may see it?
            3. Say how many days it costs and what will be left. Ask which policy and whether to \
            go on.
            4. clockify_create_time_off_request with dry_run, then, when I agree, without.\
            """;

    private static final String SCHEDULING =
            """
            Plan {project} from {since} until {until}.

            clockify_list_tools with the group scheduling names the tools; clockify_run_tool calls \
            them.
            1. clockify_get_project tells the estimate and who is on it; \
            clockify_get_project_schedule_totals what is planned already.
            2. clockify_filter_schedule_capacity for these people: who has how many free hours in \
            which week. Count holidays and time off.
            3. Propose assignments, one line each: who, from when until when, hours a day. Say who \
            would be over-booked. Wait for my answer.
            4. clockify_create_assignment for what I agreed to. They are drafts: nobody is told \
            before clockify_publish_schedule, which cannot be taken back. Ask before that.\
            """;

    private static final String WEBHOOKS =
            """
            Set up a webhook that tells {url} about {events}.

            clockify_list_tools with the group webhooks names the tools; clockify_run_tool calls \
            them.
            1. clockify_list_webhook_events: which events are meant. clockify_list_webhooks: is \
            there one for this address already?
            2. clockify_create_webhook with dry_run. Show me the address, the events and what \
            Clockify will send there: it is my team's data, so ask me whether the address is mine.
            3. When I agree, create it. Its secret is in Clockify's settings, not here; the \
            receiver must compare it with the header Clockify-Signature.
            4. After the next event, clockify_list_webhook_logs shows whether it arrived. If not, \
            say what the receiver answered.\
            """;

    private RecipePrompts() {}

    static void declare(Toolbox<Workplace> tools) {
        Argument since = new Argument("since", "The first day.", true);
        Argument until = new Argument("until", "The last day.", true);

        tools.prompt(
                        "invoice-client",
                        List.of(new Argument("client", "Name or id.", true), since, until))
                .title("Invoice a client")
                .describe("Makes an invoice of a client's billable time, step by step.")
                .writtenBy("clockify_list_invoices", TimePrompts.filled(INVOICE, Map.of()));

        tools.prompt(
                        "review-approvals",
                        List.of(new Argument("period", "Such as of last week.", false)))
                .title("Go through approvals")
                .describe("Goes through submitted timesheets, and through who has not submitted.")
                .writtenBy(
                        "clockify_list_approval_requests",
                        TimePrompts.filled(APPROVALS, Map.of("period", "now")));

        tools.prompt("plan-time-off", List.of(since, until))
                .title("Plan time off")
                .describe("Checks balance, holidays and colleagues, then asks for the days.")
                .writtenBy(
                        "clockify_list_time_off_requests", TimePrompts.filled(TIME_OFF, Map.of()));

        tools.prompt(
                        "plan-schedule",
                        List.of(new Argument("project", "Name or id.", true), since, until))
                .title("Plan a project's schedule")
                .describe("Plans who works on a project when, within what they have free.")
                .writtenBy("clockify_list_assignments", TimePrompts.filled(SCHEDULING, Map.of()));

        tools.prompt(
                        "set-up-webhook",
                        List.of(
                                new Argument("url", "Where it is sent, with https.", true),
                                new Argument("events", "What about, such as new entries.", true)))
                .title("Set up a webhook")
                .describe("Sets a webhook up, and checks that it arrives.")
                .writtenBy("clockify_list_webhooks", TimePrompts.filled(WEBHOOKS, Map.of()));
    }
}
