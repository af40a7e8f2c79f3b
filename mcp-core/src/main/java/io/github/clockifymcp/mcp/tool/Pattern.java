package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// The regular expression a text must match, in ECMA-262's language.
@Retention(RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Pattern {
    String value();
}
