package io.github.clockifymcp.server.keypage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.keypage.Tickets.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The way to the page for one person, which a model may show them: it says whose key is asked for,
/// and lets nobody in. Somebody else who follows it is told so, or they would put their key where
/// whoever sent them the link uses it.
public final class KeyLink {
    private final String page;
    private final Tickets tickets;
    private final Pattern pattern;

    /// @param page the page's address
    public KeyLink(URI page, Tickets tickets) {
        this.page = page.toString();
        this.tickets = tickets;
        this.pattern = Pattern.compile(Pattern.quote(page + "?for=") + "[A-Za-z0-9_-]+");
    }

    /// One for somebody, good for half an hour.
    public String of(Principal principal) {
        return page
                + "?for="
                + tickets.seal(
                        Kind.LINK,
                        Tickets.content()
                                .put("tenant", principal.tenant())
                                .put("principal", principal.id()));
    }

    /// The one in a text.
    public Optional<String> in(String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    /// Whom one is for; empty when it is too old, or none of ours.
    Optional<Principal> whose(String ticket) {
        return tickets.open(Kind.LINK, ticket).map(KeyLink::principal);
    }

    static Principal principal(JsonNode content) {
        return new Principal(
                content.path("tenant").asText(), content.path("principal").asText(), Set.of());
    }
}
