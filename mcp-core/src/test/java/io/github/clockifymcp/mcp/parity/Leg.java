package io.github.clockifymcp.mcp.parity;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.server.McpServer;
import io.github.clockifymcp.mcp.server.Revision;
import java.util.ArrayList;
import java.util.List;

/// One way to talk with a server: a revision of the protocol over a transport. Scenarios only meet
/// a server on it; to ask which one it is, is for a [Difference].
record Leg(boolean http, Revision revision) {
    /// How many bytes a message may have, on either transport.
    static final int LONGEST = 8_000;

    /// A client that can do everything.
    static final String ABLE = "{'elicitation':{'form':{},'url':{}},'sampling':{},'roots':{}}";

    /// A client that can do nothing but ask.
    static final String PLAIN = "{}";

    private static final int MANY = 64;

    static List<Leg> four() {
        return List.of(
                new Leg(false, Revision.LATEST_LEGACY),
                new Leg(false, Revision.V2026_07_28),
                new Leg(true, Revision.LATEST_LEGACY),
                new Leg(true, Revision.V2026_07_28));
    }

    /// Both transports in each revision of the legacy era.
    static List<Leg> legacies() {
        List<Leg> legs = new ArrayList<>();
        for (Revision revision : Revision.values()) {
            if (!revision.modern()) {
                legs.add(new Leg(false, revision));
                legs.add(new Leg(true, revision));
            }
        }
        return legs;
    }

    boolean modern() {
        return revision.modern();
    }

    Peer meet(Fixture fixture) {
        return meet(fixture, ABLE);
    }

    Peer meet(Fixture fixture, String capabilities) {
        return meet(fixture, capabilities, MANY);
    }

    /// Starts a server and talks with it.
    ///
    /// @param capabilities what the client says that it can
    /// @param running how many requests of one client the transport works on, where it counts them
    Peer meet(Fixture fixture, String capabilities, int running) {
        McpServer server = fixture.server();
        Wire wire = http ? new HttpWire(server, running) : new StdioWire(server);
        Peer peer =
                modern()
                        ? new ModernPeer(this, wire, capabilities)
                        : new LegacyPeer(this, wire, capabilities);
        peer.greet();
        return peer;
    }

    @Override
    public String toString() {
        String era = revision == Revision.LATEST_LEGACY ? "legacy" : revision.id();
        return "[" + (http ? "HTTP" : "stdio") + ", " + (modern() ? "modern" : era) + "]";
    }
}
