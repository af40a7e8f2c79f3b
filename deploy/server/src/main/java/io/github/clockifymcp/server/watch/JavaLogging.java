package io.github.clockifymcp.server.watch;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/// Leads what is logged by Java's own logging, as OpenTelemetry and Postgres's driver do, into our
/// log: a line each, without what it holds of a stack.
public final class JavaLogging extends Handler {
    private static final SimpleFormatter WORDS = new SimpleFormatter();

    private JavaLogging() {
        setLevel(Level.WARNING);
    }

    /// From now on. It may be said again.
    public static void lead() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new JavaLogging());
    }

    @Override
    public void publish(LogRecord told) {
        if (!isLoggable(told)) {
            return;
        }
        String name = told.getLoggerName() == null ? "java" : told.getLoggerName();
        // Every one may be a word from outside, so it is a value and no pattern.
        LoggerFactory.getLogger(name).warn("{}", WORDS.formatMessage(told), told.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
