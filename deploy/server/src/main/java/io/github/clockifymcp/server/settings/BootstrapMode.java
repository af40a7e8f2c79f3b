package io.github.clockifymcp.server.settings;

/// Which tools are listed from the start.
public enum BootstrapMode {
    FULL_TIER1,
    MINIMAL,
    CUSTOM
}
