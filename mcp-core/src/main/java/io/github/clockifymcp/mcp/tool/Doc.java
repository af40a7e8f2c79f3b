package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// What the model is told about one argument. Published in the schema word for word.
@Retention(RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Doc {
    String value();
}
