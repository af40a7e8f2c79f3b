package io.github.clockifymcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.clockifymcp.mcp.catalogue.Catalogue;
import io.github.clockifymcp.mcp.catalogue.Family;
import io.github.clockifymcp.mcp.server.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What the tools' published schemas promise of their answers.
public final class AnswerSchemas {
    private static final Catalogue CATALOGUE = new Catalogue("tools");

    private static final JsonMapper JSON = new JsonMapper();

    private AnswerSchemas() {}

    /// Holds an answer against the output schema of its tool.
    ///
    /// @return the answer as structured content
    public static JsonNode assertFits(String tool, Object answer) {
        JsonNode structured = ValueWriter.json(answer);
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
            return JSON.readTree(CATALOGUE.definition(tool, Family.DESCRIBED))
                    .required("outputSchema");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
