package io.github.clockifymcp.mcp.tool;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;

/// Resources whose URIs have one form.
///
/// @param uri with names in braces, each of which stands for a path segment
/// @param name of one such resource, such as `project`
/// @param title for people
/// @param description for the model
/// @param mimeType of what is read
/// @param rights the reading tool whose rights decide
/// @param read answers with a [ResourceContent] or a record, which is shown as JSON
public record ResourceTemplate(
        String uri,
        String name,
        String title,
        String description,
        String mimeType,
        String rights,
        BiFunction<Map<String, String>, Call, Object> read) {

    /// What the last segment of the URI of a part begins with.
    static final String PARTS = "/part/{part}";

    /// The URI in which these values stand for the names, so that a match gives them back.
    ///
    /// @throws IllegalArgumentException when a name has no value
    public static String expand(String uri, Map<String, String> values) {
        StringBuilder expanded = new StringBuilder();
        int from = 0;
        for (int open = uri.indexOf('{'); open >= 0; open = uri.indexOf('{', from)) {
            int close = uri.indexOf('}', open);
            String value = values.get(uri.substring(open + 1, close));
            if (value == null) {
                throw new IllegalArgumentException("nothing stands for a name in " + uri);
            }
            expanded.append(uri, from, open);
            expanded.append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            from = close + 1;
        }
        return expanded.append(uri.substring(from)).toString();
    }
}
