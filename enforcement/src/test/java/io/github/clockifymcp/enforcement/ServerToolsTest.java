package io.github.clockifymcp.enforcement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.catalogue.CatalogueWriter;
import io.github.clockifymcp.mcp.tool.Activations;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Told;
import io.github.clockifymcp.mcp.tool.Tool;
import io.github.clockifymcp.mcp.tool.ToolInfo;
import io.github.clockifymcp.mcp.tool.Toolbox;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServerToolsTest {
    private Policy policy = new Policy(Mode.TIME_TRACKING_SAFE);
    private Set<Risk> personRequired = Set.of();
    private boolean asksPerson = true;
    private Set<String> unlisted = Set.of();
    private Activations activations = new FakeActivations();
    private int copies = 1;

    private ServerView view(Call call) {
        List<ToolInfo> tools =
                Collections.nCopies(copies, new FakeTools()).stream()
                        .flatMap(group -> group.tools().stream())
                        .<ToolInfo>map(Tool::info)
                        .toList();
        return new ServerView(
                policy,
                Limits.Settings.DEFAULTS,
                new Confirmation.Settings(Duration.ofMinutes(5), personRequired),
                call,
                (tool, activations) ->
                        !unlisted.contains(tool.name())
                                || activations.active().contains(tool.name())
                                || activations.active().contains(tool.group()),
                () -> tools,
                tool -> "",
                tool -> "{\"of\":\"%s\"}".formatted(tool.name()),
                new Scene().undo(),
                () -> ZoneOffset.UTC);
    }

    private String told(String tool, Record input) {
        Scene scene = new Scene();
        scene.asksPerson = asksPerson;
        scene.activations = activations;
        Tool<?, ?> found =
                ServerTools.declareAll(new Toolbox<ServerView>(this::view)).tools().stream()
                        .filter(each -> each.info().name().equals(tool))
                        .findFirst()
                        .orElseThrow();
        @SuppressWarnings("unchecked") // the tests give each tool its own input
        Tool.Reading<Record, Told> reading = (Tool.Reading<Record, Told>) found;
        return reading.read().apply(input, scene.call()).told();
    }

    private String rules() {
        return told("clockify_policy_info", new ServerTools.PolicyInfo());
    }

    private String list(@Nullable String query, int limit) {
        return told("clockify_list_tools", new FindingTools.ListTools(query, limit, false));
    }

    private String activate(String group) {
        return told("clockify_activate_group", new ActivatingTools.ActivateGroup(group));
    }

    private String activateTool(String tool) {
        return told("clockify_activate_tool", new ActivatingTools.ActivateTool(tool));
    }

    private String deactivate(String group) {
        return told("clockify_deactivate_group", new ActivatingTools.DeactivateGroup(group));
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
        assertThat(list(null, 9)).as("nor counted").doesNotContain("more");
    }

    @Test
    void the_best_fit_comes_first_and_the_rest_is_counted() {
        String found = list("Delete TAG", 1);

        assertThat(found.lines()).first().asString().startsWith("delete_tag");
        assertThat(list("what of the tags", 1).lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("… and \\d+ more");
        assertThat(list(null, 4)).endsWith("\n… and 6 more");
        assertThat(list("wombat", 5)).isEqualTo("No tool fits. Try fewer or other words.");
    }

    @Test
    void what_is_not_listed_is_found_and_said_to_be_so() {
        unlisted = Set.of("delete_tag", "invite");
        policy = new Policy(Mode.FULL);

        String found = list("tag delete", 1);

        assertThat(found)
                .startsWith("delete_tag (tags): Delete tag [confirmed] [not listed]")
                .endsWith(
                        "clockify_run_tool calls what is not listed; clockify_activate_group lists it.");
        activations = Activations.NONE;
        assertThat(list("delete", 1)).endsWith("clockify_run_tool calls what is not listed.");
    }

    @Test
    void what_a_tool_takes_is_told_when_asked_for_and_of_ten_at_most() {
        copies = 2;
        String found =
                told("clockify_list_tools", new FindingTools.ListTools("delete_tag", 50, true));

        assertThat(found).contains("\n  Deletes a tag.\n  {\"of\":\"delete_tag\"}");
        assertThat(list("delete_tag", 50)).doesNotContain("{\"of\"");
        assertThat(
                        told("clockify_list_tools", new FindingTools.ListTools(null, 50, true))
                                .lines()
                                .filter(line -> line.contains("{\"of\"")))
                .hasSize(10);
        assertThat(list(null, 50).lines()).hasSize(20);
    }

    @Test
    void a_group_is_added_to_the_list_and_taken_off_again() {
        unlisted = Set.of("delete_tag", "list_tags");

        String added = activate("tags");
        String again = activate("tags");
        String taken = deactivate("tags");
        String nothing = deactivate("tags");

        assertThat(added).startsWith("Group ‹tags› is now in your list: ").contains("list_tags");
        assertThat(added).as("the mode forbids it").doesNotContain("delete_tag");
        assertThat(again).startsWith("Group ‹tags› was already in your list: ");
        assertThat(taken).startsWith("No longer in your list: ").contains("list_tags");
        assertThat(nothing).startsWith("Nothing of group ‹tags› was added");
        assertThat(activations.active()).isEmpty();
    }

    @Test
    void one_tool_is_added_and_goes_with_its_group() {
        unlisted = Set.of("list_tags");

        String added = activateTool("list_tags");
        String again = activateTool("list_tags");

        assertThat(added).startsWith("list_tags is now in your list.");
        assertThat(again).startsWith("list_tags was already in your list.");
        assertThat(activations.active()).containsExactly("list_tags");
        assertThat(deactivate("tags")).contains("list_tags");
        assertThat(activations.active()).isEmpty();
    }

    @Test
    void nothing_is_added_that_may_not_be_used_and_nobody_learns_of_what_was_taken_away() {
        policy = new Policy(Mode.READ_ONLY, Set.of("delete_tag"), Set.of(), Set.of());

        assertThatThrownBy(() -> activateTool("log_time")).hasMessageContaining("read_only");
        assertThatThrownBy(() -> activateTool("delete_tag"))
                .hasMessage("There is no tool ‹delete_tag›.");
        assertThatThrownBy(() -> activateTool("nothing")).hasMessage("There is no tool ‹nothing›.");
        assertThatThrownBy(() -> activate("nothing")).hasMessage("There is no group ‹nothing›.");
        policy = new Policy(Mode.FULL, Set.of(), Set.of("tags"), Set.of());
        assertThatThrownBy(() -> activate("tags")).hasMessage("There is no group ‹tags›.");
        assertThat(activations.active()).isEmpty();
    }

    @Test
    void a_list_that_is_fixed_is_said_to_be() {
        activations = Activations.fixed(Set.of("tags"));

        assertThatThrownBy(() -> activate("tags")).hasMessageContaining("does not change");
        assertThatThrownBy(() -> activateTool("list_tags")).hasMessageContaining("does not change");
        assertThatThrownBy(() -> deactivate("tags")).hasMessageContaining("does not change");
    }

    @Test
    void the_tools_can_be_published() {
        List<Tool<?, ?>> tools =
                ServerTools.declareAll(new Toolbox<ServerView>(this::view)).tools();

        String file = new CatalogueWriter().files(tools).get("server");

        assertThat(file).contains("clockify_policy_info", "clockify_list_tools", "\"query\"");
    }

    @Test
    void the_guard_serves_them_like_any_other() {
        Scene scene = new Scene();
        List<Tool<?, ?>> tools =
                ServerTools.declareAll(new Toolbox<ServerView>(this::view)).tools();
        Guard guard =
                new Guard(
                        Finder.of(tools),
                        scene.arguments,
                        Policies.everywhere(new Policy(Mode.READ_ONLY)),
                        scene.listing,
                        scene.quota,
                        new Confirmation(
                                scene.confirming,
                                () -> scene.keys,
                                scene.redeemed,
                                c -> "",
                                scene.clock),
                        scene.trail(),
                        scene.sender,
                        scene.undo());

        Outcome outcome = Scene.call(guard, "clockify_policy_info", Scene.args(), scene.call());

        assertThat(((Outcome.Answer) outcome).value()).isInstanceOf(Told.class);
    }
}
