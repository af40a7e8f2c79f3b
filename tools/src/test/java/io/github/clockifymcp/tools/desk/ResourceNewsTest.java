package io.github.clockifymcp.tools.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Request;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceNewsTest {
    private static final String HERE = "clockify://workspace/w1";

    private static Set<String> news(String path) {
        return ResourceNews.of(new Request("core", "PUT", path, null));
    }

    @Test
    void an_entry_is_in_the_reports_too() {
        assertThat(news("/workspaces/w1/time-entries/e1?hydrated=true"))
                .containsExactlyInAnyOrder(HERE + "/entry/e1", HERE + "/report/weekly/");
    }

    @Test
    void several_entries_may_be_any() {
        assertThat(news("/workspaces/w1/user/u1/time-entries"))
                .containsExactlyInAnyOrder(HERE + "/entry/", HERE + "/report/weekly/");
        assertThat(news("/workspaces/w1/projects")).containsExactly(HERE + "/project/");
    }

    @Test
    void a_person_may_be_the_one_at_the_other_end() {
        assertThat(news("/workspaces/w1/users/u1"))
                .containsExactlyInAnyOrder(HERE + "/user/u1", HERE + "/user/current");
        assertThat(news("/workspaces/w1/users/current")).containsExactly(HERE + "/user/current");
    }

    @Test
    void what_no_resource_shows_is_no_news() {
        assertThat(news("/workspaces/w1/invoices/i1")).isEmpty();
        assertThat(news("/user")).isEmpty();
        assertThat(news("")).isEmpty();
        assertThat(news("/workspaces/w1")).containsExactly(HERE);
    }
}
