package io.github.clockifymcp.mcp.server.legacy;

import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.server.Dialogue;
import io.github.clockifymcp.mcp.server.Era;
import io.github.clockifymcp.mcp.server.Peer;

/// Everything up to 2025-11-25. Takes every request that no other era claims, so it stands last.
public final class LegacyEra implements Era {

    @Override
    public boolean claims(Message.Request request) {
        return true;
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public Dialogue begin(Peer peer) {
        return new LegacyDialogue(peer);
    }
}
