package io.github.clockifymcp.mcp.parity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A scenario: runs on stdio and on HTTP, in the legacy and in the modern era. There is no way to
/// leave one out; what differs goes through a [Difference], which says why.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{displayName} {0}")
@MethodSource("io.github.clockifymcp.mcp.parity.Leg#four")
@interface EveryLeg {}
