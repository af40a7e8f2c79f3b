package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A real transport with a server behind it, as its client sees it. Knows no era: what a message
/// needs beside it can be seen from the message, as a proxy would see it.
interface Wire extends AutoCloseable {

    /// Whoever takes what the server says.
    interface Ear {
        /// Takes a message. Does not wait.
        ///
        /// @param via the request in whose answer it came; empty where the transport does not tell
        void hear(JsonNode message, String via);
    }

    /// Says who listens. Called once, before anything is said.
    void to(Ear ear);

    /// Says a message. One that gets no answer has been taken when this returns.
    void say(ObjectNode message);

    /// Says something that may not be a message. Its answer has been heard, or is on its way.
    void sayRaw(String text);

    /// Gives up a request in the transport's own way.
    ///
    /// @return false where it has none, so that the request has to be cancelled by a message
    boolean drop(String id);

    /// Loses the connection a request was made on, and comes back for the rest if there is a way.
    void lose(String id);

    /// Says in the transport's own way that the client will not come back, where there is one.
    void leave();

    /// Puts this header beside what is said from here on, where there are headers.
    void header(String name, String value);

    /// Ends the conversation, and hears what was still said.
    @Override
    void close();
}
