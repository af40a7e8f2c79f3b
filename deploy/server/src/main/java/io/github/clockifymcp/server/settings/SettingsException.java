package io.github.clockifymcp.server.settings;

import java.util.List;

/// Settings that cannot be used, with every reason at once.
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /// Settings that are wrong for these reasons.
    ///
    /// @param problems a sentence or two for each
    public SettingsException(List<String> problems) {
        super(String.join(" ", problems));
        this.problems = List.copyOf(problems);
    }

    /// A sentence or two for each thing that is wrong; no secret is in them.
    public List<String> problems() {
        return problems;
    }
}
