package io.github.clockifymcp.server.doctor;

import java.time.Duration;

/// Something to look at.
///
/// @param name what is looked at, to stand after "Looking at"
/// @param most how long that may take
public record Check(String name, Duration most, Work work) {
    private static final Duration NEAR = Duration.ofSeconds(5);
    private static final Duration FAR = Duration.ofSeconds(20);

    /// Looks, and says what it finds. What it throws is a finding too.
    @FunctionalInterface
    public interface Work {
        void look(Findings findings) throws Exception;
    }

    /// Something on this machine.
    public static Check near(String name, Work work) {
        return new Check(name, NEAR, work);
    }

    /// Something that others have to answer.
    public static Check far(String name, Work work) {
        return new Check(name, FAR, work);
    }
}
