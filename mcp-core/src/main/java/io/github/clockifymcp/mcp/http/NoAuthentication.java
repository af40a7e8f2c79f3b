package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;

/// Takes everybody for the person at this machine. Only for servers that only this machine reaches.
public final class NoAuthentication implements Authenticator {

    @Override
    public Identity identify(Presented presented) {
        return new Identity.Authenticated(Principal.LOCAL);
    }

    @Override
    public boolean open() {
        return true;
    }
}
