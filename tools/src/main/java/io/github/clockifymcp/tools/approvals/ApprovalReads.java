package io.github.clockifymcp.tools.approvals;

import io.github.clockifymcp.clockify.Approvals.Approval;
import io.github.clockifymcp.clockify.Approvals.Entry;
import io.github.clockifymcp.clockify.Approvals.Filter;
import io.github.clockifymcp.clockify.Members;
import io.github.clockifymcp.clockify.Page;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.Users.User;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Default;
import io.github.clockifymcp.mcp.tool.Doc;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Range;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.ToolException;
import io.github.clockifymcp.mcp.tool.Toolbox;
import io.github.clockifymcp.tools.account.PeopleReads;
import io.github.clockifymcp.tools.desk.Lines;
import io.github.clockifymcp.tools.desk.Slice;
import io.github.clockifymcp.tools.desk.Workplace;
import io.github.clockifymcp.tools.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What was handed in for approval, and what was not.
final class ApprovalReads {
    private static final Set<String> ADMINS = Set.of("OWNER", "WORKSPACE_ADMIN");
    private static final Set<String> MANAGERS = Set.of("PROJECT_MANAGER", "TEAM_MANAGER");
    private static final int MOST_PAGES = 50;

    private ApprovalReads() {}

    static void declare(Toolbox<Workplace> tools) {
        tools.read("clockify_list_approval_requests", ListRequests.class, SheetPage.class)
                .title("List approval requests")
                .describe(
                        "Lists timesheets handed in for approval, the latest periods first. Members"
                                + " see their own, managers and admins those of others too.")
                .by(ApprovalReads::list);

        tools.read("clockify_get_approval_request", GetRequest.class, SheetDetail.class)
                .title("Get approval request")
                .describe(
                        "Shows one handed-in timesheet: its time by project, what looks wrong, who"
                                + " decided and why.")
                .by(ApprovalReads::get);

        tools.read("clockify_unsubmitted_timesheets", ListMissing.class, Missing.class)
                .title("Unsubmitted timesheets")
                .describe(
                        "Lists who has not handed in a week or other period, for managers and"
                                + " admins. Says nothing about what they logged.")
                .by(ApprovalReads::missing);
    }

    /// Where requests stand.
    enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        ALL
    }

    record ListRequests(
            @Doc("Where they stand.") @Default("\"pending\"") Status status,
            @Doc("Whose: a name, e-mail or id.") @Nullable String user,
            @Doc("From 1.") @Range(min = 1, max = 10_000) @Default("1") int page,
            @Doc("Requests on a page.") @Range(min = 1, max = 50) @Default("20") int pageSize) {}

    /// @param cut whether there are more than are ever read, so that some may be missing
    record SheetPage(@Columns List<Sheet> requests, Slice part, boolean cut) implements Told {
        SheetPage {
            requests = List.copyOf(requests);
        }

        @Override
        public String told() {
            String told =
                    Lines.told(
                            requests.stream().map(Sheet::line).toList(), part, "approval request");
            return cut ? told + "\nOnly the latest were looked through." : told;
        }
    }

    static SheetPage list(ListRequests in, Workplace ws) {
        Requests requests = new Requests(ws);
        Paging paging = new Paging(in.page(), in.pageSize());
        Filter filter =
                switch (in.status()) {
                    case PENDING -> Filter.all().pending();
                    case APPROVED -> Filter.all().approved();
                    // Clockify has no filter for what was rejected, or withdrawn before that.
                    case REJECTED, WITHDRAWN, ALL -> Filter.all();
                };
        boolean filtered = in.user() != null || filterMisses(in.status());
        if (!filtered) {
            Page<Approval> found = requests.page(filter, paging);
            return page(found, paging, false, ws);
        }
        Page<Approval> found = requests.all(filter, fits(in, ws));
        int from = Math.min(found.items().size(), (paging.page() - 1) * paging.size());
        int to = Math.min(found.items().size(), from + paging.size());
        Page<Approval> part =
                new Page<>(found.items().subList(from, to), to < found.items().size());
        return page(part, paging, found.more(), ws);
    }

    private static boolean filterMisses(Status status) {
        return status == Status.REJECTED || status == Status.WITHDRAWN;
    }

    private static Predicate<Approval> fits(ListRequests in, Workplace ws) {
        String user = in.user() == null ? null : ws.names().person(in.user()).id();
        return approval ->
                (user == null || user.equals(Requests.owner(approval).userId()))
                        && (!filterMisses(in.status())
                                || Sheet.state(approval.approvalRequest())
                                        .startsWith(in.status().name()));
    }

    private static SheetPage page(Page<Approval> found, Paging paging, boolean cut, Workplace ws) {
        return new SheetPage(
                found.items().stream().map(approval -> Sheet.of(approval, ws)).toList(),
                Slice.of(found, paging),
                cut);
    }

    record GetRequest(@Doc("Its id, or who has one pending.") String approvalId) {}

    /// @param projects the longest first
    /// @param doubts what somebody who decides on it should see
    record SheetDetail(Sheet request, @Columns List<Share> projects, List<String> doubts)
            implements Told {
        SheetDetail {
            projects = List.copyOf(projects);
            doubts = List.copyOf(doubts);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(request.line());
            projects.forEach(share -> lines.add(share.line()));
            doubts.forEach(doubt -> lines.add("! " + doubt));
            return String.join("\n", lines);
        }
    }

    /// @param project null for entries without one
    record Share(@Nullable String project, long seconds, int entries) {
        String line() {
            return "%s: %s in %d %s"
                    .formatted(
                            project == null ? "no project" : project,
                            new TimeText(ZoneOffset.UTC).duration(Duration.ofSeconds(seconds)),
                            entries,
                            entries == 1 ? "entry" : "entries");
        }
    }

    static SheetDetail get(GetRequest in, Workplace ws) {
        Approval approval = new Requests(ws).find(in.approvalId());
        return new SheetDetail(
                Sheet.of(approval, ws), shares(approval.entries()), Sheet.doubts(approval));
    }

    private static List<Share> shares(List<Entry> entries) {
        Map<String, List<Entry>> byProject = new TreeMap<>();
        entries.forEach(entry ->
                byProject.computeIfAbsent(project(entry), name -> new ArrayList<>()).add(entry));
        return byProject.entrySet().stream()
                .map(one ->
                        new Share(
                                one.getKey().isEmpty() ? null : one.getKey(),
                                one.getValue().stream().mapToLong(ApprovalReads::seconds).sum(),
                                one.getValue().size()))
                .sorted(Comparator.comparingLong(Share::seconds).reversed())
                .toList();
    }

    private static String project(Entry entry) {
        String name = entry.project() == null ? null : entry.project().name();
        String client = entry.project() == null ? null : entry.project().clientName();
        if (name == null) {
            return "";
        }
        return Lines.one(client == null || client.isBlank() ? name : name + " for " + client);
    }

    private static long seconds(Entry entry) {
        Instant start = entry.timeInterval() == null ? null : entry.timeInterval().start();
        Instant end = entry.timeInterval() == null ? null : entry.timeInterval().end();
        return start == null || end == null ? 0 : Duration.between(start, end).toSeconds();
    }

    record ListMissing(
            @Doc("last week, 2026-W47, a day of the week, last month.") @Default("\"last week\"")
                    String period) {}

    /// Who has not handed in a period.
    ///
    /// @param members how many people there are
    /// @param partial whether the caller may not see everybody's requests
    /// @param otherLength whether there are requests, but of shorter or longer periods
    record Missing(
            String period,
            @Columns List<Missed> people,
            int members,
            boolean partial,
            boolean otherLength,
            boolean cut)
            implements Told {
        Missing {
            people = List.copyOf(people);
        }

        @Override
        public String told() {
            List<String> lines = new ArrayList<>();
            lines.add(
                    people.isEmpty()
                            ? "%s: all %d people have submitted.".formatted(period, members)
                            : "%s: %d of %d people have not submitted."
                                    .formatted(period, people.size(), members));
            people.forEach(missed -> lines.add(missed.line()));
            if (partial) {
                lines.add(
                        "You are a manager, no admin: whose requests you may not see is listed too.");
            }
            if (otherLength) {
                lines.add(
                        "But requests of shorter or longer periods are there: ask for such a one.");
            }
            if (cut) {
                lines.add("There are more requests than were read: some may have submitted.");
            }
            return String.join("\n", lines);
        }
    }

    /// @param before how an earlier request of the period ended, such as `REJECTED`; null without
    record Missed(String id, String name, @Nullable String email, @Nullable String before) {
        String line() {
            String shown = name.isBlank() ? Objects.requireNonNullElse(email, id) : name;
            return Lines.line(shown, true, id, before == null ? "" : Sheet.word(before));
        }
    }

    static Missing missing(ListMissing in, Workplace ws) {
        Requests requests = new Requests(ws);
        Period period = Period.of(in.period(), ws);
        Members.Filter active = Members.Filter.all().status("ACTIVE").withRoles();
        Page<User> members =
                Page.walk(MOST_PAGES, paging -> ws.api().members().list(active, paging));
        List<String> roles = rolesOf(ws.account().user(), members.items());
        boolean admin = roles.stream().anyMatch(ADMINS::contains);
        if (!admin && roles.stream().noneMatch(MANAGERS::contains)) {
            throw new ToolException(
                    Code.ACCESS_DENIED,
                    "You are a regular member here and see only your own requests, so who has not"
                            + " submitted cannot be told.",
                    "Ask a manager or an admin. For yourself, clockify_list_approval_requests with"
                            + " status all shows what you handed in.");
        }
        Page<Approval> met = requests.meeting(period);
        List<Approval> found =
                met.items().stream().filter(one -> period.is(one.approvalRequest())).toList();
        List<Missed> people = new ArrayList<>();
        for (User member : members.items()) {
            List<Approval> theirs =
                    found.stream()
                            .filter(one -> member.id().equals(Requests.owner(one).userId()))
                            .toList();
            if (theirs.stream().noneMatch(one -> Sheet.isOpen(one.approvalRequest()))) {
                people.add(missed(member, theirs));
            }
        }
        people.sort(Comparator.comparing(Missed::name));
        return new Missing(
                ws.text().range(period.days()),
                people,
                members.items().size(),
                !admin,
                found.isEmpty() && !met.items().isEmpty(),
                met.more() || members.more());
    }

    private static Missed missed(User member, List<Approval> before) {
        return new Missed(
                member.id(),
                member.name(),
                member.email(),
                before.isEmpty() ? null : Sheet.state(before.getFirst().approvalRequest()));
    }

    private static List<String> rolesOf(User user, List<User> members) {
        return members.stream()
                .filter(member -> member.id().equals(user.id()))
                .findFirst()
                .map(PeopleReads::roles)
                .orElse(List.of());
    }
}
