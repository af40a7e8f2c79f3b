package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.mcp.tool.Problem;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.server.keypage.KeyLink;
import java.util.Optional;

/// What is said to somebody who has no key to Clockify, or none that it knows.
///
/// @param link the way to the page where they store one; empty where there is no such page
record KeyWords(Optional<KeyLink> link) {

    /// They have none.
    Problem missing(Principal principal) {
        return new Problem(
                Code.NOT_CONFIGURED,
                "There is no key to Clockify for you here.",
                hint(principal, "one"));
    }

    /// Theirs is not known any more.
    Problem refused(Principal principal) {
        return new Problem(
                Code.AUTH,
                "Clockify does not know your key any more.",
                hint(principal, "another one"));
    }

    /// Theirs is kept here and does not open.
    Problem shut(Principal principal) {
        return new Problem(
                Code.NOT_CONFIGURED,
                "Your key to Clockify is kept here and does not open: this server lacks what it was"
                        + " sealed with.",
                hint(principal, "it again"));
    }

    /// Their tenant's does not.
    static Problem shutToAll() {
        return new Problem(
                Code.NOT_CONFIGURED,
                "Your tenant's key to Clockify is kept here and does not open: this server lacks what"
                        + " it was sealed with.",
                "Whoever runs this service stores it again with: clockify-mcp credential set.");
    }

    /// Their tenant's is not known any more.
    static Problem refusedToAll() {
        return new Problem(
                Code.AUTH,
                "Clockify does not know your tenant's key any more.",
                "Whoever runs this service stores another one with: clockify-mcp credential set.");
    }

    private String hint(Principal principal, String which) {
        return link.map(page ->
                        "Show your person this link, where they sign in and store %s, and then call again; it is good for half an hour and for them alone, and a key must never be in the chat: %s"
                                .formatted(which, page.of(principal)))
                .orElseGet(() ->
                        "Whoever runs this service stores %s with: clockify-mcp credential set."
                                .formatted(which));
    }
}
