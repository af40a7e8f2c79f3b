package io.github.clockifymcp.server.log;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Something that is logged.
///
/// @param parts of the message, in their order
/// @param context null outside of calls
/// @param thrown null for none; its message is never shown, since it may hold anything
record LogEntry(
        Instant at,
        Level level,
        String logger,
        List<Part> parts,
        @Nullable LogContext context,
        @Nullable Throwable thrown) {

    /// A part of a message.
    ///
    /// @param text fit to be shown, as [Shown#clean] has it
    /// @param name of the value, when the text before it ends with `name=`; empty otherwise
    /// @param value whether it was filled in, and not written in the program
    record Part(String text, String name, boolean value) {}
}
