package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;

/// What the tools' published schemas promise of their answers.
public final class AnswerSchemas {
    private static final Catalogue CATALOGUE = new Catalogue("tools");

    // As the engine writes values: what it writes is what the published schemas describe.
    private static final JsonMapper VALUES =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .addModule(
                            new SimpleModule()
                                    .addSerializer(Instant.class, new ToStringSerializer())
                                    .addSerializer(LocalDate.class, new ToStringSerializer()))
                    .build();

    private AnswerSchemas() {}

    /// Holds an answer against the output schema of its tool.
    ///
    /// @return the answer as structured content
    public static JsonNode assertFits(String tool, Object answer) {
        JsonNode structured = VALUES.valueToTree(answer);
        assertThat(
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                                .getSchema(published(tool))
                                .validate(structured))
                .as("%s: %s", tool, structured)
                .isEmpty();
        return structured;
    }

    private static JsonNode published(String tool) {
        try {
            return VALUES.readTree(CATALOGUE.definition(tool, Family.DESCRIBED))
                    .required("outputSchema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
