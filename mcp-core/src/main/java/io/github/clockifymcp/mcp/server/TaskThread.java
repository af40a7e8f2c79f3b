package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Ask;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One task being worked on. It is a call like any other, of which only the way its questions and
/// its result are told is another: they are kept until the client asks for them.
final class TaskThread {
    /// Whoever answers wakes us, unless they are cut off from us.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TaskDesk desk;
    private final CallRunner runner;
    private final Task task;
    private final TaskWork work;
    private final CallLine line;
    private final RunningCall call;

    /// Keys of questions, which a task uses once: its client takes a key it has answered for
    /// answered.
    private final Set<String> used = new HashSet<>();

    TaskThread(TaskDesk desk, CallRunner runner, Task task, TaskWork work, CallLine line) {
        this.desk = desk;
        this.runner = runner;
        this.task = task;
        this.work = work;
        this.line = line;
        this.call =
                new RunningCall(work.begun().request(), work.begun().caller(), Nowhere.EXCHANGE);
    }

    /// A task says nothing while it works.
    private static final class Nowhere implements Exchange {
        static final Nowhere EXCHANGE = new Nowhere();

        @Override
        public void send(byte[] message) {}

        @Override
        public void answer(byte[] message, @Nullable RpcError error) {}

        @Override
        public void dismiss() {}
    }

    String id() {
        return task.id();
    }

    RunningCall call() {
        return call;
    }

    void start(Outcome.Later later, Round round, Alarm alarm) {
        Duration left = Duration.between(desk.clock().instant(), task.expires());
        Future<?> bell = alarm.in(left, call::cancel);
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        run(later, round);
                    } finally {
                        bell.cancel(false);
                        call.end();
                        desk.over(this);
                    }
                });
    }

    /// Ends the work, unless a change is being sent.
    ///
    /// @return whether it ends
    boolean cancel() {
        call.cancel();
        return !call.committed();
    }

    Principal owner() {
        return task.owner();
    }

    /// Looks what has become of it meanwhile.
    void look() {
        boolean cancelled =
                desk.find(task).filter(now -> now.status() == Task.Status.CANCELLED).isPresent();
        if (cancelled) {
            cancel();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    private void run(Outcome.Later later, Round first) {
        try {
            call.begin();
            ObjectNode result = settled(later, first);
            call.end();
            desk.change(task, kept -> kept.completed(result, now()));
        } catch (RpcError e) {
            fail(e);
        } catch (Throwable e) { // whatever it is, the task must not seem to be worked on
            call.end();
            if (call.cancelled() && !call.committed()) {
                desk.change(task, kept -> kept.cancelled(now()));
            } else {
                fail(Faults.unexpected(work.begun().request().method(), e));
            }
        }
    }

    private ObjectNode settled(Outcome.Later later, Round first) throws Exception {
        Outcome outcome = later.work().call();
        Round round = first;
        for (int asked = 0; outcome instanceof Outcome.Question question; asked++) {
            if (asked >= runner.maxRounds()) {
                outcome = CallRunner.tooManyRounds();
                break;
            }
            round = ask(question, round);
            outcome = runner.attempt(work.target(), work.arguments(), round, call, line);
            if (outcome instanceof Outcome.Later rest) {
                outcome = rest.work().call();
            }
        }
        if (outcome instanceof Outcome.Later) {
            throw new IllegalStateException("work that is never done");
        }
        var result = work.ending().apply(outcome);
        return work.dialogue().dress(result, call.request().method(), call.caller()).fields();
    }

    private Round ask(Outcome.Question question, Round round) throws InterruptedException {
        Map<String, ObjectNode> requests = new LinkedHashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (Map.Entry<String, Ask> asked : question.asks().entrySet()) {
            Ask ask = asked.getValue();
            if (!InputRequests.possible(ask, call.caller())) {
                work.dialogue().lacking(InputRequests.capability(ask), InputRequests.sentence(ask));
            }
            String key = asked.getKey();
            for (int again = 2; !used.add(key); again++) {
                key = asked.getKey() + "-" + again;
            }
            keys.put(key, asked.getKey());
            ObjectNode request = Json.object().put("method", InputRequests.method(ask));
            requests.put(key, request.set("params", InputRequests.params(ask)));
        }
        desk.change(task, kept -> kept.asking(requests, now()));
        Map<String, ObjectNode> replies = new HashMap<>();
        answers()
                .forEach((key, answer) -> {
                    String asked = keys.get(key);
                    if (asked != null) {
                        replies.put(asked, answer);
                    }
                });
        return round.next(replies, question.state());
    }

    /// Waits for the client. The alarm that ends the task ends this too.
    private synchronized Map<String, ObjectNode> answers() throws InterruptedException {
        while (true) {
            call.check();
            Optional<Task> now = desk.find(task);
            if (now.isEmpty() || now.get().status().terminal()) {
                throw new CancellationException("the task is no longer wanted");
            }
            if (now.get().status() == Task.Status.WORKING) {
                return now.get().answers();
            }
            wait(LOOK_EVERY.toMillis());
        }
    }

    private void fail(RpcError error) {
        ObjectNode json = Json.object().put("code", error.code()).put("message", error.message());
        ObjectNode data = error.data();
        if (data != null) {
            json.set("data", data);
        }
        desk.change(task, kept -> kept.failed(json, now()));
    }

    private Instant now() {
        return desk.clock().instant();
    }
}
