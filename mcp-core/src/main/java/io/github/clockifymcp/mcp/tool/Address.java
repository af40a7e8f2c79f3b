package io.github.clockifymcp.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Which tool is meant, and with which arguments.
public record Address(String tool, ObjectNode arguments) {}
