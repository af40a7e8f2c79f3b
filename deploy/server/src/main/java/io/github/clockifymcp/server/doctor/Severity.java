package io.github.clockifymcp.server.doctor;

import java.util.Locale;

/// How bad something is.
public enum Severity {
    /// It is as it should be.
    OK,
    /// Worth knowing; nothing has to be done.
    NOTE,
    /// It works, and will not for long, or not for everybody.
    WARNING,
    /// The server would not start, or could not work.
    ERROR;

    /// As it is written in a report.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
