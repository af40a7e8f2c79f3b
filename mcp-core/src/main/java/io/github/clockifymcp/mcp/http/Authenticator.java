package io.github.clockifymcp.mcp.http;

/// Finds out who sends a request.
///
/// 1. It is asked once for every request, before its body is read, on a thread that may block.
/// 2. It decides by what it is given alone, and never by earlier requests of the same connection.
/// 3. What it throws lets nobody in.
@FunctionalInterface
public interface Authenticator {

    Identity identify(Presented presented);

    /// Whether it lets in everybody, so that only this machine may reach us.
    default boolean open() {
        return false;
    }
}
