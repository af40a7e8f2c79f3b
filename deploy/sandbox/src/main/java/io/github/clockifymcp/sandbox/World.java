package io.github.clockifymcp.sandbox;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// All that a sandbox remembers. Requests use the company one after another, so that handlers need
/// not think about each other.
final class World {

    private final SandboxOptions options;
    private final Faults faults = new Faults();
    private final Received received;
    private final ReentrantLock lock = new ReentrantLock();
    private Company company;

    World(SandboxOptions options) {
        this.options = options;
        this.received = new Received(options.remembered());
        this.company = fresh(options);
    }

    private static Company fresh(SandboxOptions options) {
        Company company = Seed.company(options.clock().instant());
        for (State workspace : company.workspaces().values()) {
            workspace.features().removeAll(options.withoutFeatures());
        }
        return company;
    }

    SandboxOptions options() {
        return options;
    }

    Faults faults() {
        return faults;
    }

    Received received() {
        return received;
    }

    /// Does something with the company while nobody else does.
    void alone(Consumer<Company> work) {
        with(c -> {
            work.accept(c);
            return true;
        });
    }

    /// Does something with the company while nobody else does, and says what came of it.
    <T> T with(Function<Company, T> work) {
        lock.lock();
        try {
            return work.apply(company);
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        Company fresh = fresh(options);
        lock.lock();
        try {
            company = fresh;
        } finally {
            lock.unlock();
        }
        faults.clear();
        received.clear();
    }
}
