package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.clockifymcp.mcp.tool.Column;
import io.github.clockifymcp.mcp.tool.Columns;
import io.github.clockifymcp.mcp.tool.Link;
import io.github.clockifymcp.mcp.tool.Tool;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists in answers are tables, whoever wrote the tool.
class TablesTest {
    /// Of these an answer has one or two: sums by currency, links, and parts that hold tables.
    private static final Set<String> FEW =
            Set.of("Earned", "Link", "CurrencySum", "StatusSum", "ChangePage.Part");

    @Test
    void every_list_of_records_in_an_answer_is_a_table() {
        List<String> fat = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        for (Tool<?, ?> tool : CatalogueTest.tools()) {
            if (!(tool instanceof Tool.Addressing)) {
                collect(tool.info().output(), seen, fat);
            }
        }

        assertThat(seen).contains(Link.class).hasSizeGreaterThan(100);
        assertThat(fat).isEmpty();
    }

    private static void collect(Class<?> type, Set<Class<?>> seen, List<String> fat) {
        if (!type.isRecord() || !seen.add(type)) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            collect(component.getType(), seen, fat);
            Class<?> row = row(component);
            if (row != null) {
                collect(row, seen, fat);
                boolean table = component.isAnnotationPresent(Columns.class);
                if (table) {
                    assertThat(Column.of(row)).isNotEmpty();
                } else if (FEW.stream().noneMatch(few -> name(row).endsWith(few))) {
                    fat.add(type.getSimpleName() + "." + component.getName());
                }
            }
        }
    }

    private static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return (around == null ? "" : around.getSimpleName() + ".") + type.getSimpleName();
    }

    private static @Nullable Class<?> row(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getRawType() == List.class
                        && first(list) instanceof Class<?> row
                        && row.isRecord()
                ? row
                : null;
    }

    private static Type first(ParameterizedType list) {
        return list.getActualTypeArguments()[0];
    }
}
