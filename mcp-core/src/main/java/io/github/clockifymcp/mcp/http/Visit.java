package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.tool.Principal;

/// A request that was let in: who came, to whom, and how to answer.
record Visit(
        Reply reply, RequestFacts facts, String path, Endpoint endpoint, Principal principal) {}
