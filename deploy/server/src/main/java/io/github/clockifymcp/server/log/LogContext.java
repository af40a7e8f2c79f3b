package io.github.clockifymcp.server.log;

import org.jspecify.annotations.Nullable;

/// Which call a thread works on, so that each line says which one it is about.
///
/// @param call its id
/// @param trace the id of its trace; empty for none
/// @param tenant whose it is
public record LogContext(String call, String trace, String tenant) {
    private static final ThreadLocal<LogContext> CURRENT = new ThreadLocal<>();

    /// What this thread logs from now on is about this; null for nothing.
    public static void set(@Nullable LogContext context) {
        if (context == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(context);
        }
    }

    /// What this thread works on; null for nothing.
    public static @Nullable LogContext current() {
        return CURRENT.get();
    }
}
