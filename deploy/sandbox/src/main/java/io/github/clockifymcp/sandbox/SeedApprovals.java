package io.github.clockifymcp.sandbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/// Weeks that people of the studio handed in: the last one waits for a decision, those before were
/// mostly agreed to. Some people forgot, and the main person has not handed in the last four.
final class SeedApprovals {

    private static final LocalTime EVENING = LocalTime.of(17, 0);

    private final Company company;
    private final State state;
    private final Instant now;

    private SeedApprovals(Company company, State state, Instant now) {
        this.company = company;
        this.state = state;
        this.now = now;
    }

    /// Hands in weeks of the studio. Their owners' accounts have to be there.
    static void fill(Company company, State studio, Instant now) {
        SeedApprovals seed = new SeedApprovals(company, studio, now);
        for (String name : List.of("bruno", "chiara", "elif")) {
            for (int weeks = 4; weeks > 1; weeks--) {
                seed.week(name, weeks, "APPROVED", "");
            }
            seed.week(name, 1, "PENDING", "");
        }
        seed.week("grace", 3, "APPROVED", "");
        seed.week("grace", 2, "REJECTED", "Thursday afternoon is missing");
        seed.week("hana", 3, "WITHDRAWN_APPROVAL", "Booked on the wrong project");
        seed.week("hana", 2, "WITHDRAWN_SUBMISSION", "");
        seed.week("mina", 6, "APPROVED", "");
        seed.week("mina", 5, "REJECTED", "Please add the call with the printer");
    }

    private void week(String name, int weeksAgo, String end, String note) {
        Account owner = company.account(Seed.person(name).id());
        LocalDate day = LocalDate.ofInstant(now, owner.zone()).minusWeeks(weeksAgo);
        ApprovalRequest request =
                ApprovalRequest.week(
                        state,
                        Ids.of("approval", name + "/" + weeksAgo),
                        owner,
                        day,
                        owner.id(),
                        "TIMESHEET",
                        new ApprovalRequest.Status("PENDING", "", owner.id(), now));
        boolean own = end.equals("PENDING") || end.equals("WITHDRAWN_SUBMISSION");
        String changer = own ? owner.id() : Seed.person("ada").id();
        // Handed in on the last evening, decided on the one after.
        LocalDate when = own ? request.end().minusDays(1) : request.end();
        Instant then = when.atTime(EVENING).atZone(owner.zone()).toInstant();
        state.table(ApprovalRequest.class)
                .put(request.with(new ApprovalRequest.Status(end, note, changer, then)));
    }
}
