package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.clockifymcp.mcp.tool.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A tool's output as JSON, in the form the published output schemas state: names in snake case,
/// enums in lower case, what is null left out, lists as tables where they say so. Made when the
/// first value has to be JSON.
public final class ValueWriter {
    private static final class Mapper {
        private static final JsonMapper JSON =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .defaultPropertyInclusion(
                                JsonInclude.Value.construct(
                                        JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                        .annotationIntrospector(new Tables())
                        .addModule(
                                new SimpleModule()
                                        .addSerializer(Instant.class, new ToStringSerializer())
                                        .addSerializer(LocalDate.class, new ToStringSerializer())
                                        // Without seconds where there are none, which is nearly
                                        // everywhere: `2026-11-19T15:15+01:00`.
                                        .addSerializer(
                                                OffsetDateTime.class, new ToStringSerializer()))
                        .build();
    }

    /// Finds the lists that go out as tables.
    private static final class Tables extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Object findSerializer(Annotated what) {
            return what.hasAnnotation(Columns.class)
                    ? new TableWriter()
                    : super.findSerializer(what);
        }
    }

    private ValueWriter() {}

    /// The value as JSON; a tree as it is.
    public static JsonNode json(Object value) {
        return value instanceof JsonNode tree ? tree : Mapper.JSON.valueToTree(value);
    }
}
