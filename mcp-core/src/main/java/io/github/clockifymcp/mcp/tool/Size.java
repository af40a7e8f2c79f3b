package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// How many items a list may have, or characters a text, both ends included.
@Retention(RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Size {
    int min() default 0;

    int max();
}
