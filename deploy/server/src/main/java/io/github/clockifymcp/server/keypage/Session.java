package io.github.clockifymcp.server.keypage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.identity.SignIn;
import java.security.SecureRandom;
import java.util.Base64;

/// Who is signed in in a browser.
///
/// @param name what their provider calls them
/// @param csrf what a form of ours has to say, and a page of somebody else cannot know
record Session(Principal principal, String name, String csrf) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Session of(SignIn.Person person) {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return new Session(
                person.principal(),
                person.name(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static Session of(JsonNode content) {
        return new Session(
                KeyLink.principal(content),
                content.path("name").asText(),
                content.path("csrf").asText());
    }

    ObjectNode content() {
        return Tickets.content()
                .put("tenant", principal.tenant())
                .put("principal", principal.id())
                .put("name", name)
                .put("csrf", csrf);
    }

    boolean is(Principal other) {
        return principal.tenant().equals(other.tenant()) && principal.id().equals(other.id());
    }
}
