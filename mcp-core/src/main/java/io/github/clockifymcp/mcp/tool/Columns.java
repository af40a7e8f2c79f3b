package io.github.clockifymcp.mcp.tool;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/// A list of records that goes out as a table, since the names of fields, repeated in every row,
/// would be most of it: `{"columns":["name","seconds"],"rows":[["Website",5400],["Apps",900]]}`.
///
/// What no row says anything about has no column, so a component that is null for a brief answer
/// costs nothing there. A record inside a row gives its own columns in its place.
@Retention(RUNTIME)
@Target({RECORD_COMPONENT, METHOD})
public @interface Columns {}
