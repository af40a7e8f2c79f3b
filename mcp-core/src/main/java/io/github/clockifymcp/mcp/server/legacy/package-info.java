/// The era of sessions, 2024-11-05 to 2025-11-25: `initialize` comes first, and the server may ask
/// the client in the middle of a call. Nothing outside refers to this package but whoever lists it
/// among the eras.
@NullMarked
package io.github.clockifymcp.mcp.server.legacy;

import org.jspecify.annotations.NullMarked;
