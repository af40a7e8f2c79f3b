package io.github.clockifymcp.server.settings;

/// Where a workspace's data lives, as Clockify's documentation names the regions.
public enum ClockifyRegion {
    GLOBAL,
    EU,
    US,
    UK,
    AU,
    DEVELOPER
}
