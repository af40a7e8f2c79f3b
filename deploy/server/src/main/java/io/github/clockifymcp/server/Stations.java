package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.tool.Principal;

/// At which station whose calls are worked on.
interface Stations extends AutoCloseable {

    /// The caller's.
    ///
    /// @throws io.github.clockifymcp.mcp.tool.ToolException when there is none, with what to do
    Station of(Principal principal);

    @Override
    void close();

    /// One for everybody, with the key of the settings.
    static Stations one(Station station) {
        return new Stations() {
            @Override
            public Station of(Principal principal) {
                return station;
            }

            @Override
            public void close() {
                station.close();
            }
        };
    }
}
