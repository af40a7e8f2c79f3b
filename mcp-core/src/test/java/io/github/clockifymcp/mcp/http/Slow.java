package io.github.clockifymcp.mcp.http;

import io.github.clockifymcp.mcp.server.Fixture;
import io.github.clockifymcp.mcp.tool.Attempt;
import io.github.clockifymcp.mcp.tool.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A tool that works until it is let go or interrupted, and tells what happens to it.
final class Slow {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    /// The tools `slow`, `telling` (which sends progress first), `echo`, and `long` with an answer
    /// of 12 MB.
    Fixture fixture() {
        return new Fixture()
                .tool("slow", this::work)
                .tool(
                        "telling",
                        attempt -> {
                            attempt.call().line().progress(1, null, "begun");
                            return work(attempt);
                        })
                .tool(
                        "long",
                        attempt -> {
                            events.add("began");
                            return Fixture.says("x".repeat(12 << 20));
                        })
                .tool("echo", attempt -> Fixture.says("hello"));
    }

    private Outcome work(Attempt attempt) {
        events.add("began");
        try {
            if (!release.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never let go");
            }
            events.add("done");
            return Fixture.says("done at last");
        } catch (InterruptedException e) {
            events.add("interrupted");
            throw new CancellationException();
        }
    }

    void letGo() {
        release.countDown();
    }

    /// What happened next.
    String next() {
        try {
            String event = events.poll(Site.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
