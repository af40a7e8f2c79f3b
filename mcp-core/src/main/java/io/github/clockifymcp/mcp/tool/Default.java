package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// The value an argument takes when the caller leaves it out, as JSON text.
@Retention(RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Default {
    String value();
}
