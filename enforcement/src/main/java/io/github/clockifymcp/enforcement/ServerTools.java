package io.github.clockifymcp.enforcement;

final class ServerTools {
    static final String GROUP = "server";

    private ServerTools() {}
}
