package io.github.clockifymcp.enforcement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.mcp.tool.Reach;
import io.github.clockifymcp.mcp.tool.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditReadingTest {
    @TempDir private Path parent;
    private Path path;

    @BeforeEach
    void open() {
        path = StateFolder.open(parent.resolve("state")).file("audit.jsonl");
    }

    private List<AuditEntry> rows() throws IOException {
        List<AuditEntry> rows = new ArrayList<>();
        AuditReading.rows(path, rows::add);
        return rows;
    }

    @Test
    void what_was_written_is_read() throws IOException {
        AuditRow.Planned change =
                new AuditRow.Planned(
                        Set.of(Risk.WRITE, Risk.BILLING),
                        Reach.OWN_WORK,
                        "Log 2 hours",
                        List.of(
                                new AuditRow.Effect(
                                        "it", "POST", "CORE", "/entries", "cd", null, "gh")),
                        List.of(new AuditRow.Before("tag", "t1", "ef")));
        try (AuditLines log = new AuditLines(path)) {
            log.intent(AuditLinesTest.row("call-1", change));
            log.outcome(AuditLinesTest.row("call-1", null));
        }

        List<AuditEntry> rows = rows();

        assertThat(rows).extracting(AuditEntry::ending).containsExactly("intent", "allowed");
        AuditEntry intent = rows.getFirst();
        assertThat(intent.at()).isEqualTo(Instant.parse("2026-11-17T09:00:00Z"));
        assertThat(intent.risks()).containsExactly("write", "billing");
        assertThat(intent.effects())
                .containsExactly(new AuditEntry.Effect("POST", "CORE", "/entries", "cd", "", "gh"));
        assertThat(intent.session()).isEqualTo("s1");
        assertThat(intent.chosen()).containsExactly(Map.entry("page", "2"));
        assertThat(intent.images()).containsExactly(new AuditEntry.Image("tag", "t1", "ef"));
        assertThat(intent.text()).isEqualTo(Files.readAllLines(path).getFirst());
        assertThat(
                        AuditLines.verify(path, CanonicalJson.sha256(intent.text().getBytes(UTF_8)))
                                .intact())
                .isTrue();
    }

    @Test
    void what_somebody_wrote_into_the_file_can_be_shown_on_a_terminal() throws IOException {
        Files.writeString(
                path,
                """
                {"seq":1,"prev":"x","at":"soon","tool":"a\\u001b[2Jb","summary":7,"effects":"none"}
                no line
                {"seq":2,"prev":"x","risks":["\\u202ewrite"]}
                {"seq":3,"prev":"x"\
                """,
                StandardOpenOption.CREATE);

        List<AuditEntry> rows = rows();

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().at()).isNull();
        assertThat(rows.getFirst().tool()).isEqualTo("a [2Jb");
        assertThat(rows.getFirst().effects()).isEmpty();
        assertThat(rows.getLast().risks()).containsExactly("write");
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path elsewhere = Files.writeString(parent.resolve("elsewhere"), "{}\n");
        Files.createSymbolicLink(path, elsewhere);

        assertThatThrownBy(this::rows).isInstanceOf(IOException.class);
    }

    @Test
    void a_zero_byte_does_not_end_a_log() throws IOException {
        Files.writeString(path, "\0\n{\"seq\":2,\"prev\":\"x\"}\n", StandardOpenOption.CREATE);

        assertThat(rows()).hasSize(1);
    }
}
