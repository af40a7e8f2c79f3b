package io.github.clockifymcp.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import io.github.clockifymcp.mcp.tool.Sent;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLinesTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path parent;
    private Path path;

    @BeforeEach
    void open() {
        path = StateFolder.open(parent.resolve("state")).file("audit.jsonl");
    }

    static AuditRow row(String call, AuditRow.@Nullable Planned change) {
        return new AuditRow(
                Instant.parse("2026-11-17T09:00:00Z"),
                call,
                change == null ? AuditRow.Phase.OUTCOME : AuditRow.Phase.INTENT,
                "local",
                "local",
                "client",
                "s1",
                "log_time",
                change == null ? AuditRow.Ending.ALLOWED : null,
                null,
                "",
                3,
                "ab",
                Map.of("page", "2"),
                null,
                0,
                change);
    }

    private static AuditRow.Planned change() {
        return new AuditRow.Planned(
                Set.of(Risk.WRITE, Risk.BILLING),
                Reach.OWN_WORK,
                "Log 2 hours",
                List.of(new AuditRow.Effect("it", "POST", "core", "/entries", "cd", null, "")),
                List.of(new AuditRow.Before("tag", "t1", "ef")));
    }

    private void write(int rows) throws IOException {
        try (AuditLines log = new AuditLines(path)) {
            for (int i = 0; i < rows; i++) {
                log.outcome(row("call-" + i, null));
            }
        }
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private AuditCheck check() throws IOException {
        return AuditLines.verify(path);
    }

    @Test
    void a_line_is_read_as_it_was_written() {
        byte[] bytes = AuditLine.of(7, "ab", row("call-1", change())).bytes();

        AuditLine.Read read = AuditLine.read(bytes).orElseThrow();

        assertThat(read.line().number()).isEqualTo(7);
        assertThat(read.before()).isEqualTo("ab");
        assertThat(read.line().bytes()).isEqualTo(bytes);
    }

    @Test
    void an_intent_is_in_the_file_when_it_returns() throws IOException {
        try (AuditLines log = new AuditLines(path)) {
            log.intent(row("call-1", change()));

            assertThat(Files.readString(path))
                    .isEqualTo(
                            """
                            {"seq":1,"prev":"%s","at":"2026-11-17T09:00:00Z","call":"call-1",\
                            "phase":"intent","tenant":"local","principal":"local","client":"client",\
                            "session":"s1","tool":"log_time","ms":3,"args":"ab","chosen":{"page":"2"},"risks":["write","billing"],\
                            "reach":"own_work","summary":"Log 2 hours","effects":[{"step":"it",\
                            "method":"POST","service":"core","path":"/entries","body":"cd"}],\
                            "before":[{"kind":"tag","id":"t1","digest":"ef"}]}
                            """
                                    .formatted(AuditLine.NOTHING));
        }
    }

    @Test
    void an_outcome_with_effects_is_in_the_file_when_it_returns() throws IOException {
        AuditRow.Planned done =
                new AuditRow.Planned(
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        "Log",
                        List.of(
                                new AuditRow.Effect(
                                        "it", "POST", "core", "/e", "", Sent.Fate.UNKNOWN, "")),
                        List.of());
        try (AuditLines log = new AuditLines(path)) {
            log.outcome(row("call-1", done));

            assertThat(lines().getFirst().at("/effects/0/fate").asText()).isEqualTo("unknown");
        }
    }

    @Test
    void each_line_has_the_digest_of_the_one_before() throws IOException {
        write(3);
        write(2);

        List<JsonNode> lines = lines();
        assertThat(lines)
                .extracting(line -> line.get("seq").asInt())
                .containsExactly(1, 2, 3, 4, 5);
        String second = Files.readAllLines(path).get(1);
        assertThat(lines.get(2).get("prev").asText())
                .isEqualTo(CanonicalJson.sha256(second.getBytes(UTF_8)));
        assertThat(check().intact()).isTrue();
        assertThat(check().lines()).isEqualTo(5);
    }

    @Test
    void the_file_is_its_owners_alone() throws IOException {
        write(1);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_line_that_was_changed_taken_out_put_in_or_moved_is_found() throws IOException {
        write(6);
        List<String> good = Files.readAllLines(path);

        Seeds.each(
                100,
                random -> {
                    List<String> bad = new ArrayList<>(good);
                    int at = random.nextInt(5);
                    switch (random.nextInt(4)) {
                        case 0 -> bad.set(at, bad.get(at).replace("local", "lokal"));
                        case 1 -> bad.remove(at);
                        case 2 -> bad.add(at, bad.get(random.nextInt(6)));
                        default -> bad.add(at, bad.remove(at + 1));
                    }
                    try {
                        Files.write(path, bad);
                        assertThat(check().intact()).isFalse();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void a_cut_tail_shows_beside_a_head_that_was_noted() throws IOException {
        write(3);
        String head = check().head();
        List<String> lines = Files.readAllLines(path);
        Files.write(path, lines.subList(0, 2));

        assertThat(check().intact()).isTrue();
        assertThat(check().head()).isNotEqualTo(head);
    }

    @Test
    void wherever_a_process_was_killed_while_writing_the_chain_goes_on() throws IOException {
        write(3);
        byte[] whole = Files.readAllBytes(path);
        int second = new String(whole, UTF_8).indexOf('\n') + 1;

        for (int cut = second; cut < whole.length; cut += 7) {
            Files.write(path, Arrays.copyOf(whole, cut));
            write(1);
            write(1);

            AuditCheck check = check();
            assertThat(check.faults()).as("cut at %d", cut).isEmpty();
            assertThat(check.unfinished()).isFalse();
            assertThat(Arrays.copyOf(Files.readAllBytes(path), cut))
                    .isEqualTo(Arrays.copyOf(whole, cut));
        }
    }

    @Test
    void a_line_that_lacks_only_its_newline_counts() throws IOException {
        write(2);
        byte[] whole = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(whole, whole.length - 1));

        write(1);

        assertThat(check().lines()).isEqualTo(3);
        assertThat(check().recovered()).isZero();
        assertThat(check().intact()).isTrue();
    }

    @Test
    void a_piece_of_a_line_stays_where_it_is_and_is_accounted_for() throws IOException {
        write(1);
        Files.writeString(path, "{\"seq\":2,\"prev", StandardOpenOption.APPEND);
        assertThat(check().unfinished()).isTrue();

        write(1);

        List<String> lines = Files.readAllLines(path);
        assertThat(lines.get(1)).isEqualTo("{\"seq\":2,\"prev");
        JsonNode recovered = JSON.readTree(lines.get(2));
        assertThat(recovered.get("phase").asText()).isEqualTo("recovered");
        assertThat(recovered.get("bytes").asInt()).isEqualTo(lines.get(1).length() + 1);
        assertThat(check().recovered()).isEqualTo(1);
        assertThat(check().intact()).isTrue();
    }

    @Test
    void a_piece_that_is_not_accounted_for_is_found() throws IOException {
        write(2);
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        lines.add(1, "nonsense");
        Files.write(path, lines);

        assertThat(check().faults())
                .containsExactly(
                        "line 3: what stands before it is no line, and is not accounted for");
    }

    @Test
    void a_file_that_is_cut_while_it_is_written_shows_it_and_loses_no_further_row()
            throws IOException {
        try (AuditLines log = new AuditLines(path)) {
            log.intent(row("call-1", change()));
            log.intent(row("call-2", change()));
            Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 100));
            log.intent(row("call-3", change()));
        }

        JsonNode last = JSON.readTree(Files.readAllLines(path).getLast());
        assertThat(last.get("call").asText()).isEqualTo("call-3");
        assertThat(last.get("seq").asInt()).isEqualTo(3);
        assertThat(check().intact()).isFalse();
    }

    @Test
    void rows_of_several_threads_and_logs_make_one_chain() throws Exception {
        try (AuditLines one = new AuditLines(path);
                AuditLines two = new AuditLines(path)) {
            List<Thread> threads =
                    IntStream.range(0, 8)
                            .mapToObj(n ->
                                    Thread.ofVirtual().start(() -> fill(n % 2 == 0 ? one : two, n)))
                            .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(check().faults()).isEmpty();
        assertThat(check().lines()).isEqualTo(8 * 40);
        assertThat(lines()).extracting(line -> line.get("call").asText()).doesNotHaveDuplicates();
    }

    private static void fill(AuditLines log, int writer) {
        try {
            for (int i = 0; i < 40; i++) {
                AuditRow row = row(writer + "-" + i, i % 8 == 0 ? change() : null);
                if (i % 8 == 0) {
                    log.intent(row);
                } else {
                    log.outcome(row);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rows_of_two_processes_make_one_chain() throws Exception {
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                path.toString())
                        .redirectErrorStream(true)
                        .start();
        try (AuditLines log = new AuditLines(path);
                var ready = other.inputReader()) {
            assertThat(ready.readLine()).isEqualTo("ready");
            Objects.requireNonNull(other.outputWriter()).append("go\n").flush();
            for (int i = 0; i < 10; i++) {
                fill(log, 100 + i);
            }
            assertThat(other.waitFor()).isZero();
        }

        assertThat(check().faults()).isEmpty();
        assertThat(check().lines()).isEqualTo(20 * 40);
    }

    /// Writes to the same log from a process of its own.
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws IOException {
            try (AuditLines log = new AuditLines(Path.of(args[0]))) {
                System.out.println("ready");
                var ignored = System.in.read();
                for (int i = 0; i < 10; i++) {
                    fill(log, i);
                }
            }
        }
    }

    @Test
    void an_interrupt_does_not_keep_a_row_from_being_written() throws IOException {
        try (AuditLines log = new AuditLines(path)) {
            Thread.currentThread().interrupt();
            log.intent(row("call-1", change()));
            assertThat(Thread.interrupted()).isTrue();
            log.intent(row("call-2", change()));
        }

        assertThat(check().lines()).isEqualTo(2);
    }

    @Test
    void a_log_that_cannot_be_written_says_so_and_recovers() throws IOException {
        Files.createDirectory(path);
        try (AuditLines log = new AuditLines(path)) {
            assertThatThrownBy(() -> log.intent(row("call-1", change())))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(FileSystemException.class);
            Files.delete(path);

            log.intent(row("call-2", change()));
        }

        assertThat(check().lines()).isEqualTo(1);
    }

    @Test
    void a_log_is_not_written_through_a_link() throws IOException {
        Path elsewhere = parent.resolve("elsewhere");
        Files.createSymbolicLink(path, elsewhere);
        try (AuditLines log = new AuditLines(path)) {
            assertThatThrownBy(() -> log.intent(row("call-1", change())))
                    .isInstanceOf(IOException.class);
        }

        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void no_rows_are_no_reason_to_touch_a_log_that_others_write_to() throws IOException {
        AuditFile mine = new AuditFile(path);
        mine.add(List.of(row("call-1", null)), false);
        new AuditFile(path).add(List.of(row("call-2", null)), false);
        byte[] before = Files.readAllBytes(path);

        mine.add(List.of(), false);

        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void after_it_was_closed_a_log_takes_no_rows() {
        AuditLines log = new AuditLines(path);
        log.close();

        assertThatThrownBy(() -> log.intent(row("call-1", change())))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_very_long_last_line_is_found() throws IOException {
        AuditRow.Planned large =
                new AuditRow.Planned(
                        Set.of(Risk.WRITE),
                        Reach.OWN_WORK,
                        "Many",
                        IntStream.range(0, 3_000)
                                .mapToObj(n ->
                                        new AuditRow.Effect(
                                                "s" + n, "POST", "core", "/e", "ab", null, ""))
                                .toList(),
                        List.of());
        try (AuditLines log = new AuditLines(path)) {
            log.intent(row("call-1", large));
        }

        write(1);

        assertThat(Files.size(path)).isGreaterThan(150_000);
        assertThat(check().lines()).isEqualTo(2);
        assertThat(check().intact()).isTrue();
    }

    @Test
    void an_interrupt_while_closing_is_kept() throws IOException {
        AuditLines log = new AuditLines(path);
        log.intent(row("call-1", change()));
        Thread.currentThread().interrupt();

        log.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(check().lines()).isEqualTo(1);
    }

    /// Adds a row behind a piece that some process left behind, and checks the log.
    private AuditCheck after(String piece) throws IOException {
        Files.writeString(path, piece, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        write(1);
        return check();
    }

    @Test
    void a_line_without_its_newline_counts_only_if_it_goes_on_from_the_one_before()
            throws IOException {
        write(1);
        String first = Files.readAllLines(path).getFirst() + "\n";
        String digest = CanonicalJson.sha256(first.strip().getBytes(UTF_8));
        String next = "{\"seq\":%d,\"prev\":\"%s\"}";

        assertThat(after(next.formatted(2, digest)).intact()).isTrue();
        assertThat(Files.readAllLines(path)).hasSize(3);

        Files.writeString(path, first);
        assertThat(after(next.formatted(3, digest)).intact()).isFalse();
        assertThat(Files.readAllLines(path)).as("with one that says so").hasSize(4);

        Files.writeString(path, first);
        assertThat(after(next.formatted(2, AuditLine.NOTHING)).intact()).isFalse();
        assertThat(Files.readAllLines(path)).hasSize(4);
    }

    @Test
    void a_line_that_accounts_for_a_piece_needs_no_newline_either() throws IOException {
        write(1);
        byte[] one = Files.readAllBytes(path);
        assertThat(after("piece").recovered()).isEqualTo(1);
        String accounts = Files.readAllLines(path).get(2);

        Files.write(path, one);
        assertThat(after("piece\n" + accounts).intact()).isTrue();
        assertThat(Files.readAllLines(path)).hasSize(4);

        Files.write(path, one);
        assertThat(after("other\n" + accounts).intact()).isFalse();
        assertThat(Files.readAllLines(path)).hasSize(5);
    }

    @Test
    void a_log_that_begins_with_an_empty_line_goes_on() throws IOException {
        AuditCheck check = after("\n");

        assertThat(check.recovered()).isEqualTo(1);
        assertThat(check.faults()).isEmpty();
    }

    @Test
    void a_log_of_many_megabytes_goes_on_at_its_end() throws IOException {
        write(1);
        String line = Files.readAllLines(path).getFirst();
        Files.writeString(path, (line + "\n").repeat(18 * 1024 * 1024 / line.length()));

        write(1);

        List<String> lines = Files.readAllLines(path);
        assertThat(JSON.readTree(lines.getLast()).get("seq").asInt()).isEqualTo(2);
    }

    @Test
    void a_file_without_a_line_in_many_megabytes_is_no_log() throws IOException {
        Files.writeString(path, "x".repeat(17 * 1024 * 1024));
        try (AuditLines log = new AuditLines(path)) {
            assertThatThrownBy(() -> log.intent(row("call-1", change())))
                    .hasRootCauseMessage("the end of the audit log is not one");
        }
    }

    @Test
    void a_line_that_accounts_for_a_piece_that_is_not_there_is_found() throws IOException {
        write(1);
        assertThat(after("piece").intact()).isTrue();
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        lines.remove(1);
        Files.write(path, lines);

        assertThat(check().faults())
                .containsExactly("line 2: it accounts for something that is not there");
    }

    @Test
    void of_many_faults_the_first_hundred_are_told() throws IOException {
        write(1);
        String line = Files.readAllLines(path).getFirst();
        Files.writeString(path, (line + "\n").repeat(150));

        assertThat(check().faults()).hasSize(100);
    }

    @Test
    void a_row_without_effects_does_not_wait_until_it_is_written() throws IOException {
        FolderLock busy = new FolderLock(path.resolveSibling("audit.jsonl.lock"));
        try (AuditLines log = new AuditLines(path)) {
            boolean written =
                    busy.holding(() -> {
                        log.outcome(row("call-1", null));
                        return Files.exists(path);
                    });

            assertThat(written).isFalse();
        }

        assertThat(check().lines()).isEqualTo(1);
    }
}
