package io.github.clockifymcp.server.keypage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.controlplane.SealedException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// What we give out and want back as it was, for one purpose and a while: sealed with the keys that
/// all replicas have, so that any of them opens it and nobody else reads or makes it.
public final class Tickets {
    /// What keys for this are derived for.
    public static final String PURPOSE = "key page";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 8 * 1024;
    private static final String UNTIL = "until";

    private final Sealed sealed;
    private final Clock clock;

    /// What one is for. One of another kind does not open.
    enum Kind {
        /// A sign-in that was begun in this browser.
        SIGN_IN(Duration.ofMinutes(10)),
        /// Who is signed in in this browser.
        SESSION(Duration.ofMinutes(10)),
        /// Whose key is asked for by a link. It lets nobody in.
        LINK(Duration.ofMinutes(30));

        private final Duration good;

        Kind(Duration good) {
            this.good = good;
        }

        Duration good() {
            return good;
        }

        private Sealed.Label label() {
            return new Sealed.Label("", "", PURPOSE + ", " + name());
        }
    }

    public Tickets(Sealed sealed, Clock clock) {
        this.sealed = sealed;
        this.clock = clock;
    }

    static ObjectNode content() {
        return JSON.createObjectNode();
    }

    /// Makes one, which may stand in an address or a cookie.
    String seal(Kind kind, ObjectNode content) {
        ObjectNode all = content.deepCopy();
        all.put(UNTIL, clock.instant().plus(kind.good()).toEpochMilli());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(sealed.seal(kind.label(), all.toString().getBytes(UTF_8)));
    }

    /// Opens one; empty when it is too old, of another kind, or not of our making.
    Optional<JsonNode> open(Kind kind, String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = sealed.open(kind.label(), Base64.getUrlDecoder().decode(text));
            JsonNode content = JSON.readTree(bytes);
            return clock.millis() < content.path(UNTIL).asLong()
                    ? Optional.of(content)
                    : Optional.empty();
        } catch (SealedException | IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
