package io.github.clockifymcp.server.keypage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.clockifymcp.mcp.http.PageAnswer;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the page looks like: plain HTML without a script. Whatever is put into it from outside is
/// escaped here.
final class Views {
    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--paper:#fff;--back:#eef1f5;\
            --line:#cfd6df;--act:#0b62b8;--bad:#b3261e;--good:#1b6e3c}
            @media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#a5b0bd;--paper:#1b222c;\
            --back:#11161d;--line:#3a4553;--act:#6cb2f5;--bad:#ff8a80;--good:#7fd6a0}}
            *{box-sizing:border-box}
            body{margin:0;padding:2rem 1rem;background:var(--back);color:var(--ink);\
            font:1rem/1.5 system-ui,sans-serif}
            main{max-width:34rem;margin:0 auto;padding:1.5rem 2rem 2rem;background:var(--paper);\
            border:1px solid var(--line);border-radius:.5rem}
            h1{margin:.2rem 0 1rem;font-size:1.5rem}
            h2{margin:2rem 0 .5rem;font-size:1.1rem}
            p{margin:.6rem 0;overflow-wrap:anywhere}
            .soft{color:var(--soft)}
            .note{padding:.6rem .9rem;border-left:.3rem solid var(--act)}
            .bad{border-color:var(--bad)}
            .good{border-color:var(--good)}
            label{display:block;margin:.8rem 0 .3rem;font-weight:600}
            input[type=password]{width:100%;padding:.55rem .7rem;font:inherit;color:inherit;\
            background:var(--back);border:1px solid var(--soft);border-radius:.3rem}
            button,a.button{display:inline-block;margin:.9rem .6rem 0 0;padding:.5rem 1.1rem;\
            font:inherit;font-weight:600;text-decoration:none;cursor:pointer;border-radius:.3rem;\
            border:1px solid var(--act);background:transparent;color:var(--act)}
            button.first,a.first{background:var(--act);color:var(--paper)}
            a{color:var(--act)}
            :focus-visible{outline:3px solid var(--act);outline-offset:2px}
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
                    .formatted(digest());

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Views() {}

    private static String digest() {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// A text as HTML shows it.
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// The way to the page.
    ///
    /// @param link the ticket of the link that led here; empty without
    static String way(String link) {
        return link.isEmpty() ? KeyPage.PATH : KeyPage.PATH + "?for=" + encoded(link);
    }

    /// The way to a provider.
    static String way(String link, String issuer) {
        return way(link) + (link.isEmpty() ? "?" : "&") + "issuer=" + encoded(issuer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    static PageAnswer redirect(String to, PageAnswer.Header... more) {
        List<PageAnswer.Header> headers = headers(more);
        headers.add(new PageAnswer.Header("Location", to));
        return new PageAnswer(303, headers, "");
    }

    /// A page.
    ///
    /// @param main its HTML below the title
    static PageAnswer page(int status, String title, String main, PageAnswer.Header... more) {
        return page(status, title, main, "", more);
    }

    /// A page that goes on by itself. Not by a redirect: a browser that comes from a provider sends
    /// a strict cookie only with what begins here.
    static PageAnswer goOn(String link, PageAnswer.Header... more) {
        String to = escaped(way(link));
        return page(
                200,
                "You are signed in",
                "<p><a class=\"button first\" href=\"%s\">Go on</a></p>".formatted(to),
                "<meta http-equiv=\"refresh\" content=\"0;url=%s\">\n".formatted(to),
                more);
    }

    private static PageAnswer page(
            int status, String title, String main, String head, PageAnswer.Header... more) {
        List<PageAnswer.Header> headers = headers(more);
        headers.add(new PageAnswer.Header("Content-Type", "text/html; charset=utf-8"));
        return new PageAnswer(
                status,
                headers,
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                %s<title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                %s
                </main>
                </body>
                </html>
                """
                        .formatted(head, escaped(title), STYLE, escaped(title), main.strip()));
    }

    private static List<PageAnswer.Header> headers(PageAnswer.Header... more) {
        List<PageAnswer.Header> headers = new ArrayList<>(List.of(more));
        headers.add(new PageAnswer.Header("Content-Security-Policy", POLICY));
        headers.add(new PageAnswer.Header("X-Frame-Options", "DENY"));
        headers.add(new PageAnswer.Header("X-Content-Type-Options", "nosniff"));
        headers.add(new PageAnswer.Header("Referrer-Policy", "no-referrer"));
        headers.add(new PageAnswer.Header("Cross-Origin-Opener-Policy", "same-origin"));
        headers.add(new PageAnswer.Header("Cache-Control", "no-store"));
        return headers;
    }

    /// Something to read, and a way to go on.
    static PageAnswer told(int status, String title, String sentence, String way, String word) {
        return page(
                status,
                title,
                "<p>%s</p>\n<p><a class=\"button first\" href=\"%s\">%s</a></p>"
                        .formatted(escaped(sentence), escaped(way), escaped(word)));
    }

    /// Where somebody can sign in, when there is a choice. Links, since a form may not lead to
    /// another site.
    static PageAnswer choice(List<String> issuers, String link) {
        StringBuilder choices = new StringBuilder("<p>Where do you sign in?</p>\n");
        for (String issuer : issuers) {
            choices.append(
                    "<p><a class=\"button\" href=\"%s\">%s</a></p>\n"
                            .formatted(escaped(way(link, issuer)), escaped(issuer)));
        }
        return page(200, "Sign in", choices.toString());
    }

    /// What went on just now.
    record Note(String sentence, boolean good) {
        private String html() {
            return "<p class=\"note %s\" role=\"status\">%s</p>\n"
                    .formatted(good ? "good" : "bad", escaped(sentence));
        }
    }

    /// Somebody's key, and what they can do about it.
    static PageAnswer key(
            int status,
            Session session,
            String link,
            KeyCupboard.Look.Open look,
            @Nullable Note note) {
        KeyCupboard.Kept own = look.own();
        StringBuilder main = new StringBuilder();
        main.append(who(session));
        if (note != null) {
            main.append(note.html());
        }
        main.append(standing(look));
        main.append(
                """
                <h2>%s</h2>
                <p class="soft">You find it in Clockify, in your profile's preferences under \
                <i>Advanced</i>, as <i>API key</i>. It is checked with Clockify, kept encrypted, \
                and never shown again.</p>
                <form method="post" action="/key">
                %s<label for="key">API key</label>
                <input id="key" name="key" type="password" required maxlength="512" \
                autocomplete="off" autocapitalize="off" spellcheck="false">
                <button class="first" type="submit">%s</button>
                </form>
                """
                        .formatted(
                                own == null ? "Store your key" : "Replace it",
                                hidden(session, link),
                                own == null ? "Store" : "Replace"));
        if (own != null) {
            main.append(
                    """
                    <h2>Remove it</h2>
                    <p class="soft">It is removed here. In Clockify it stays good until you make \
                    another one there.</p>
                    <form method="post" action="/key/remove">
                    %s<button type="submit">Remove</button>
                    </form>
                    """
                            .formatted(hidden(session, link)));
        }
        main.append(signOut(session));
        return page(status, "Your key to Clockify", main.toString());
    }

    private static String who(Session session) {
        return "<p>You are signed in as <b>%s</b>, in the tenant <b>%s</b>.</p>\n"
                .formatted(escaped(session.name()), escaped(session.principal().tenant()));
    }

    private static String standing(KeyCupboard.Look.Open look) {
        KeyCupboard.Kept own = look.own();
        if (own == null) {
            return look.shared()
                    ? "<p>You have no key of your own here. All people of your tenant work with"
                            + " one; if you store your own, you work with that.</p>\n"
                    : "<p>You have no key here yet.</p>\n";
        }
        switch (own.worth()) {
            case REFUSED -> {
                return new Note("Clockify no longer accepts the key that is stored here.", false)
                        .html();
            }
            case SHUT -> {
                return new Note(
                                "The key that is stored here cannot be opened any more. Store it"
                                        + " again, or remove it.",
                                false)
                        .html();
            }
            case GOOD -> {}
        }
        Instant checked = own.checked();
        return own.user() == null || checked == null
                ? "<p>A key of yours is stored here. Clockify was not asked about it.</p>\n"
                : "<p>A key of yours is stored here. On %s it was that of the Clockify user <b>%s</b>.</p>\n"
                        .formatted(TIME.format(checked), escaped(own.user()));
    }

    /// A form to sign out with.
    static String signOut(Session session) {
        return """
        <form method="post" action="/key/signout">
        %s<button type="submit">Sign out</button>
        </form>
        """
                .formatted(hidden(session, ""));
    }

    private static String hidden(Session session, String link) {
        return "<input type=\"hidden\" name=\"csrf\" value=\"%s\">\n<input type=\"hidden\" name=\"for\" value=\"%s\">\n"
                .formatted(escaped(session.csrf()), escaped(link));
    }
}
