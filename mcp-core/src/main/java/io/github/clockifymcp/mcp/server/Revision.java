package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.rpc.RpcError;
import java.util.Optional;

/// The protocol's revisions, oldest first.
public enum Revision {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    V2026_07_28("2026-07-28");

    /// The newest one that begins with `initialize`.
    public static final Revision LATEST_LEGACY = V2025_11_25;

    private final String id;

    Revision(String id) {
        this.id = id;
    }

    /// As it stands in messages.
    public String id() {
        return id;
    }

    /// Whether requests carry everything themselves, without `initialize`.
    public boolean modern() {
        return this == V2026_07_28;
    }

    public boolean atLeast(Revision other) {
        return compareTo(other) >= 0;
    }

    /// Whether arrays of messages are taken. JSON-RPC always had them; MCP took them out in
    /// 2025-06-18.
    public boolean batches() {
        return !atLeast(V2025_06_18);
    }

    /// Whether results may have `structuredContent`.
    public boolean structured() {
        return atLeast(V2025_06_18);
    }

    /// The error for a resource that does not exist; 2026-07-28 gave up a number of MCP's own.
    public int resourceNotFound() {
        return modern() ? RpcError.INVALID_PARAMS : RpcError.LEGACY_RESOURCE_NOT_FOUND;
    }

    public static Optional<Revision> of(String id) {
        for (Revision revision : values()) {
            if (revision.id.equals(id)) {
                return Optional.of(revision);
            }
        }
        return Optional.empty();
    }
}
