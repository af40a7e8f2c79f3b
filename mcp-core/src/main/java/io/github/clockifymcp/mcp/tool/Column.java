package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A column of a table ([Columns]): its name as clients see it, and the way to its cell in a row.
///
/// @param path from the row through the records inside it
/// @param table whether its cells are tables themselves
public record Column(String name, List<Method> path, boolean table) {
    public Column {
        path = List.copyOf(path);
    }

    /// The columns that rows of this type can have, in the order of their components.
    public static List<Column> of(Class<?> row) {
        List<Column> columns = new ArrayList<>();
        collect(row, List.of(), columns);
        if (columns.stream().map(Column::name).distinct().count() < columns.size()) {
            throw new IllegalStateException(row + " has two columns of one name");
        }
        return List.copyOf(columns);
    }

    private static void collect(Class<?> type, List<Method> before, List<Column> into) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " is not a record");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            if (accessor.isAnnotationPresent(JsonIgnore.class)) {
                continue; // said in the text only
            }
            // The records of tools are their own business; what they answer is not.
            accessor.setAccessible(true);
            List<Method> path = new ArrayList<>(before);
            path.add(accessor);
            if (component.getType().isRecord()) {
                collect(component.getType(), path, into);
            } else {
                into.add(
                        new Column(
                                PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                                        component.getName()),
                                path,
                                component.isAnnotationPresent(Columns.class)));
            }
        }
    }

    /// What stands in this column of a row; null where there is nothing.
    public @Nullable Object cell(Object row) {
        Object value = row;
        for (Method step : path) {
            if (value == null) {
                return null;
            }
            value = read(step, value);
        }
        return value;
    }

    private static @Nullable Object read(Method accessor, Object record) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record that cannot be read: " + accessor, e);
        }
    }
}
