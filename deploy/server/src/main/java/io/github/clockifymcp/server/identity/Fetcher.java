package io.github.clockifymcp.server.identity;

import java.io.IOException;
import java.net.URI;

/// Reads a provider's public documents.
@FunctionalInterface
interface Fetcher {

    /// The document at this address.
    ///
    /// @throws IOException when it is not there, or not in time; its message may be logged
    byte[] get(URI address) throws IOException;
}
