package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.PromptTemplate;
import io.github.clockifymcp.mcp.tool.ResourceTemplate;
import io.github.clockifymcp.mcp.tool.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server offers beside tools. Each names the reading tool whose rights it takes.
/// Definitions are written in the newest form; older revisions are spared what they do not know.
public sealed interface Offered {

    /// The tool whose rights decide.
    String rights();

    /// A resource with a URI of its own.
    ///
    /// @param definition as in `resources/list`, the `uri` among it
    /// @param read answers with a [Read], a [io.github.clockifymcp.mcp.tool.ResourceContent] or a
    ///   value that is shown as JSON
    record Resource(String uri, ObjectNode definition, String rights, Target.Work read)
            implements Offered {}

    /// Resources whose URIs have a form.
    ///
    /// @param definition as in `resources/templates/list`
    record Template(UriTemplate uri, ObjectNode definition, String rights, Reader read)
            implements Offered {
        /// As a group of tools declared it.
        public static Template of(ResourceTemplate declared) {
            ObjectNode definition = Json.object().put("uriTemplate", declared.uri());
            definition.put("name", declared.name()).put("title", declared.title());
            definition.put("description", declared.description());
            definition.put("mimeType", declared.mimeType());
            return new Template(
                    new UriTemplate(declared.uri()),
                    definition,
                    declared.rights(),
                    declared.read()::apply);
        }
    }

    /// A prompt.
    ///
    /// @param definition as in `prompts/list`
    record Prompt(String name, ObjectNode definition, String rights, Composer compose)
            implements Offered {
        /// As a group of tools declared it.
        public static Prompt of(PromptTemplate declared) {
            ObjectNode definition = Json.object().put("name", declared.name());
            definition.put("title", declared.title()).put("description", declared.description());
            ArrayNode arguments = definition.putArray("arguments");
            for (PromptTemplate.Argument argument : declared.arguments()) {
                arguments
                        .addObject()
                        .put("name", argument.name())
                        .put("description", argument.description())
                        .put("required", argument.required());
            }
            return new Prompt(
                    declared.name(),
                    definition,
                    declared.rights(),
                    (given, call) ->
                            Messages.ofUser(
                                    declared.description(), declared.text().apply(given, call)));
        }
    }

    /// Suggestions for an argument of a prompt or a template.
    record Completion(String rights, Suggester suggest) implements Offered {}

    /// Reads what a URI names.
    @FunctionalInterface
    interface Reader {
        /// Reads it.
        ///
        /// @param values what stands in the URI, by the template's names
        Object read(Map<String, String> values, Call call);
    }

    /// Writes a prompt.
    @FunctionalInterface
    interface Composer {
        Messages compose(Map<String, String> arguments, Call call);
    }

    /// Suggests values.
    @FunctionalInterface
    interface Suggester {
        /// Suggests what may stand there.
        ///
        /// @param typed what was typed so far
        /// @param others the arguments that were chosen already
        /// @return at most 100 are shown
        List<String> suggest(String typed, Map<String, String> others, Call call);
    }

    /// What a resource holds.
    record Read(List<Part> parts) {
        public Read {
            parts = List.copyOf(parts);
        }
    }

    /// A part of a resource: text, or base64.
    record Part(String uri, String mimeType, @Nullable String text, @Nullable String blob) {}

    /// A prompt's messages.
    ///
    /// @param description empty for none
    /// @param messages `PromptMessage`s
    record Messages(String description, List<ObjectNode> messages) {
        public Messages {
            messages = List.copyOf(messages);
        }

        /// One message, in the person's name.
        public static Messages ofUser(String description, String text) {
            ObjectNode message = Json.object().put("role", "user");
            message.putObject("content").put("type", "text").put("text", text);
            return new Messages(description, List.of(message));
        }
    }
}
