package io.github.clockifymcp.mcp.parity;

import io.github.clockifymcp.mcp.server.Revision;
import java.util.function.Predicate;

/// What is so on some legs and otherwise on others, and why. A scenario that needs one says with
/// [Peer#where] or [Peer#either] what is heard here and what elsewhere.
enum Difference {
    GREETING(
            leg -> !leg.modern(),
            "Up to 2025-11-25 a client introduces itself once, and may ping; since 2026-07-28 every"
                    + " request says everything itself, and there is nobody to remember it."),
    DISCOVERY(
            Leg::modern,
            "server/discover came with 2026-07-28; before, initialize tells what the server is."),
    SUBSCRIBING(
            leg -> !leg.modern(),
            "Up to 2025-11-25 the session remembers which resources its client watches."),
    LISTENING(
            Leg::modern,
            "Since 2026-07-28 no session remembers what a client wants to hear; a request that"
                    + " stays open does, and is told first what it will hear."),
    LEVEL_OF_THE_SESSION(
            leg -> !leg.modern(),
            "Up to 2025-11-25 the session remembers the log level; since then each request has it."),
    CODE_OF_ITS_OWN(
            leg -> !leg.modern(),
            "Up to 2025-11-25 MCP had a code for resources that are not found; 2026-07-28 gave it"
                    + " up for JSON-RPC's."),
    LACKING_IS_AN_ERROR(
            Leg::modern,
            "2026-07-28 has an error for what the client cannot be asked, which names the"
                    + " capability; before, the tool's answer says so."),
    ANY_STRUCTURE(
            Leg::modern, "Up to 2025-11-25 structured content is an object; since then any JSON."),
    TASKS(
            Leg::modern,
            "The extension for tasks is of 2026-07-28; before, the work is done in the call."),
    LIST_OF_THE_SESSION(
            leg -> !leg.modern(),
            "Up to 2025-11-25 a session may change its own list of tools; since then a list depends"
                    + " on nothing that was asked before."),
    KEPT_LISTS(
            Leg::modern,
            "Since 2026-07-28 lists say how long they may be kept and by whom; before, clients keep"
                    + " them until they hear of a change."),
    WAITING_FOR_THE_PERSON(
            leg -> !leg.modern(),
            "Up to 2025-11-25 the call waits for the answer, so it can be cancelled meanwhile and"
                    + " the question is taken back; since then the question is the answer."),
    SEALED_STATE(
            Leg::modern,
            "Since 2026-07-28 what a call knows between its rounds is in the client's hands, so it"
                    + " is sealed."),
    SESSIONS(
            leg -> leg.http() && !leg.modern(),
            "Up to 2025-11-25 HTTP requests belong together by the id of a session, which can be"
                    + " ended; a pipe is its own session, and 2026-07-28 has none."),
    HEADERS(
            leg -> leg.http() && leg.modern(),
            "Since 2026-07-28 HTTP headers repeat what the message says, so that proxies need not"
                    + " read it; a line has no headers, and sessions have headers of their own."),
    CANCELLING_IS_SAID(
            leg -> !(leg.http() && leg.modern()),
            "On a pipe and in a session a message cancels, and the answer to a call finds its way"
                    + " although its connection broke. In 2026-07-28 over HTTP the connection is"
                    + " all a call has, and closing it cancels."),
    COUNTED_ALONE(
            Leg::http,
            "A pipe is one client's, so its calls are counted on it; over HTTP they are counted for"
                    + " each principal, whatever connections they use."),
    BODIES(Leg::http, "A message is a line on stdio and a body over HTTP; the sentence names it."),
    BATCHES(
            leg -> !leg.modern() && leg.revision().batches(),
            "JSON-RPC's arrays were taken out of MCP in 2025-06-18."),
    TITLES(
            leg -> leg.revision().atLeast(Revision.V2025_06_18),
            "Titles, structured content, links to resources and questions to the person came with"
                    + " 2025-06-18."),
    ICONS(
            leg -> leg.revision().atLeast(Revision.V2025_11_25),
            "Icons and links for the person came with 2025-11-25."),
    WORDS_BESIDE_PROGRESS(
            leg -> leg.revision().atLeast(Revision.V2025_03_26),
            "Sound, completions as a capability, and words beside progress came with 2025-03-26.");

    @SuppressWarnings("ImmutableEnumChecker") // they look at the leg and at nothing else
    private final Predicate<Leg> where;

    private final String because;

    Difference(Predicate<Leg> where, String because) {
        this.where = where;
        this.because = because;
    }

    boolean holds(Leg leg) {
        return where.test(leg);
    }

    String because() {
        return because;
    }
}
