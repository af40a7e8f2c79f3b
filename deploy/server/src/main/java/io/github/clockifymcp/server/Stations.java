package io.github.clockifymcp.server;

import io.github.clockifymcp.mcp.tool.Call;

/// At which station whose calls are worked on.
interface Stations extends AutoCloseable {

    /// The caller's; and for a call that began, the same one until it ends: what was allowed and
    /// begun with one key, or without any, is not finished with another.
    ///
    /// @throws io.github.clockifymcp.mcp.tool.ToolException when there is none, with what to do
    Station of(Call call);

    /// A call begins, which will end.
    void began(Call call);

    /// A call has ended.
    void ended(Call call);

    @Override
    void close();

    /// One for everybody, with the key of the settings.
    static Stations one(Station station) {
        return new Stations() {
            @Override
            public Station of(Call call) {
                return station;
            }

            @Override
            public void began(Call call) {}

            @Override
            public void ended(Call call) {}

            @Override
            public void close() {
                station.close();
            }
        };
    }
}
