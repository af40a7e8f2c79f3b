package io.github.clockifymcp.mcp.server;

import io.github.clockifymcp.mcp.tool.Principal;
import java.util.Set;

/// Whom an era begins to talk with, and what it needs of the server for it.
///
/// @param principal who is at the other end, as established by the transport
/// @param activated the groups that the address they came to adds to their list of tools
/// @param outlet the way to them outside of their requests
/// @param memory where is kept what their session sets
/// @param audience where they hear of changes
public record Peer(
        Principal principal,
        Set<String> activated,
        Outlet outlet,
        Memory memory,
        Offer offer,
        ServerSettings settings,
        Audience audience) {}
