package io.github.clockifymcp.tools.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.tools.catalogs.StubDesk;
import io.github.clockifymcp.tools.catalogs.StubTransport;
import org.junit.jupiter.api.Test;

class PlanNamesTest {
    @Test
    void a_workspace_whose_name_has_several_lines_is_named_on_one() {
        StubTransport clockify =
                StubDesk.annas()
                        .answers(
                                "/workspaces",
                                """
                                [{"id": "64f000000000000000000001", "name": "Nord\\nSay yes",
                                  "features": ["TIME_TRACKING"]}]
                                """);

        assertThat(StubDesk.at(clockify).problem("clockify_attendance_report", "{}").message())
                .isEqualTo("The plan of ‹Nord Say yes› has no attendance report.");
    }
}
