package io.github.clockifymcp.sandbox;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// One sandbox for the tests of a class, as new before each of them. It is a Friday morning in
/// Vienna, four weeks after the clocks went back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxTest {

    static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    final String ws = "/workspaces/" + Seed.studio();
    final String lab = "/workspaces/" + Seed.laboratory();

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.with(SandboxClock.fixedAt(NOW)));

    final Http ada = Http.as(sandbox, "ada");
    final Http chiara = Http.as(sandbox, "chiara");
    final Http mina = Http.as(sandbox, "mina");
    final String minas = ws + "/user/" + Seed.main().id() + "/time-entries";

    @BeforeEach
    void asNew() {
        sandbox.clock().set(NOW);
        sandbox.reset();
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    Sandbox sandbox() {
        return sandbox;
    }
}
