package io.github.clockifymcp.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.clockifymcp.enforcement.Limits;
import io.github.clockifymcp.enforcement.Mode;
import io.github.clockifymcp.enforcement.Narrowing;
import io.github.clockifymcp.mcp.tool.Risk;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NarrowingFormTest {
    private static final Narrowing MUCH =
            new Narrowing(
                    Mode.SAFE_CORE,
                    Set.of("clockify_delete_tag", "clockify_delete_entry"),
                    Set.of("invoices"),
                    Set.of("entries", "tags"),
                    Set.of(Risk.DESTRUCTIVE, Risk.BILLING),
                    new Limits.Own(new Limits.Limit(2, 30), new Limits.Limit(0, 10)));

    @Test
    void what_was_written_is_read() {
        assertThat(NarrowingForm.read(NarrowingForm.text(MUCH))).isEqualTo(MUCH);
        assertThat(NarrowingForm.text(MUCH))
                .isEqualTo(
                        """
                        {"mode":"safe_core",\
                        "deny_tools":["clockify_delete_entry","clockify_delete_tag"],\
                        "deny_groups":["invoices"],"allow_groups":["entries","tags"],\
                        "person_required":["billing","destructive"],\
                        "limits":{"tenant_concurrent":2,"tenant_per_minute":30,\
                        "each_per_minute":10}}\
                        """);
    }

    @Test
    void what_takes_nothing_away_is_empty() {
        assertThat(NarrowingForm.text(Narrowing.NONE)).isEqualTo("{}");
        assertThat(NarrowingForm.read("{}")).isEqualTo(Narrowing.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{} {}",
                "{\"mode\":\"gentle\"}",
                "{\"mode\":\"READ_ONLY\"}",
                "{\"mode\":null}",
                "{\"mode\":[\"read_only\"]}",
                "{\"deny_tool\":[\"clockify_delete_tag\"]}",
                "{\"deny_tools\":\"clockify_delete_tag\"}",
                "{\"deny_tools\":null}",
                "{\"deny_tools\":[1]}",
                "{\"deny_groups\":[\"\"]}",
                "{\"allow_groups\":[]}",
                "{\"person_required\":[\"BILLING\"]}",
                "{\"person_required\":[\"rates\"]}",
                "{\"limits\":[]}",
                "{\"limits\":{\"all_per_minute\":1}}",
                "{\"limits\":{\"each_per_minute\":0}}",
                "{\"limits\":{\"each_per_minute\":-1}}",
                "{\"limits\":{\"each_per_minute\":1.5}}",
                "{\"limits\":{\"each_per_minute\":\"1\"}}",
                "{\"limits\":{\"each_per_minute\":null}}"
            })
    void what_is_not_understood_is_never_taken_for_nothing(String text) {
        assertThatThrownBy(() -> NarrowingForm.read(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
