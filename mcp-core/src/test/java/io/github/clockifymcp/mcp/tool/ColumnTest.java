package io.github.clockifymcp.mcp.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ColumnTest {
    private record Row(
            String projectName,
            @Nullable Rate rate,
            @Columns List<String> days,
            @JsonIgnore String said) {}

    private record Rate(int amount, String currency) {}

    private record Twice(int amount, Rate rate) {}

    @Test
    void a_record_inside_a_row_gives_its_own_columns_in_its_place() {
        List<Column> columns = Column.of(Row.class);

        assertThat(columns)
                .extracting(Column::name)
                .containsExactly("project_name", "amount", "currency", "days");
        assertThat(columns).extracting(Column::table).containsExactly(false, false, false, true);
    }

    @Test
    void a_cell_is_found_through_the_records_on_the_way() {
        Column amount = Column.of(Row.class).get(1);

        assertThat(amount.cell(new Row("Website", new Rate(5, "EUR"), List.of(), ""))).isEqualTo(5);
        assertThat(amount.cell(new Row("Website", null, List.of(), ""))).isNull();
    }

    @Test
    void a_row_is_a_record_and_no_two_columns_have_one_name() {
        assertThatThrownBy(() -> Column.of(String.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Column.of(Twice.class)).isInstanceOf(IllegalStateException.class);
    }
}
