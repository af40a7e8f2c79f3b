package io.github.clockifymcp.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.tool.Image;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Journal.Owner ANNA = new Journal.Owner("acme", "anna", "u1", "w1");

    private final TestClock clock = new TestClock();
    @TempDir private Path parent;
    private Path path;
    private Journal journal;

    @BeforeEach
    void open() {
        StateFolder folder = StateFolder.open(parent.resolve("state"));
        path = folder.file("journal.jsonl");
        journal = folder.journal(clock);
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private JournalEntry entry(String id, Journal.Owner owner, List<JournalEntry.Done> steps) {
        return new JournalEntry(
                id,
                clock.instant(),
                owner,
                "clockify_log_time",
                "Log ‹ä› 2 hours",
                Set.of(Risk.WRITE, Risk.BILLING),
                Reach.OWN_WORK,
                true,
                steps,
                List.of());
    }

    private JournalEntry entry(String id) {
        return entry(id, ANNA, List.of());
    }

    @Test
    void every_part_of_an_entry_comes_back_as_it_was() throws IOException {
        Request post = new Request("core", "POST", "/entries?a=%20b", json("{\"rate\":12.50}"));
        Request delete = new Request("core", "DELETE", "/entries/e1", null);
        JournalEntry whole =
                new JournalEntry(
                        "k3f9a",
                        clock.instant(),
                        ANNA,
                        "clockify_log_time",
                        "Log\n\"2\" hours",
                        Set.of(Risk.WRITE),
                        Reach.WORKSPACE,
                        true,
                        List.of(
                                new JournalEntry.Done(
                                        "one",
                                        post,
                                        Sent.Fate.DONE,
                                        json("{\"id\":\"e1\",\"tags\":[null,\"x\"]}"),
                                        delete),
                                new JournalEntry.Done("two", delete, Sent.Fate.UNKNOWN, null, null),
                                new JournalEntry.Done(
                                        "three",
                                        delete,
                                        Sent.Fate.DONE,
                                        null,
                                        List.of(
                                                new JournalEntry.Back(delete, "/entries/e0"),
                                                new JournalEntry.Back(delete, null)),
                                        "one")),
                        List.of(new Image("entry", "e0", json("{\"a\":{\"b\":1}}"))));

        journal.put(whole);

        JournalEntry read = journal.of(ANNA).getFirst();
        assertThat(read.steps().getLast()).isEqualTo(whole.steps().getLast());
        assertThat(CanonicalJson.text(JSON.readTree(JournalLine.of(read))))
                .isEqualTo(CanonicalJson.text(JSON.readTree(JournalLine.of(whole))));
        assertThat(read.risks()).isEqualTo(whole.risks());
        assertThat(read.at()).isEqualTo(whole.at());
        assertThat(read.owner()).isEqualTo(ANNA);
    }

    @Test
    void it_is_its_owners_alone() throws IOException {
        journal.put(entry("a"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_entry_that_is_put_in_again_stays_in_its_place() throws IOException {
        journal.put(entry("a"));
        journal.put(entry("b"));
        journal.put(entry("a"));

        assertThat(journal.of(ANNA)).extracting(JournalEntry::id).containsExactly("b", "a");
    }

    @Test
    void owners_are_kept_apart() throws IOException {
        journal.put(entry("a"));
        for (Journal.Owner other :
                List.of(
                        new Journal.Owner("other", "anna", "u1", "w1"),
                        new Journal.Owner("acme", "ben", "u1", "w1"),
                        new Journal.Owner("acme", "anna", "u2", "w1"),
                        new Journal.Owner("acme", "anna", "u1", "w2"))) {
            assertThat(journal.of(other)).isEmpty();
            journal.put(entry("a", other, List.of()));
        }

        assertThat(journal.of(ANNA)).hasSize(1);
    }

    @Test
    void a_torn_line_is_passed_over_wherever_it_was_torn() throws IOException {
        journal.put(entry("a"));
        byte[] line = Files.readAllBytes(path);
        for (int cut : new int[] {1, 2, line.length / 2, line.length - 2, line.length - 1}) {
            Files.write(path, line);
            Files.write(path, Arrays.copyOf(line, cut), StandardOpenOption.APPEND);
            assertThat(journal.of(ANNA)).extracting(JournalEntry::id).containsExactly("a");

            journal.put(entry("b"));

            assertThat(journal.of(ANNA)).extracting(JournalEntry::id).containsExactly("b", "a");
        }
    }

    @Test
    void what_is_no_entry_is_passed_over() throws IOException {
        Files.write(path, "{}\n[1]\n\n\"x\"\n{\"id\":\"a\"}\n\0\n".getBytes(UTF_8));

        journal.put(entry("b"));

        assertThat(journal.of(ANNA)).extracting(JournalEntry::id).containsExactly("b");
        assertThat(path).as("a small file is left as it is").content().startsWith("{}\n[1]\n");
    }

    @Test
    void each_entry_is_one_line_and_there_are_no_others() throws IOException {
        journal.put(entry("a"));
        journal.put(entry("b"));

        assertThat(Files.readAllLines(path)).hasSize(2);
    }

    @Test
    void a_record_of_an_entry_is_found_by_its_own_id() throws IOException {
        Image one = new Image("entry", "e1", json("{}"));
        Image two = new Image("entry", "e2", json("{}"));
        JournalEntry of =
                new JournalEntry(
                        "a",
                        clock.instant(),
                        ANNA,
                        "log",
                        "It",
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        true,
                        List.of(),
                        List.of(one, two));

        assertThat(of.before("e2")).hasValue(two);
        assertThat(of.before("e3")).isEmpty();
    }

    @Test
    void of_large_entries_as_many_are_kept_as_fit_and_those_are_the_last() throws IOException {
        JsonNode large = JSON.createObjectNode().put("text", "x".repeat(100_000));
        List<JournalEntry.Done> steps =
                List.of(
                        new JournalEntry.Done(
                                "one",
                                new Request("core", "POST", "/entries", large),
                                Sent.Fate.DONE,
                                null,
                                null));
        for (int i = 0; i < 190; i++) {
            journal.put(entry("n" + i, ANNA, steps));
        }

        assertThat(Files.size(path)).isLessThan(17_000_000);
        assertThat(journal.of(ANNA).getFirst().id()).isEqualTo("n189");
        assertThat(journal.of(ANNA).getLast().id()).isNotEqualTo("n0");
    }

    @Test
    void it_keeps_the_last_200_of_each_and_30_days() throws IOException {
        journal.put(entry("other", new Journal.Owner("t", "p", "u", "w"), List.of()));
        for (int i = 0; i < 210; i++) {
            journal.put(entry("n" + i));
        }
        assertThat(journal.of(ANNA)).hasSize(200);
        assertThat(journal.of(ANNA).getFirst().id()).isEqualTo("n209");
        assertThat(journal.of(new Journal.Owner("t", "p", "u", "w"))).hasSize(1);

        clock.passes(Duration.ofDays(31));

        assertThat(journal.of(ANNA)).isEmpty();
    }

    @Test
    void the_file_does_not_grow_for_ever() throws IOException {
        JsonNode large = JSON.createObjectNode().put("text", "x".repeat(20_000));
        List<JournalEntry.Done> steps =
                List.of(
                        new JournalEntry.Done(
                                "one",
                                new Request("core", "POST", "/entries", large),
                                Sent.Fate.DONE,
                                null,
                                null));
        for (int i = 0; i < 600; i++) {
            journal.put(entry("n" + (i % 10), ANNA, steps));
        }

        assertThat(Files.size(path)).isLessThan(2_000_000);
        assertThat(journal.of(ANNA)).hasSize(10);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_was_written_anew_may_grow_to_twice_its_size_before_it_is_again()
            throws IOException {
        JsonNode large = JSON.createObjectNode().put("text", "x".repeat(20_000));
        List<JournalEntry.Done> steps =
                List.of(
                        new JournalEntry.Done(
                                "one",
                                new Request("core", "POST", "/entries", large),
                                Sent.Fate.DONE,
                                null,
                                null));
        Files.writeString(path, "not kept\n");
        for (int i = 0; i < 30; i++) {
            journal.put(entry("n" + i, ANNA, steps));
        }
        assertThat(path).content().doesNotContain("not kept");
        Files.writeString(path, "kept\n", StandardOpenOption.APPEND);

        journal.put(entry("last"));

        assertThat(path).content().contains("\nkept\n");
    }

    @Test
    void what_is_too_large_is_not_kept() {
        JsonNode huge = JSON.createObjectNode().put("text", "x".repeat(2_000_000));
        List<JournalEntry.Done> steps =
                List.of(
                        new JournalEntry.Done(
                                "one",
                                new Request("core", "POST", "/entries", huge),
                                Sent.Fate.DONE,
                                null,
                                null));

        assertThatThrownBy(() -> journal.put(entry("a", ANNA, steps)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_interrupt_neither_loses_an_entry_nor_gets_lost() throws IOException {
        Thread.currentThread().interrupt();

        journal.put(entry("a"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(journal.of(ANNA)).hasSize(1);
    }

    @Test
    void two_processes_write_to_one_journal() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                parent.resolve("state").toString())
                        .redirectErrorStream(true)
                        .start();
        Journal mine = StateFolder.open(parent.resolve("state")).journal(Clock.systemUTC());
        try (var ready = other.inputReader()) {
            assertThat(ready.readLine()).isEqualTo("ready");
            for (int i = 0; i < 60; i++) {
                mine.put(OtherProcess.entry("mine" + i));
            }
            assertThat(other.waitFor()).isZero();
        }

        assertThat(mine.of(ANNA)).hasSize(120);
    }

    /// Writes to the same journal from a process of its own.
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws IOException {
            Journal theirs = StateFolder.open(Path.of(args[0])).journal(Clock.systemUTC());
            System.out.println("ready");
            for (int i = 0; i < 60; i++) {
                theirs.put(entry("theirs" + i));
            }
        }

        static JournalEntry entry(String id) throws IOException {
            return new JournalEntry(
                    id,
                    Instant.now(),
                    ANNA,
                    "clockify_log_time",
                    "Log",
                    Set.of(Risk.WRITE),
                    Reach.OWN_WORK,
                    true,
                    List.of(
                            new JournalEntry.Done(
                                    "one",
                                    new Request(
                                            "core",
                                            "POST",
                                            "/entries",
                                            json("{\"text\":\"" + "x".repeat(9_000) + "\"}")),
                                    Sent.Fate.DONE,
                                    null,
                                    null)),
                    List.of());
        }
    }
}
