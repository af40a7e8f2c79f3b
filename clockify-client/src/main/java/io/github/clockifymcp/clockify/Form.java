package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/// The body of a request that Clockify wants as `multipart/form-data`: expenses and images.
///
/// It is JSON until it is sent, like every other body, so that a request stays data: an object with
/// the one field `multipart/form-data`, a list of parts. Clockify has no field of that name.
public final class Form {
    private static final String MARK = "multipart/form-data";
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]+/[\\w.+-]+");
    private static final ContentType TEXT =
            ContentType.create("text/plain", StandardCharsets.UTF_8);

    private final ArrayNode parts = JsonNodeFactory.instance.arrayNode();

    /// A form without parts.
    public Form() {}

    /// Adds a text; nothing if it is null.
    public Form text(String name, @Nullable String value) {
        if (value != null) {
            parts.addObject().put("name", name).put("value", value);
        }
        return this;
    }

    /// Adds a file.
    ///
    /// @param fileName what Clockify shows; its quotes are escaped on the wire, its line ends
    ///   become spaces
    /// @param mediaType such as `image/png`
    /// @throws IllegalArgumentException if the media type is none
    public Form file(String name, String fileName, String mediaType, byte[] bytes) {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("A media type is like image/png.");
        }
        parts.addObject()
                .put("name", name)
                .put("file_name", fileName)
                .put("media_type", mediaType)
                .put("bytes", bytes);
        return this;
    }

    /// The body of a request.
    public ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set(MARK, parts.deepCopy());
        return body;
    }

    /// A body as if it had been received, but with the files of a form as bytes and not as text, so
    /// that whoever shows a request can tell a file.
    static JsonNode settled(JsonNode body) {
        JsonNode settled = Json.settled(body);
        if (is(settled)) {
            for (JsonNode part : settled.path(MARK)) {
                if (part.has("bytes")) {
                    ((ObjectNode) part).put("bytes", bytes(part));
                }
            }
        }
        return settled;
    }

    /// Whether a body is a form.
    static boolean is(JsonNode body) {
        return body.size() == 1 && body.path(MARK).isArray();
    }

    /// A form as it is sent.
    static HttpEntity entity(JsonNode body) {
        MultipartEntityBuilder entity =
                MultipartEntityBuilder.create()
                        // As browsers do; the other modes write %20 into file names.
                        .setMode(HttpMultipartMode.LEGACY)
                        .setCharset(StandardCharsets.UTF_8);
        for (JsonNode part : body.path(MARK)) {
            String name = part.path("name").asText();
            if (part.has("bytes")) {
                entity.addBinaryBody(
                        name,
                        bytes(part),
                        ContentType.create(part.path("media_type").asText()),
                        part.path("file_name").asText());
            } else {
                entity.addTextBody(name, part.path("value").asText(), TEXT);
            }
        }
        return entity.build();
    }

    private static byte[] bytes(JsonNode part) {
        try {
            return part.get("bytes").binaryValue();
        } catch (IOException e) {
            throw new IllegalStateException("A file in a form is base64.", e);
        }
    }
}
