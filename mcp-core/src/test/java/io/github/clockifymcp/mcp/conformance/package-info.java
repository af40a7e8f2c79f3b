/// A server with everything the official conformance suite asks of one, built on the engine alone.
@org.jspecify.annotations.NullMarked
package io.github.clockifymcp.mcp.conformance;
