package io.github.clockifymcp.enforcement;

import static io.github.clockifymcp.enforcement.Scene.args;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Client;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in a row beside what was done: enough to understand it, and nothing that was typed.
final class AuditRowsTest {
    private final Scene scene = new Scene();

    private static ObjectNode named(String name) {
        return args().put("name", name);
    }

    private AuditRow last(String tool, ObjectNode arguments) {
        var ignored = scene.call(tool, arguments);
        return scene.audit.last();
    }

    @Test
    void numbers_stand_in_it_and_sentences_do_not() {
        AuditRow row = last("create_project", named("my password is hunter2").put("rate", 5));

        assertThat(row.chosen()).isEqualTo(Map.of("rate", "5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "64b5f2c1a7d3e90012345678",
                "2026-11-20",
                "2026-11-20T09:00:00Z",
                "2026-11-20 09:00",
                "9:00"
            })
    void ids_dates_and_times_stand_in_it(String value) {
        assertThat(last("log_time", named(value)).chosen()).isEqualTo(Map.of("name", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work",
                "2026-11-20 work",
                "64b5f2c1a7d3e9001234567",
                "64B5F2C1A7D3E90012345678",
                "64b5f2c1a7d3e90012345678 and more",
                "=2026-11-20",
                "2026-11-20\n"
            })
    void what_only_looks_like_one_does_not(String value) {
        assertThat(last("log_time", named(value)).chosen()).isEmpty();
    }

    @Test
    void twenty_of_many_values_stand_in_it() {
        ObjectNode many = args();
        for (int i = 0; i < 30; i++) {
            many.put("n" + i, i);
        }

        assertThat(new Trace(many).chosen()).hasSize(20);
    }

    @Test
    void how_the_call_was_made_is_no_argument() {
        AuditRow row = last("log_time", named("9:00").put("dry_run", true));

        assertThat(row.chosen()).isEqualTo(Map.of("name", "9:00"));
    }

    /// Their names are what the client typed.
    @Test
    void arguments_that_were_not_accepted_do_not_stand_in_it() {
        AuditRow row = last("log_time", named("9:00").put("hunter2", 1));

        assertThat(row.code()).isEqualTo(Code.INVALID_ARGUMENTS);
        assertThat(row.chosen()).isEmpty();
        assertThat(row.reason()).isEmpty();
    }

    @Test
    void a_rule_that_says_no_says_why() {
        scene.policy = new Policy(Mode.READ_ONLY);

        AuditRow row = last("log_time", named("9:00"));

        assertThat(row.reason()).contains("read_only");
        assertThat(row.chosen()).isEmpty();
    }

    @Test
    void what_the_service_says_does_not_stand_in_it() {
        AuditRow row = last("not_there", args());

        assertThat(row.code()).isEqualTo(Code.NOT_FOUND);
        assertThat(row.reason()).isEmpty();
    }

    @Test
    void an_effect_has_the_digest_of_the_record_that_it_left() {
        ObjectNode record = args().put("id", "e1").put("name", "work");
        scene.sender.answers(request -> record);

        AuditRow row = last("log_time", named("work"));

        assertThat(Objects.requireNonNull(row.change()).effects())
                .extracting(AuditRow.Effect::after)
                .containsExactly(CanonicalJson.digest(record));
        assertThat(Objects.requireNonNull(scene.audit.rows().getFirst().change()).effects())
                .extracting(AuditRow.Effect::after)
                .containsExactly("");
    }

    @Test
    void an_answer_that_is_no_record_leaves_none() {
        scene.sender.answers(request -> args().arrayNode());

        AuditRow row = last("log_time", named("work"));

        assertThat(Objects.requireNonNull(row.change()).effects())
                .extracting(AuditRow.Effect::after)
                .containsExactly("");
    }

    @Test
    void it_names_the_session() {
        Call call = scene.call();
        Client known = new Client("c", "1", "2025-11-25", false, false, false, false, "5e55");

        var ignored =
                Scene.call(
                        scene.guard(),
                        "list_tags",
                        args(),
                        new Call(
                                call.id(),
                                0,
                                call.principal(),
                                known,
                                call.now(),
                                Map.of(),
                                null,
                                call.line()));

        assertThat(scene.audit.last().session()).isEqualTo("5e55");
    }
}
