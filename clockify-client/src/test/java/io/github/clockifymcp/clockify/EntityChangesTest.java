package io.github.clockifymcp.clockify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.clockify.AuditLog.Action;
import io.github.clockifymcp.clockify.AuditLog.Authors;
import io.github.clockifymcp.clockify.AuditLog.Search;
import io.github.clockifymcp.clockify.EntityChanges.Deed;
import io.github.clockifymcp.clockify.EntityChanges.EntityChange;
import io.github.clockifymcp.clockify.EntityChanges.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What happened in a workspace, and who did it.
final class EntityChangesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T09:00:00Z");

    private final FakeServer server = new FakeServer();
    private final Clockify clockify = Clockify.of(Hosts.at(server.baseUrl()), ApiKey.of("key"));
    private final WorkspaceApi workspace = clockify.workspace("w1");

    @AfterEach
    void stop() {
        clockify.close();
        server.close();
    }

    private Page<EntityChange> list(Deed deed, Paging paging) {
        return workspace
                .entityChanges()
                .list(deed, EnumSet.of(Kind.TAGS, Kind.CLIENTS), MONDAY, FRIDAY, paging);
    }

    @Test
    void pages_count_from_nought_and_kinds_are_repeated() {
        server.answersWith("entity-changes");

        Page<EntityChange> found = list(Deed.UPDATED, new Paging(2, 3));

        assertThat(server.lines())
                .containsExactly(
                        "GET /api/v1/workspaces/w1/entities/updated?type=CLIENTS&type=TAGS"
                                + "&start=2026-11-16T00%3A00%3A00Z&end=2026-11-20T09%3A00%3A00Z"
                                + "&page=1&limit=3");
        assertThat(found.more()).isTrue();
        assertThat(found.items().getFirst().kind()).isEqualTo("TAGS");
        assertThat(found.items().getFirst().at()).isEqualTo("2026-11-18T08:00:00Z");
        assertThat(found.items().getFirst().document().path("name").asText()).isEqualTo("urgent");
        assertThat(found.items().get(1).at()).isEqualTo("2026-11-17T07:30:00Z");
    }

    @Test
    void a_row_may_say_next_to_nothing_or_stand_in_a_wrapper() {
        server.answersWith("entity-changes").answersWith("entity-changes-wrapped");

        EntityChange bare = list(Deed.CREATED, new Paging(1, 50)).items().getLast();
        EntityChange deleted = list(Deed.DELETED, new Paging(1, 50)).items().getFirst();

        assertThat(bare.kind()).isNull();
        assertThat(bare.at()).isNull();
        assertThat(deleted.id()).isEqualTo("66a000000000000000000009");
        assertThat(deleted.at()).isEqualTo("2026-11-19T10:00:00Z");
        assertThat(deleted.document().path("description").asText()).isEqualTo("call");
    }

    @Test
    void without_a_kind_nothing_is_asked() {
        assertThatThrownBy(() ->
                        workspace
                                .entityChanges()
                                .list(Deed.CREATED, Set.of(), MONDAY, FRIDAY, Paging.first()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void the_audit_log_is_searched_on_its_own_host() {
        server.answersWith("audit-log");
        Search search =
                new Search(
                        Set.of(Action.UPDATE_TAG, Action.CREATE_TAG),
                        Authors.only("u1"),
                        MONDAY,
                        FRIDAY);

        Page<AuditLog.Entry> found = workspace.auditLog().search(search, new Paging(1, 200));

        assertThat(server.lines()).containsExactly("POST /auditlog/v1/workspaces/w1/audit-log");
        assertThat(Fixtures.json(server.received().getFirst().body()))
                .isEqualTo(
                        Fixtures.json(
                                """
                                {"actions": ["CREATE_TAG", "UPDATE_TAG"],
                                 "authors": {"contains": "CONTAINS", "authorIds": ["u1"]},
                                 "start": "2026-11-16T00:00:00Z", "end": "2026-11-20T09:00:00Z",
                                 "page": 1, "page-size": 50}
                                """));
        assertThat(found.more()).isFalse();
        assertThat(found.items().getFirst().userName()).isEqualTo("Anna Example");
        assertThat(found.items().getLast().content()).isNull();
    }

    @Test
    void where_nobody_knows_the_audit_log_it_is_said() {
        try (Clockify european = Clockify.of(Hosts.of(Region.EU), ApiKey.of("key"))) {
            Search search = new Search(Set.of(Action.CREATE_TAG), Authors.all(), MONDAY, FRIDAY);

            assertThatThrownBy(() ->
                            european.workspace("w1").auditLog().search(search, Paging.first()))
                    .isInstanceOf(ClockifyException.class)
                    .hasMessageContaining("keeps its audit log");
        }
    }
}
