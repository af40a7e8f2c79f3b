package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.catalogue.CatalogueWriter;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServerToolsTest {
    private Policy policy = new Policy(Mode.TIME_TRACKING_SAFE);
    private Set<Risk> personRequired = Set.of();
    private boolean asksPerson = true;

    private ServerView view() {
        List<ToolInfo> tools = new FakeTools().tools().stream().<ToolInfo>map(Tool::info).toList();
        return new ServerView(
                policy,
                Limits.Settings.DEFAULTS,
                new Confirmation.Settings(Duration.ofMinutes(5), personRequired),
                asksPerson,
                () -> tools);
    }

    private String told(int tool, Record input) {
        List<Tool<?, ?>> tools =
                new Toolbox<ServerView>(call -> view()).add(new ServerTools()).tools();
        @SuppressWarnings("unchecked") // the tests give each tool its own input
        Tool.Reading<Record, Told> reading = (Tool.Reading<Record, Told>) tools.get(tool);
        return reading.read().apply(input, new Scene().call()).told();
    }

    private String rules() {
        return told(0, new ServerTools.PolicyInfo());
    }

    private String list(@Nullable String query, int limit) {
        return told(1, new ServerTools.ListTools(query, limit));
    }

    @Test
    void the_rules_say_what_the_mode_allows_and_how_often() {
        assertThat(rules())
                .isEqualTo(
                        """
                        Mode time_tracking_safe allows reading, and ordinary changes to your own \
                        entries and timers.
                        Calls a minute: 60\
                        """);
    }

    @Test
    void the_rules_say_what_is_confirmed_and_how() {
        policy = new Policy(Mode.STANDARD, Set.of("invite"), Set.of("x", "y"), Set.of());
        String asking = rules();
        asksPerson = false;
        personRequired = Set.of(Risk.WRITE);
        String notAsking = rules();

        assertThat(asking)
                .contains("Confirmed first: billing, external_side_effect, destructive.")
                .contains("The person is asked")
                .contains("Taken away by the operator: 3");
        assertThat(notAsking)
                .contains("Confirmed first: write, billing")
                .contains("needs a person");
    }

    @Test
    void each_tool_is_listed_with_whether_it_may_be_used() {
        String all = list(null, 50);

        assertThat(all.lines())
                .contains(
                        "list_tags (tags): List tags",
                        "log_time (tags): Log time",
                        "create_project (tags): Create project [needs mode safe core]",
                        "delete_tag (tags): Delete tag [needs mode standard]",
                        "invite (tags): Invite [needs mode full]");
        policy = new Policy(Mode.STANDARD);
        assertThat(list(null, 50).lines())
                .contains(
                        "create_project (tags): Create project [sometimes confirmed]",
                        "delete_tag (tags): Delete tag [confirmed]");
    }

    @Test
    void a_tool_that_was_taken_away_is_not_found() {
        policy = new Policy(Mode.FULL, Set.of("delete_tag"), Set.of(), Set.of());

        assertThat(list("delete", 50)).doesNotContain("delete_tag");
        assertThat(list(null, 50)).doesNotContain("delete_tag");
    }

    @Test
    void the_best_fit_comes_first_and_the_rest_is_counted() {
        String found = list("Delete TAG", 1);

        assertThat(found.lines()).first().asString().startsWith("delete_tag");
        assertThat(found).endsWith("… and 1 more");
        assertThat(list("wombat", 5)).isEqualTo("No tool fits. Try fewer or other words.");
    }

    @Test
    void the_tools_can_be_published() {
        List<Tool<?, ?>> tools =
                new Toolbox<ServerView>(call -> view()).add(new ServerTools()).tools();

        String file = new CatalogueWriter().files(tools).get("server");

        assertThat(file).contains("clockify_policy_info", "clockify_list_tools", "\"query\"");
    }

    @Test
    void the_guard_serves_them_like_any_other() {
        Scene scene = new Scene();
        List<Tool<?, ?>> tools =
                new Toolbox<ServerView>(call -> view()).add(new ServerTools()).tools();
        Guard guard =
                new Guard(
                        Finder.of(tools),
                        scene.arguments,
                        Policies.everywhere(new Policy(Mode.READ_ONLY)),
                        scene.quota,
                        new Confirmation(
                                scene.confirming,
                                () -> scene.keys,
                                scene.redeemed,
                                c -> "",
                                scene.clock),
                        new AuditTrail(scene.audit, scene.durability, scene.clock, scene.clock),
                        scene.sender);

        Outcome outcome = Scene.call(guard, "clockify_policy_info", Scene.args(), scene.call());

        assertThat(((Outcome.Answer) outcome).value()).isInstanceOf(Told.class);
    }
}
