package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A person's key to Clockify. It cannot be printed, logged or written as JSON; only the transport
/// reads it, to put it into the one header `X-Api-Key`.
@JsonSerialize(using = ApiKey.Refused.class)
public final class ApiKey {

    private static final int LONGEST = 512;
    private static final int SHORTEST_TOLD_APART = 8;

    private final String secret;

    private ApiKey(String secret) {
        this.secret = secret;
    }

    /// A key as a person pasted it; white space around it is dropped.
    ///
    /// @throws IllegalArgumentException if it is empty, too long, or cannot stand in a header; the
    ///   message does not repeat it
    public static ApiKey of(String secret) {
        String stripped = secret.strip();
        boolean printable = stripped.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (stripped.isEmpty() || stripped.length() > LONGEST || !printable) {
            throw new IllegalArgumentException(
                    "A Clockify API key is 1 to %d printable ASCII characters.".formatted(LONGEST));
        }
        return new ApiKey(stripped);
    }

    String reveal() {
        return secret;
    }

    /// The text without this key: a proxy's error may repeat the request's headers. A text that
    /// holds a very short key by chance stays as it is.
    String removedFrom(String text) {
        return secret.length() < SHORTEST_TOLD_APART ? text : text.replace(secret, "[key]");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiKey that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        // A hash of the key would tell something about it; keys are rarely put into maps.
        return ApiKey.class.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKey[…]";
    }

    private byte[] bytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /// Says no to whoever tries to write a key as JSON.
    static final class Refused extends JsonSerializer<ApiKey> {
        @Override
        public void serialize(ApiKey key, JsonGenerator out, SerializerProvider provider)
                throws JsonMappingException {
            throw JsonMappingException.from(out, "An API key is never written.");
        }
    }
}
