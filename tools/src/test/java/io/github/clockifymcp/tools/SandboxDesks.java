package io.github.clockifymcp.tools;

import io.github.clockifymcp.sandbox.Person;
import io.github.clockifymcp.sandbox.Seed;
import java.util.ArrayList;
import java.util.List;

/// The tools at desks of several people, each time in front of a sandbox of its own.
final class SandboxDesks implements AutoCloseable {
    private final List<SandboxDesk> desks = new ArrayList<>();

    /// At a new desk of the owner's.
    SandboxTools ada() {
        return of(Seed.person("ada"));
    }

    /// At a new desk of the person the seed is about.
    SandboxTools mina() {
        return of(Seed.main());
    }

    private SandboxTools of(Person person) {
        SandboxDesk desk = SandboxDesk.of(person);
        desks.add(desk);
        return new SandboxTools(desk);
    }

    @Override
    public void close() {
        desks.forEach(SandboxDesk::close);
    }
}
