package io.github.clockifymcp.server.keypage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.controlplane.ClockifyKey;
import io.github.clockifymcp.mcp.http.PageAnswer;
import io.github.clockifymcp.mcp.http.PageRequest;
import io.github.clockifymcp.mcp.http.Website;
import io.github.clockifymcp.mcp.server.RequestHeaders;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.identity.SignIn;
import io.github.clockifymcp.server.keypage.Tickets.Kind;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where a person who signs in with their browser stores, replaces or removes their own key to
/// Clockify, so that it is never in a chat. It goes one way: in.
///
/// Nothing is kept here. What has to be remembered lies sealed in the browser's cookies, so that
/// any replica goes on where another began.
public final class KeyPage implements Website {
    /// Its path.
    public static final String PATH = "/key";

    /// Where providers send browsers back to.
    public static final String CALLBACK = PATH + "/callback";

    private static final Logger LOG = LoggerFactory.getLogger(KeyPage.class);
    private static final String REMOVE = PATH + "/remove";
    private static final String SIGN_OUT = PATH + "/signout";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Set<String> FRAMES =
            Set.of("iframe", "frame", "fencedframe", "embed", "object");

    private final String origin;
    private final SignIn signIn;
    private final Tickets tickets;
    private final KeyLink links;
    private final KeyCupboard cupboard;

    /// @param origin ours, as browsers write it
    public KeyPage(
            String origin, SignIn signIn, Tickets tickets, KeyLink links, KeyCupboard cupboard) {
        this.origin = origin;
        this.signIn = signIn;
        this.tickets = tickets;
        this.links = links;
        this.cupboard = cupboard;
    }

    @Override
    public boolean has(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    @Override
    public PageAnswer answer(PageRequest request) {
        if (isFramed(request.headers())) {
            // A redirect says nothing of frames that a browser would heed, so none is begun.
            return told(403, "This page is not shown within another.", "");
        }
        try {
            return switch (request.method()) {
                case "GET", "HEAD" -> get(request);
                case "POST" -> post(request);
                default -> told(405, "That cannot be done here.", "");
            };
        } catch (IOException e) {
            LOG.warn("The key page cannot be served at the moment; because={}", e.getMessage());
            return away();
        }
    }

    private static boolean isFramed(RequestHeaders headers) {
        return headers.all("Sec-Fetch-Dest").stream().anyMatch(FRAMES::contains);
    }

    private PageAnswer get(PageRequest request) throws IOException {
        return switch (request.path()) {
            case PATH -> look(request);
            case CALLBACK -> signedIn(request);
            case REMOVE, SIGN_OUT -> told(405, "Use the buttons of the page.", "");
            default -> told(404, "There is nothing here.", "");
        };
    }

    private PageAnswer look(PageRequest request) throws IOException {
        Map<String, String> query = Fields.of(request.query());
        String link = query.getOrDefault("for", "");
        if (!link.isEmpty() && links.whose(link).isEmpty()) {
            return told(
                    400,
                    "This link is too old, or not whole. Ask for another one where you got it, or"
                            + " go on without it.",
                    "");
        }
        Optional<Session> session = session(request.headers());
        if (session.isEmpty()) {
            return begin(query.getOrDefault("issuer", ""), link);
        }
        return standing(session.get(), link, note(query.getOrDefault("done", "")));
    }

    private static Views.@Nullable Note note(String done) {
        return switch (done) {
            case "stored" -> new Views.Note("Your key is stored.", true);
            case "removed" -> new Views.Note("Your key is removed here.", true);
            default -> null;
        };
    }

    private PageAnswer standing(Session session, String link, Views.@Nullable Note note)
            throws IOException {
        return switch (mine(session, link)) {
            case Mine.No(PageAnswer answer) -> answer;
            case Mine.Yes(KeyCupboard.Look.Open look) -> Views.key(200, session, link, look, note);
        };
    }

    /// Whether whoever is signed in has something to do here.
    private sealed interface Mine {
        record Yes(KeyCupboard.Look.Open look) implements Mine {}

        record No(PageAnswer answer) implements Mine {}
    }

    private Mine mine(Session session, String link) throws IOException {
        if (!link.isEmpty()) {
            Optional<Principal> whose = links.whose(link);
            if (whose.isEmpty()) {
                return new Mine.No(told(400, "This link is too old, or not whole.", ""));
            }
            if (!session.is(whose.get())) {
                LOG.info("A link to the key page was followed by somebody it was not made for");
                return new Mine.No(notYours(session));
            }
        }
        return switch (cupboard.look(session.principal())) {
            case KeyCupboard.Look.Open open -> new Mine.Yes(open);
            case KeyCupboard.Look.Closed(String sentence) ->
                    new Mine.No(
                            Views.page(
                                    403,
                                    "No key of yours here",
                                    "<p>%s</p>\n%s"
                                            .formatted(
                                                    Views.escaped(sentence),
                                                    Views.signOut(session))));
        };
    }

    private static PageAnswer notYours(Session session) {
        return Views.page(
                403,
                "This link is somebody else's",
                """
                <p>It was made for another person than you, who are signed in as <b>%s</b>. Nothing \
                was stored.</p>
                <p>If somebody sent it to you, do not go on: a key that you store belongs to you \
                alone. If you use several accounts, sign out, and follow the link again with the \
                other one.</p>
                %s\
                """
                        .formatted(Views.escaped(session.name()), Views.signOut(session)));
    }

    private PageAnswer begin(String issuer, String link) throws IOException {
        List<String> issuers = signIn.issuers();
        String chosen = issuers.size() == 1 ? issuers.getFirst() : issuer;
        if (!issuers.contains(chosen)) {
            return Views.choice(issuers, link);
        }
        SignIn.Begun begun = signIn.begin(chosen);
        SignIn.Pending pending = begun.pending();
        String ticket =
                tickets.seal(
                        Kind.SIGN_IN,
                        Tickets.content()
                                .put("issuer", pending.issuer())
                                .put("state", pending.state())
                                .put("nonce", pending.nonce())
                                .put("verifier", pending.verifier())
                                .put("for", link));
        return Views.redirect(
                begun.to().toString(), Cookie.SIGN_IN.set(ticket, Kind.SIGN_IN.good()));
    }

    private PageAnswer signedIn(PageRequest request) throws IOException {
        JsonNode begun =
                tickets.open(Kind.SIGN_IN, Cookie.SIGN_IN.in(request.headers())).orElse(null);
        if (begun == null) {
            return told(400, "The sign-in took too long, or was begun in another browser.", "");
        }
        String link = begun.path("for").asText();
        SignIn.Person person;
        try {
            person =
                    signIn.finish(
                            new SignIn.Pending(
                                    begun.path("issuer").asText(),
                                    begun.path("state").asText(),
                                    begun.path("nonce").asText(),
                                    begun.path("verifier").asText()),
                            Fields.of(request.query()));
        } catch (SignIn.FailedException e) {
            LOG.info("A sign-in to the key page came to nothing; because={}", e.getMessage());
            return told(403, String.valueOf(e.getMessage()), link);
        }
        String ticket = tickets.seal(Kind.SESSION, Session.of(person).content());
        return Views.goOn(
                link, Cookie.SIGN_IN.gone(), Cookie.SESSION.set(ticket, Kind.SESSION.good()));
    }

    private PageAnswer post(PageRequest request) throws IOException {
        switch (request.path()) {
            case PATH, REMOVE, SIGN_OUT -> {}
            default -> {
                return told(404, "There is nothing here.", "");
            }
        }
        if (!fromHere(request.headers())) {
            LOG.info("A form for the key page came from another page");
            return told(403, "This came from another page. Nothing was stored.", "");
        }
        Map<String, String> form = form(request);
        String link = form.getOrDefault("for", "");
        Optional<Session> session = session(request.headers());
        if (session.isEmpty()) {
            return told(
                    403, "You are not signed in any more. Nothing was stored or removed.", link);
        }
        if (!same(session.get().csrf(), form.getOrDefault("csrf", ""))) {
            return told(403, "This form is too old. Nothing was stored or removed.", link);
        }
        if (request.path().equals(SIGN_OUT)) {
            return Views.page(
                    200,
                    "You are signed out here",
                    "<p>You may still be signed in at your provider.</p>\n"
                            + "<p><a class=\"button\" href=\"/key\">Sign in</a></p>",
                    Cookie.SESSION.gone());
        }
        return switch (mine(session.get(), link)) {
            case Mine.No(PageAnswer answer) -> answer;
            case Mine.Yes yes ->
                    request.path().equals(REMOVE)
                            ? removed(session.get())
                            : stored(session.get(), link, yes.look(), form.getOrDefault("key", ""));
        };
    }

    /// Whether one of our own pages sent it. `Origin` is `null` where the page does not tell where
    /// it was, as ours; then it counts what browsers say of themselves.
    private boolean fromHere(RequestHeaders headers) {
        List<String> origins = headers.all("Origin");
        List<String> sites = headers.all("Sec-Fetch-Site");
        boolean here = origins.size() == 1 && origins.getFirst().equals(origin);
        boolean untold = origins.isEmpty() || origins.equals(List.of("null"));
        return sites.isEmpty() ? here : sites.equals(List.of("same-origin")) && (here || untold);
    }

    private static Map<String, String> form(PageRequest request) {
        String type = String.valueOf(request.headers().one("Content-Type"));
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM)
                ? Fields.of(new String(request.body(), UTF_8))
                : Map.of();
    }

    private PageAnswer stored(
            Session session, String link, KeyCupboard.Look.Open look, String typed)
            throws IOException {
        ClockifyKey key;
        try {
            key = ClockifyKey.of(typed);
        } catch (IllegalArgumentException e) {
            return refused(422, session, link, look, "That is no key to Clockify.");
        }
        return switch (cupboard.put(session.principal(), key)) {
            case KeyCupboard.Put.Stored() -> Views.redirect(PATH + "?done=stored");
            case KeyCupboard.Put.Refused(String sentence) ->
                    refused(422, session, link, look, sentence);
            case KeyCupboard.Put.TooOften(var after) ->
                    refused(
                            429,
                            session,
                            link,
                            look,
                            "Too many tries. Try again in %d seconds."
                                    .formatted(Math.max(1, after.toSeconds())));
        };
    }

    private static PageAnswer refused(
            int status, Session session, String link, KeyCupboard.Look.Open look, String why) {
        return Views.key(
                status, session, link, look, new Views.Note(why + " Nothing was stored.", false));
    }

    private PageAnswer removed(Session session) throws IOException {
        cupboard.remove(session.principal());
        return Views.redirect(PATH + "?done=removed");
    }

    private Optional<Session> session(RequestHeaders headers) {
        return tickets.open(Kind.SESSION, Cookie.SESSION.in(headers)).map(Session::of);
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static PageAnswer told(int status, String sentence, String link) {
        return Views.told(status, "Your key to Clockify", sentence, Views.way(link), "To the page");
    }

    private static PageAnswer away() {
        return Views.page(
                503,
                "Not at the moment",
                "<p>Somebody whom this page has to ask does not answer. Try again in a moment.</p>"
                        + "\n<p>Nothing is known to have been stored or removed.</p>",
                new PageAnswer.Header("Retry-After", "5"));
    }
}
