package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.clockifymcp.mcp.tool.Column;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a list of records as [io.github.clockifymcp.mcp.tool.Columns] says.
final class TableWriter extends StdSerializer<Collection<?>> {
    private static final long serialVersionUID = 1L;

    private static final ClassValue<List<Column>> COLUMNS =
            new ClassValue<>() {
                @Override
                protected List<Column> computeValue(Class<?> row) {
                    return Column.of(row);
                }
            };

    TableWriter() {
        super(Collection.class, false);
    }

    @Override
    public void serialize(Collection<?> rows, JsonGenerator json, SerializerProvider values)
            throws IOException {
        List<Column> columns = rows.isEmpty() ? List.of() : used(rows);
        json.writeStartObject();
        json.writeArrayFieldStart("columns");
        for (Column column : columns) {
            json.writeString(column.name());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rows");
        for (Object row : rows) {
            json.writeStartArray();
            for (Column column : columns) {
                cell(column, column.cell(row), json, values);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void cell(
            Column column, @Nullable Object cell, JsonGenerator json, SerializerProvider values)
            throws IOException {
        if (column.table() && cell instanceof Collection<?> inner) {
            serialize(inner, json, values);
        } else {
            values.defaultSerializeValue(cell, json);
        }
    }

    private static List<Column> used(Collection<?> rows) {
        return COLUMNS.get(rows.iterator().next().getClass()).stream()
                .filter(column -> rows.stream().anyMatch(row -> says(column.cell(row))))
                .toList();
    }

    private static boolean says(@Nullable Object cell) {
        return cell != null
                && !(cell instanceof Collection<?> list && list.isEmpty())
                && !(cell instanceof Map<?, ?> map && map.isEmpty());
    }
}
