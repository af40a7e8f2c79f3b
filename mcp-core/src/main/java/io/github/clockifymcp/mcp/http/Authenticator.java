package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Optional;

/// Finds out who sends a request.
///
/// 1. It is asked once for every request, before its body is read, on a thread that may block.
/// 2. It decides by what it is given alone, and never by earlier requests of the same connection.
/// 3. What it throws lets nobody in.
@FunctionalInterface
public interface Authenticator {

    Identity identify(Presented presented);

    /// Whether somebody who was let in still is. Asked again and again while something of theirs
    /// goes on, once for each of them and not for each of their streams, on a thread that may
    /// block. [Identity.Unauthenticated] and [Identity.Forbidden] end all of it; what cannot be
    /// found out ends nothing, and what it throws neither.
    default Identity again(Principal principal) {
        return new Identity.Authenticated(principal);
    }

    /// How somebody is asked for a token that is good for more than theirs (`WWW-Authenticate`);
    /// empty where tokens are all alike.
    ///
    /// @param scope what it has to be good for
    default Optional<String> challenge(String scope) {
        return Optional.empty();
    }

    /// Whether it lets in everybody, so that only this machine may reach us.
    default boolean open() {
        return false;
    }
}
