package io.github.clockifymcp.clockify;

/// What belongs to one workspace, by area.
public final class WorkspaceApi {

    private final Connection connection;
    private final String id;

    WorkspaceApi(Connection connection, String id) {
        this.connection = connection;
        this.id = id;
    }

    /// The workspace's id.
    public String id() {
        return id;
    }

    /// The people in it.
    public Members members() {
        return new Members(connection, id);
    }

    /// The groups that its people are in.
    public Groups groups() {
        return new Groups(connection, id);
    }

    /// When its people work.
    public MemberProfiles memberProfiles() {
        return new MemberProfiles(connection, id);
    }

    /// Its own fields on time entries and people.
    public CustomFields customFields() {
        return new CustomFields(connection, id);
    }

    public Projects projects() {
        return new Projects(connection, id);
    }

    /// The companies that work is done for.
    public Clients clients() {
        return new Clients(connection, id);
    }

    public Tags tags() {
        return new Tags(connection, id);
    }

    /// The tasks of its projects.
    public Tasks tasks() {
        return new Tasks(connection, id);
    }

    /// Time entries and timers: an entry without an end is a running timer.
    public TimeEntries timeEntries() {
        return new TimeEntries(connection, id);
    }

    /// Sums over everybody's time, as far as the key's owner may see it.
    public Reports reports() {
        return new Reports(connection, id);
    }

    /// Reports that are kept for others to see.
    public SharedReports sharedReports() {
        return new SharedReports(connection, id);
    }

    /// What clients are billed.
    public Invoices invoices() {
        return new Invoices(connection, id);
    }

    /// Timesheets handed in for approval.
    public Approvals approvals() {
        return new Approvals(connection, id);
    }

    /// Requests for time off, and balances.
    public TimeOff timeOff() {
        return new TimeOff(connection, id);
    }

    /// What people were given under the kinds of time off.
    public BalanceAssignments balanceAssignments() {
        return new BalanceAssignments(connection, id);
    }

    /// The kinds of time off.
    public TimeOffPolicies timeOffPolicies() {
        return new TimeOffPolicies(connection, id);
    }

    public Holidays holidays() {
        return new Holidays(connection, id);
    }

    /// What expenses are for.
    public ExpenseCategories expenseCategories() {
        return new ExpenseCategories(connection, id);
    }

    /// What was made, changed and deleted.
    public EntityChanges entityChanges() {
        return new EntityChanges(connection, id);
    }

    /// Who did what.
    public AuditLog auditLog() {
        return new AuditLog(connection, id);
    }

    /// What its people spent.
    public Expenses expenses() {
        return new Expenses(connection, id);
    }

    /// Who is to work on what, and when.
    public Scheduling scheduling() {
        return new Scheduling(connection, id);
    }

    /// Addresses that are called when something happens.
    public Webhooks webhooks() {
        return new Webhooks(connection, id);
    }
}
