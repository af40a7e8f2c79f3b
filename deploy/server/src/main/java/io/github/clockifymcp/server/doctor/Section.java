package io.github.clockifymcp.server.doctor;

import java.util.Locale;

/// What a finding is about, in the order of a report.
public enum Section {
    SETTINGS("Settings"),
    LOADED("What the server loads"),
    CLOCKIFY("Clockify"),
    STATE("What is kept"),
    IDENTITY("Who calls"),
    NETWORK("Network"),
    OBSERVING("Who watches"),
    CLIENTS("Clients on this machine"),
    LAUNCHER("Launcher"),
    POSTURE("Strict"),
    ENDPOINT("The running server");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    /// What stands above its findings.
    public String title() {
        return title;
    }

    /// As it is written in a report for programs.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
