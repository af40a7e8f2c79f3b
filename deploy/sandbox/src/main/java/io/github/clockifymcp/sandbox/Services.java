package io.github.clockifymcp.sandbox;

import java.util.List;
import java.util.Optional;

/// Clockify's services, each with its base path and its domains. On the internet they are hosts; a
/// regional profile tells core and reports apart by path, and so does the sandbox.
final class Services {

    private final List<Service> services =
            List.of(
                    new Service(
                            "/api/v1",
                            new UserRoutes(),
                            new WorkspaceRoutes(),
                            new ImageRoutes(),
                            new MemberRoutes(),
                            new ProfileRoutes(),
                            new GroupRoutes(),
                            new CustomFieldRoutes(),
                            new ProjectRoutes(),
                            new ProjectAdminRoutes(),
                            new ClientRoutes(),
                            new TagRoutes(),
                            new TaskRoutes(),
                            new TimeEntryRoutes(),
                            new InvoiceRoutes(),
                            new InvoiceItemRoutes(),
                            new ApprovalRoutes(),
                            new PolicyRoutes(),
                            new LeaveRoutes(),
                            new BalanceRoutes(),
                            new HolidayRoutes(),
                            new ExpenseCategoryRoutes(),
                            new ExpenseRoutes(),
                            new ScheduleRoutes(),
                            new ScheduleTotals(),
                            new WebhookRoutes(),
                            new EntityChangeRoutes()),
                    new Service(
                            "/report/v1",
                            new ReportRoutes(),
                            new ExpenseReport(),
                            new SharedReportRoutes()),
                    new Service("/auditlog/v1", new AuditLogRoutes()));

    /// The service a path belongs to.
    Optional<Service> of(String path) {
        return services.stream().filter(s -> path.startsWith(s.base + "/")).findFirst();
    }

    /// The service with this base path.
    Service at(String base) {
        return services.stream().filter(s -> s.base.equals(base)).findFirst().orElseThrow();
    }

    /// Every route of every service as method and template, for checking that none is forgotten.
    List<String> routes() {
        return services.stream().flatMap(service -> service.router.routes().stream()).toList();
    }

    /// One service.
    static final class Service {

        private final String base;
        private final Router router = new Router();

        private Service(String base, Routes... domains) {
            this.base = base;
            for (Routes domain : domains) {
                domain.addTo(router);
            }
        }

        /// The handler for a method and a full path, or an [ApiError].
        Router.Match find(String method, String path) {
            return router.find(method, path.substring(base.length()));
        }
    }
}
