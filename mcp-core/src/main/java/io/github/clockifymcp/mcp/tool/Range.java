package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// The numbers an argument accepts, both ends included.
@Retention(RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Range {
    long min();

    long max();
}
