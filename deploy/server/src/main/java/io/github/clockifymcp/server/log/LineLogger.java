package io.github.clockifymcp.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/// Writes what happened to standard error, a line for each.
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;
    private static final LineWriter ERR = new LineWriter(System.err);

    private LineLogger(String name) {
        this.name = name;
    }

    static Logger of(String name) {
        return new LineLogger(name);
    }

    @Override
    public boolean isTraceEnabled() {
        return logs(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return logs(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return logs(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return logs(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return logs(Level.ERROR);
    }

    private boolean logs(Level level) {
        return LogSettings.current().logs(name, level);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        LogEntry entry =
                new LogEntry(
                        Instant.now(),
                        level,
                        name,
                        LogPattern.of(pattern == null ? "" : pattern)
                                .filled(arguments == null ? List.of() : Arrays.asList(arguments)),
                        LogContext.current(),
                        thrown);
        String line = LogSettings.current().json() ? JsonLine.of(entry) : TextLine.of(entry);
        ERR.write((line + "\n").getBytes(UTF_8));
    }
}
