package io.github.clockifymcp.clockify;

/// What a rate is for.
public enum RateKind {
    /// What an hour brings in.
    HOURLY("hourly-rate"),
    /// What an hour costs the workspace.
    COST("cost-rate");

    private final String segment;

    RateKind(String segment) {
        this.segment = segment;
    }

    String segment() {
        return segment;
    }
}
