package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Principal;

/// Whom an era begins to talk with, and what it needs of the server for it.
///
/// @param principal who is at the other end, as established by the transport
/// @param outlet the way to them outside of their requests
/// @param audience where they hear of changes
public record Peer(
        Principal principal,
        Outlet outlet,
        Offer offer,
        ServerSettings settings,
        Audience audience) {}
