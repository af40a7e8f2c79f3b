package io.github.clockifymcp.server.keypage;

import io.github.clockifymcp.controlplane.Sealed;
import io.github.clockifymcp.mcp.tool.Principal;
import io.github.clockifymcp.server.identity.SignIn;
import io.github.clockifymcp.server.keypage.Tickets.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/// What the page would have put into a browser at another time.
public final class SealedSession {
    private SealedSession() {}

    /// The cookie's value of somebody who signed in then.
    public static String of(List<Sealed.Key> keys, Principal principal, String name, Instant then) {
        Tickets tickets = new Tickets(new Sealed(keys), Clock.fixed(then, ZoneOffset.UTC));
        return tickets.seal(Kind.SESSION, Session.of(new SignIn.Person(principal, name)).content());
    }
}
