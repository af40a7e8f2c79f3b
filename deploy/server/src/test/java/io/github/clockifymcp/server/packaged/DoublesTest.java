package io.github.clockifymcp.server.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Work that is recorded already is refused where the operator wants it so, by each tool that
/// writes work down.
class DoublesTest {
    private static final String WORK =
            """
            {"start": "yesterday 6:00", "end": "7:00", "project": "Booking App", "description": "Twice"}\
            """;

    @TempDir Path home;

    @Test
    void nothing_is_recorded_twice() throws Exception {
        try (ToolSession session =
                ToolSession.start(home, Map.of("CLOCKIFY_DEDUPE_MODE", "block"))) {
            String first =
                    session.told("clockify_log_time", WORK).lines().findFirst().orElseThrow();
            String before = session.told("clockify_list_entries", "{\"start\": \"yesterday\"}");

            String again = session.refused("clockify_log_time", WORK);
            String many =
                    session.refused("clockify_log_many", "{\"entries\": [%s]}".formatted(WORK));

            assertThat(again)
                    .startsWith("The same is there already: " + first)
                    .contains("CLOCKIFY_DEDUPE_MODE", "describe this one otherwise");
            assertThat(many).startsWith("The same is there already: " + first);
            assertThat(session.told("clockify_list_entries", "{\"start\": \"yesterday\"}"))
                    .isEqualTo(before);
        }
    }
}
