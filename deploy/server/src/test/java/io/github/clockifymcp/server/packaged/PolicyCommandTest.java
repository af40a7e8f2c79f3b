package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.server.AllTools;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `clockify-mcp policy`, as packaged.
class PolicyCommandTest {
    @TempDir Path folder;
    private Installation server;

    @BeforeEach
    void find_the_built_server() {
        server = Installation.built(folder.resolve("home"));
    }

    @Test
    void a_tool_is_explained_in_every_mode() throws Exception {
        Printed explained = run(Map.of(), "policy", "explain", "clockify_delete_entry");

        assertThat(explained.code()).isZero();
        assertThat(explained.out())
                .containsSubsequence(
                        "clockify_delete_entry, group entries: ",
                        "Its changes may be: destructive.",
                        "read_only: no",
                        "Mode read_only allows reading, and changing nothing. Mode standard would"
                                + " allow this.",
                        "time_tracking_safe (this server's): no",
                        "standard: yes, asked",
                        "Mode standard allows everything but workspace settings and people's"
                                + " permissions.",
                        "Confirmed first: destructive.",
                        "full: yes, asked");
    }

    @Test
    void one_mode_is_said_alone_and_the_lists_hold_in_it() throws Exception {
        Printed taken =
                run(
                        Map.of("CLOCKIFY_DENY_GROUPS", "entries"),
                        "policy",
                        "explain",
                        "clockify_delete_entry",
                        "--mode=full");

        assertThat(taken.out())
                .contains("full: taken away", "The operator denies the group entries.")
                .doesNotContain("standard");
    }

    @Test
    void a_tool_that_names_another_is_that_one() throws Exception {
        Printed explained = run(Map.of(), "policy", "explain", "clockify_run_tool");

        assertThat(explained.out())
                .contains("It names another tool, and what is said of that one holds.");
    }

    @Test
    void every_tool_is_listed() throws Exception {
        Printed safe = run(Map.of(), "policy", "list");
        Printed full = run(Map.of(), "--profile=sandbox", "policy", "list", "--mode", "full");

        assertThat(safe.out().lines().filter(line -> line.contains(" clockify_")))
                .hasSize(AllTools.infos().size());
        assertThat(safe.out())
                .containsPattern("no +entries +clockify_delete_entry \\(destructive\\)")
                .endsWith(
                        "Mode time_tracking_safe allows reading, and ordinary changes to your own"
                                + " entries and timers.\n");
        assertThat(full.out())
                .containsPattern("yes, asked +entries +clockify_delete_entry")
                .endsWith("Mode full allows everything.\n");
    }

    @Test
    void a_name_that_is_almost_one_gets_the_nearest() throws Exception {
        Printed slip = run(Map.of(), "policy", "explain", "clockify_delete_entrry");
        Printed bare = run(Map.of(), "policy", "explain", "delete_entry");
        Printed none = run(Map.of(), "policy", "explain", "nonsense_of_another_kind");
        Printed mode = run(Map.of(), "policy", "list", "--mode", "fool");
        Printed settings = run(Map.of("CLOCKIFY_POLICY", "fool"), "policy", "list");

        assertThat(slip.err()).contains("clockify_delete_entry was probably meant.");
        assertThat(bare.err()).contains("clockify_delete_entry was probably meant.");
        assertThat(none.err()).contains("policy list has them all.");
        assertThat(mode.err()).contains("It takes one of read_only, time_tracking_safe,");
        assertThat(settings.err()).contains("CLOCKIFY_POLICY cannot be ‹fool›.");
        assertThat(new int[] {slip.code(), bare.code(), none.code(), mode.code(), settings.code()})
                .containsOnly(2);
    }

    private Printed run(Map<String, String> environment, String... words) throws Exception {
        ProcessBuilder command = server.command(words);
        command.environment().putAll(environment);
        return Printed.by(command);
    }
}
