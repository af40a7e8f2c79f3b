package io.github.clockifymcp.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What stands in the seeded workspaces besides time entries.
final class SeedStudio {

    /// Every feature there is, so that nothing is missing unless a test takes it away.
    static final List<String> FEATURES =
            List.of(
                    ("ADD_TIME_FOR_OTHERS ADMIN_PANEL ALERTS APPROVAL AUDIT_LOG AUTOMATIC_LOCK BRANDED_REPORTS"
                                    + " BULK_EDIT CUSTOM_FIELDS CUSTOM_REPORTING CUSTOM_SUBDOMAIN CREATION_PERMISSIONS"
                                    + " DECIMAL_FORMAT DISABLE_MANUAL_MODE EDIT_MEMBER_PROFILE"
                                    + " EXCLUDE_NON_BILLABLE_FROM_ESTIMATE EXPENSES FILE_IMPORT TIMESHEET_IMPORT USER_IMPORT"
                                    + " HIDE_PAGES HISTORIC_RATES INVOICING INVOICE_EMAILS INVOICE_REMINDERS LABOR_COST"
                                    + " LOCATIONS MANAGER_ROLE MULTI_FACTOR_AUTHENTICATION PROJECT_BUDGET PROJECT_TEMPLATES"
                                    + " GRANT_PROJECT_MANAGER_ROLE PRIVATE_PROJECT_ACCESS QUICKBOOKS_INTEGRATION"
                                    + " RECURRING_ESTIMATES RECURRING_INVOICES REQUIRED_FIELDS SCHEDULED_REPORTS SCHEDULING"
                                    + " SCREENSHOTS SSO SUMMARY_ESTIMATE TARGETS_AND_REMINDERS TASK_RATES TIME_OFF"
                                    + " UNLIMITED_REPORTS USER_CUSTOM_FIELDS WHO_CAN_CHANGE_TIMEENTRY_BILLABILITY BREAKS"
                                    + " KIOSK_SESSION_DURATION KIOSK_PIN_REQUIRED WHO_CAN_SEE_ALL_TIME_ENTRIES"
                                    + " WHO_CAN_SEE_PROJECT_STATUS WHO_CAN_SEE_PUBLIC_PROJECTS_ENTRIES"
                                    + " WHO_CAN_SEE_TEAMS_DASHBOARD WORKSPACE_LOCK_TIMEENTRIES WORKSPACE_TIME_AUDIT"
                                    + " WORKSPACE_TIME_ROUNDING KIOSK KIOSK_SIX_DIGIT_PIN KIOSK_QR_CODE LIMITED_USERS"
                                    + " FORECASTING TIME_TRACKING ATTENDANCE_REPORT WORKSPACE_TRANSFER FAVORITE_ENTRIES"
                                    + " SPLIT_TIME_ENTRY CLIENT_CURRENCY SCHEDULING_FORECASTING SCIM UNLIMITED_USER_SEATS"
                                    + " BILLABLE_HOURS PROJECT_ESTIMATE CSV_EXPORT XLSX_EXPORT ONE_MONTH_RANGE_REPORTS"
                                    + " ONE_YEAR_RANGE_REPORTS SHARED_REPORTS")
                            .split(" "));

    private static final String EURO = "EUR";

    private SeedStudio() {}

    static State studio(Instant now) {
        State state =
                workspace(
                        Seed.studio(),
                        "Studio Nordlicht",
                        settings(false, "ADMINS_AND_PROJECT_MANAGERS", "EVERYONE"));
        member(state, "ada", "ACTIVE", Set.of("OWNER"), 14_000);
        member(state, "bruno", "ACTIVE", Set.of("WORKSPACE_ADMIN"), 12_000);
        member(state, "chiara", "ACTIVE", Set.of("PROJECT_MANAGER"), 11_000);
        member(state, "mina", "ACTIVE", Set.of(), 8_500);
        member(state, "elif", "ACTIVE", Set.of(), 9_000);
        member(state, "grace", "ACTIVE", Set.of(), 9_500);
        member(state, "hana", "ACTIVE", Set.of(), 8_000);
        member(state, "ivan", "INACTIVE", Set.of(), 8_000);
        member(state, "jo", "PENDING", Set.of(), 0);
        clients(state);
        projects(state);
        tags(state);
        fields(state);
        SeedPeople.arrange(state);
        SeedEntries.fill(state, now);
        SeedInvoices.fill(state, now);
        SeedTimeOff.fill(state, now);
        SeedExpenses.fill(state, now);
        SeedSchedule.fill(state, now);
        SeedWebhooks.fill(state, now);
        SeedShared.fill(state, now);
        return state;
    }

    static State laboratory(Instant now) {
        State state =
                workspace(Seed.laboratory(), "Nordlicht Labs", settings(true, "ADMINS", "ADMINS"));
        member(state, "ada", "ACTIVE", Set.of("OWNER"), 0);
        member(state, "chiara", "ACTIVE", Set.of(), 0);
        member(state, "hana", "ACTIVE", Set.of(), 0);
        state.clients().put(client(state, "Nordlicht (internal)", false, null));
        project(state, "Lab: Ink", "Nordlicht (internal)", "#3F51B5", false, 0, "", null);
        project(state, "Lab: Paper", "Nordlicht (internal)", "#009688", false, 0, "", null);
        state.tags().put(new Tag(Ids.of("tag", "experiment"), "experiment", false));
        SeedEntries.fillLaboratory(state, now);
        return state;
    }

    private static State workspace(String id, String name, ObjectNode settings) {
        return new State(
                id,
                name,
                new Rate(9_000, EURO),
                new State.Currency(Ids.of("currency", EURO + id), EURO),
                settings,
                FEATURES);
    }

    private static void member(
            State state, String mail, String status, Set<String> roles, long hourlyRate) {
        Person person = Seed.person(mail);
        state.members()
                .put(
                        new Member(
                                person.id(),
                                status,
                                roles,
                                hourlyRate == 0 ? null : new Rate(hourlyRate, EURO),
                                hourlyRate == 0 ? null : new Rate(hourlyRate / 2, EURO)));
    }

    private static void clients(State state) {
        List.of(
                        client(state, "Alpenblick Hotels", false, "billing@alpenblick.example.com"),
                        client(state, "Brauerei Kronstein", false, "office@kronstein.example.com"),
                        client(state, "Café Zentral", false, null),
                        client(state, "Donau Energie AG", false, "ap@donau-energie.example.com"),
                        client(state, "Kestrel Labs", false, "accounts@kestrel.example.com"),
                        client(state, "Museum für Fotografie", false, null),
                        client(state, "Nakamura Ceramics 中村陶器", false, null),
                        client(state, "Old Harbour Shipping", true, null))
                .forEach(state.clients()::put);
    }

    private static Client client(
            State state, String name, boolean archived, @Nullable String email) {
        List<String> copies = email == null ? List.of() : List.of("copy-" + email);
        return new Client(
                Ids.of("client", name),
                name,
                email,
                null,
                null,
                copies,
                state.currency().id(),
                archived);
    }

    private static void projects(State state) {
        // Clockify wants a workspace's project names unique, but compares them exactly, so that two
        // may differ in case alone. To people, who do not say capitals, they are one name.
        project(state, "Website", "Alpenblick Hotels", "#03A9F4", true, 9_500, "PT240H", null)
                .tasks("Design", "Development", "Content", "-Discovery");
        project(state, "website", "Kestrel Labs", "#F44336", true, 11_000, null, 2_500_000L)
                .tasks("Design", "Front end", "Accessibility audit");
        project(state, "Booking App", "Alpenblick Hotels", "#009688", true, 10_500, "PT400H", null)
                .tasks("API", "iOS", "Android", "-Prototype");
        archived(state, "Booking App (old)", "Alpenblick Hotels");
        project(state, "Alpine Campaign", "Alpenblick Hotels", "#8BC34A", true, 0, null, 800_000L)
                .tasks("Photography", "Copy");
        project(
                        state,
                        "Label Redesign",
                        "Brauerei Kronstein",
                        "#FF9800",
                        true,
                        9_000,
                        "PT80H",
                        null)
                .tasks("Sketches", "Print files");
        project(state, "Oktoberfest Stand", "Brauerei Kronstein", "#795548", true, 0, null, null);
        project(state, "Menu and Signage", "Café Zentral", "#E91E63", true, 7_500, "PT40H", null);
        project(state, "Annual Report", "Donau Energie AG", "#3F51B5", true, 12_000, "PT160H", null)
                .tasks("Layout", "Infographics", "Proofreading", "-Kick-off");
        project(
                        state,
                        "Customer Portal",
                        "Donau Energie AG",
                        "#2196F3",
                        true,
                        12_500,
                        null,
                        9_000_000L)
                .tasks("UX research", "Design system", "Handover");
        project(state, "Intranet", "Donau Energie AG", "#00BCD4", true, 11_500, null, null);
        project(state, "Brand Refresh", "Kestrel Labs", "#9C27B0", true, 11_000, "PT120H", null)
                .tasks("Logo", "Guidelines");
        project(state, "Trade Fair 2026", "Kestrel Labs", "#673AB7", true, 0, null, 1_200_000L);
        project(
                state,
                "Ausstellungskatalog „Licht & Schatten“ – Φῶς καὶ σκιά – 光と影 – النور والظل (zweite, erweiterte Auflage) 📷",
                "Museum für Fotografie",
                "#607D8B",
                true,
                8_000,
                null,
                null);
        project(
                state,
                "Museum Wayfinding",
                "Museum für Fotografie",
                "#4CAF50",
                true,
                8_500,
                "PT60H",
                null);
        project(state, "Online Shop", "Nakamura Ceramics 中村陶器", "#CDDC39", true, 9_000, null, null)
                .tasks("Product photos", "Checkout");
        project(state, "Harbour Archive", "Old Harbour Shipping", "#9E9E9E", false, 0, null, null);
        project(state, "Internal", "", "#455A64", false, 0, null, null)
                .tasks("Meetings", "Administration", "Hiring");
        project(state, "Learning", "", "#FFC107", false, 0, null, null);
        project(state, "Pitches", "", "#FF5722", false, 0, null, null);
        closed(state, "Salary Review");
    }

    /// A project just made, to hang tasks on.
    private record Made(State state, Project project) {

        /// Adds tasks; a hyphen in front means that it is done.
        private void tasks(String... names) {
            for (String name : names) {
                boolean done = name.startsWith("-");
                String plain = done ? name.substring(1) : name;
                state.tasks()
                        .put(
                                new Task(
                                        Ids.of("task", project.name() + "/" + plain),
                                        project.id(),
                                        plain,
                                        done ? "DONE" : "ACTIVE",
                                        project.billable(),
                                        List.of(),
                                        List.of(),
                                        "PT0S",
                                        null,
                                        null,
                                        null));
            }
        }
    }

    private static Made project(
            State state,
            String name,
            String client,
            String color,
            boolean billable,
            long rate,
            @Nullable String estimate,
            @Nullable Long budget) {
        List<Project.Membership> on = new ArrayList<>();
        for (Member member : state.members().where(Member::isActive)) {
            on.add(new Project.Membership(member.id(), null, null));
        }
        Project project =
                new Project(
                        Ids.of("project", name),
                        name,
                        client.isEmpty() ? null : Ids.of("client", client),
                        color,
                        "",
                        billable,
                        true,
                        false,
                        false,
                        rate == 0 ? null : new Rate(rate, EURO),
                        null,
                        budget == null
                                ? Estimates.ofTime(
                                        estimate == null || estimate.isEmpty() ? null : estimate)
                                : Estimates.ofBudget(budget),
                        on,
                        List.of());
        return new Made(state, state.projects().put(project));
    }

    private static void archived(State state, String name, String client) {
        Made made = project(state, name, client, "#BDBDBD", true, 0, null, null);
        state.projects().put(made.project().archive());
    }

    /// A project that only the owner and the admin may see.
    private static void closed(State state, String name) {
        state.projects()
                .put(
                        new Project(
                                Ids.of("project", name),
                                name,
                                null,
                                "#000000",
                                "",
                                false,
                                false,
                                false,
                                false,
                                null,
                                null,
                                Estimates.NONE,
                                List.of(
                                        new Project.Membership(
                                                Seed.person("ada").id(), null, null)),
                                List.of()));
    }

    private static void tags(State state) {
        List.of(
                        "meeting",
                        "review",
                        "research",
                        "workshop",
                        "bugfix",
                        "urgent",
                        "travel",
                        "on-site",
                        "remote",
                        "pro bono",
                        "Überstunden")
                .forEach(name -> state.tags().put(new Tag(Ids.of("tag", name), name, false)));
        state.tags().put(new Tag(Ids.of("tag", "fax"), "fax", true));
    }

    private static void fields(State state) {
        field(state, "Ticket", "TXT", List.of());
        field(state, "Kilometres", "NUMBER", List.of());
        field(state, "Place", "DROPDOWN_SINGLE", List.of("Studio", "Client", "Home"));
        field(state, "After hours", "CHECKBOX", List.of());
    }

    private static void field(State state, String name, String type, List<String> allowed) {
        state.customFields()
                .put(new CustomField(Ids.of("custom-field", name), name, type, allowed));
    }

    private static ObjectNode settings(boolean strict, String projects, String tagsAndTasks) {
        ObjectNode settings = Json.object();
        settings.put("timeRoundingInReports", false);
        settings.put("onlyAdminsSeeBillableRates", true);
        settings.put("onlyAdminsCreateProject", true);
        settings.put("onlyAdminsSeeDashboard", false);
        settings.put("defaultBillableProjects", true);
        settings.put("isProjectPublicByDefault", true);
        settings.putNull("lockTimeEntries");
        settings.putNull("lockTimeZone");
        settings.putObject("round").put("round", "Round to nearest").put("minutes", "15");
        settings.put("projectFavorites", true);
        settings.put("canSeeTimeSheet", true);
        settings.put("canSeeTracker", true);
        settings.put("projectPickerSpecialFilter", false);
        settings.put("forceProjects", strict);
        settings.put("forceTasks", false);
        settings.put("forceTags", false);
        settings.put("forceDescription", strict);
        settings.put("onlyAdminsSeeAllTimeEntries", strict);
        settings.put("onlyAdminsSeePublicProjectsEntries", false);
        settings.put("trackTimeDownToSecond", true);
        settings.put("projectGroupingLabel", "client");
        settings.put("projectLabel", "project");
        settings.put("taskLabel", "task");
        settings.putArray("adminOnlyPages");
        settings.putNull("automaticLock");
        settings.put("onlyAdminsCreateTag", strict);
        settings.put("onlyAdminsCreateTask", strict);
        settings.put("timeTrackingMode", "DEFAULT");
        settings.put("multiFactorEnabled", false);
        settings.put("numberFormat", "COMMA_PERIOD");
        settings.put("currencyFormat", "VALUE_SPACE_CURRENCY");
        settings.put("durationFormat", "COMPACT");
        settings.put("onlyAdminsCanChangeBillableStatus", false);
        settings.put("activeBillableHours", true);
        settings.set(
                "workingDays",
                Json.texts(List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY")));
        ObjectNode creation = settings.putObject("entityCreationPermissions");
        creation.putObject("whoCanCreateProjectsAndClients").put("value", projects);
        creation.putObject("whoCanCreateTags").put("value", tagsAndTasks);
        creation.putObject("whoCanCreateTasks").put("value", tagsAndTasks);
        creation.properties().forEach(e -> ((ObjectNode) e.getValue()).putArray("creators"));
        return settings;
    }
}
