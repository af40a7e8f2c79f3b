package io.github.clockifymcp.server.packaged;

/// What listens on a port of this machine.
interface Reachable {
    int port();
}
