package io.github.clockifymcp.sandbox;

/// A label for time entries.
record Tag(String id, String name, boolean archived) implements Row {}
