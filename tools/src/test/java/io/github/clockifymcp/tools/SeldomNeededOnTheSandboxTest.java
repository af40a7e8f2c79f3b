package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.TimeEntries;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.sandbox.Seed;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is seldom needed, done to the sandbox's company and read back.
class SeldomNeededOnTheSandboxTest {
    @AutoClose private final SandboxDesk desk = SandboxDesk.of(Seed.person("ada"));
    private final SandboxTools tools = new SandboxTools(desk);

    private void log(String start, String end) {
        tools.told(
                "clockify_add_entry",
                "{\"start\": \"yesterday %s\", \"end\": \"%s\", \"project\": \"Intranet\", \"description\": \"zebra %s\"}"
                        .formatted(start, end, start));
    }

    private String logged(String start) {
        return desk.workplace()
                .api()
                .timeEntries()
                .list(
                        Seed.person("ada").id(),
                        TimeEntries.Filter.all().description("zebra " + start),
                        Paging.first())
                .items()
                .getFirst()
                .id();
    }

    @Test
    void entries_are_deleted_together() {
        log("06:00", "06:30");
        log("07:00", "07:30");
        String ids =
                "{\"entry_ids\": [\"%s\", \"%s\"]}".formatted(logged("06:00"), logged("07:00"));

        assertThat(tools.planned("clockify_delete_entries", ids).before()).hasSize(2);
        assertThat(tools.told("clockify_delete_entries", ids)).isEqualTo("Deleted 2 entries");
        assertThat(
                        tools.told(
                                "clockify_list_entries",
                                "{\"start\": \"yesterday\", \"description\": \"zebra\"}"))
                .contains("no entries");
    }

    @Test
    void the_workspaces_rate_is_set_and_can_be_taken_back() {
        String rate = "{\"amount\": 123.45}";

        tools.makeAndTakeBack("clockify_set_workspace_rate", rate);
        assertThat(tools.told("clockify_set_workspace_rate", rate)).contains("123.45 EUR an hour");
        assertThat(tools.told("clockify_set_workspace_rate", rate)).startsWith("Nothing to change");
        assertThat(
                        tools.told(
                                "clockify_set_workspace_rate",
                                "{\"amount\": 50, \"rate_type\": \"cost\"}"))
                .contains("cost rate of everybody");
        assertThat(tools.planned("clockify_set_workspace_rate", "{\"amount\": 1}").risks())
                .containsExactlyInAnyOrder(Risk.BILLING, Risk.ADMIN);
    }

    @Test
    void a_balance_is_set_and_everybodys_are_listed() {
        String mina = Seed.main().email();
        String set =
                "{\"policy\": \"vacation\", \"user\": \"%s\", \"balance\": 12.5, \"note\": \"Moved\"}"
                        .formatted(mina);

        tools.makeAndTakeBack("clockify_set_time_off_balance", set);
        assertThat(tools.told("clockify_set_time_off_balance", set))
                .isEqualTo(Seed.main().name() + " has 12.5 days left under ‹Vacation›");
        assertThat(tools.told("clockify_list_time_off_balances", "{\"policy\": \"vacation\"}"))
                .startsWith("Policy ‹Vacation›\n")
                .contains(Seed.main().name() + " | 12.5 days left", "balances in all.");
    }

    @Test
    void a_policy_in_use_is_archived_and_deleted() {
        assertThat(
                        tools.planned(
                                        "clockify_delete_time_off_policy",
                                        "{\"policy\": \"Vacation\"}")
                                .steps())
                .hasSize(2);
        assertThat(tools.told("clockify_delete_time_off_policy", "{\"policy\": \"Vacation\"}"))
                .isEqualTo("Deleted policy ‹Vacation›");
        assertThatThrownBy(() ->
                        tools.told("clockify_get_time_off_policy", "{\"policy\": \"Vacation\"}"))
                .hasMessageContaining("No policy is called ‹Vacation›");
    }

    @Test
    void managers_are_listed_and_people_without_an_account_added() {
        assertThat(
                        tools.told(
                                "clockify_list_user_managers",
                                "{\"user\": \"%s\"}".formatted(Seed.main().email())))
                .startsWith("Of " + Seed.main().name());
        assertThat(tools.told("clockify_add_limited_users", "{\"names\": [\"Kim\", \"Lou\"]}"))
                .isEqualTo("Added ‹Kim›, ‹Lou›");
        assertThat(tools.planned("clockify_add_limited_users", "{\"names\": [\"Bo\"]}").risks())
                .contains(Risk.BILLING, Risk.ADMIN, Risk.PERMISSION_CHANGE);
    }
}
