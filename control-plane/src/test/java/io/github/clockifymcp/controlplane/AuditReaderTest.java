package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.AuditEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AuditReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:30:00.123456789Z");

    private static List<AuditEntry> all(AuditReader reader, Instant since) throws IOException {
        List<AuditEntry> all = new ArrayList<>();
        reader.each(since, all::add);
        return all;
    }

    private static List<Long> numbers(List<AuditEntry> rows) {
        return rows.stream().map(AuditEntry::number).toList();
    }

    @ParameterizedTest
    @EnumSource
    void a_tenant_is_told_its_own_rows_from_either_end(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            // More than are read at once from either end, and not quite in the order of their
            // times.
            for (int i = 1; i <= 1_150; i++) {
                audit.outcome(
                        Rows.answer("acme", "call-" + i, NOW.plusSeconds(i % 2 == 0 ? i : i - 2)));
            }
            audit.intent(Rows.intent("other", "call-x", NOW));
            AuditReader acme = new AuditReader(database, "acme");

            List<AuditEntry> whole = new ArrayList<>();
            acme.each(null, whole::add);
            List<AuditEntry> back = new ArrayList<>();
            acme.back(
                    null,
                    row -> {
                        back.add(row);
                        return back.size() < 1_101;
                    });

            assertThat(numbers(whole)).hasSize(1_150).isSorted();
            assertThat(whole).extracting(AuditEntry::tenant).containsOnly("acme");
            assertThat(numbers(back)).hasSize(1_101).startsWith(1_150L, 1_149L).endsWith(50L);
            assertThat(numbers(all(acme, NOW.plusSeconds(1_149)))).containsExactly(1_150L);
            assertThat(numbers(all(acme, NOW.plusSeconds(1_146)))).startsWith(1_146L).hasSize(5);
            assertThat(all(acme, NOW.plus(Duration.ofDays(1)))).isEmpty();
            assertThat(all(new AuditReader(database, "other"), NOW)).hasSize(1);
            assertThat(acme.isThere()).isTrue();
            assertThat(new AuditReader(database, "nobody").isThere()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_call_is_found_by_how_it_begins_and_with_what_confirms_it(Postgres version)
            throws Exception {
        Postgres.Place place = version.migrated();
        String preview = "3045b61b-0000-4000-8000-000000000001";
        String confirmed = "3045b61b-0000-4000-8000-000000000002";
        String another = "9c45b61b-0000-4000-8000-000000000003";
        try (Database database = Database.open(place.server(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(database, List.of(Shared.KEY));
            audit.outcome(Rows.preview("acme", preview, NOW));
            audit.intent(Rows.intent("acme", another, NOW.plusSeconds(1)));
            audit.intent(Rows.confirming("acme", confirmed, preview, NOW.plusSeconds(60)));
            audit.outcome(Rows.outcome("acme", confirmed, NOW.plusSeconds(61)));
            audit.intent(Rows.intent("other", preview, NOW));
            AuditReader acme = new AuditReader(database, "acme");

            assertThat(acme.calls("3045b61b")).containsExactly(preview, confirmed);
            assertThat(acme.calls("3045b61b-")).containsExactly(preview, confirmed);
            assertThat(acme.calls(confirmed)).containsExactly(confirmed);
            assertThat(acme.calls("9")).containsExactly(another);
            assertThat(acme.calls("a1")).isEmpty();
            assertThat(numbers(acme.related(preview))).containsExactly(1L, 3L, 4L);
            assertThat(numbers(acme.related(confirmed))).containsExactly(1L, 3L, 4L);
            assertThat(numbers(acme.related(another))).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_keeper_knows_who_has_a_log_and_not_what_is_in_it(Postgres version) throws Exception {
        Postgres.Place place = version.migrated();
        try (Database servers = Database.open(place.server(), 2);
                Database keepers = Database.open(place.keeper(), 2)) {
            AuditInPostgres audit = new AuditInPostgres(servers, List.of(Shared.KEY));
            audit.intent(Rows.intent("acme", "call", NOW));
            audit.intent(Rows.intent("other", "call", NOW));

            assertThat(AuditReader.tenants(keepers)).containsExactly("acme", "other");
            assertThat(AuditReader.tenants(servers)).isEmpty();
            AuditReader reader = new AuditReader(keepers, "acme");
            assertThatThrownBy(() -> reader.each(null, row -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("permission denied");
        }
    }
}
