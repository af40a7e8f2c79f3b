package io.github.clockifymcp.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Result;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.tool.Outcome;
import io.github.clockifymcp.mcp.tool.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Begins tasks and answers for them: `tasks/get`, `tasks/update`, `tasks/cancel`.
///
/// How a task stands is kept in [Tasks], so that whoever shares the store can tell. Here are only
/// the threads that work on one.
final class TaskDesk implements Topics.Ear {
    private final Tasks tasks;
    private final CallRunner runner;
    private final Topics topics;
    private final Topics.Hearing hearing;
    private final Clock clock;
    private final Alarm alarm = new Alarm();
    private final Map<String, TaskThread> running = new ConcurrentHashMap<>();

    TaskDesk(Tasks tasks, CallRunner runner, Topics topics, Clock clock) {
        this.tasks = tasks;
        this.runner = runner;
        this.topics = topics;
        this.clock = clock;
        this.hearing = topics.hear(this);
    }

    /// Hands the rest of a call over to a thread of its own.
    ///
    /// @return the task, as the answer to the request
    Result begin(TaskWork work, Outcome.Later later, Round round, CallLine line) {
        Principal owner = work.begun().caller().principal();
        String id = UUID.randomUUID().toString();
        Task task = Task.begun(id, owner, clock.instant(), tasks.goodFor());
        if (!tasks.open(task)) {
            throw new RpcError(
                    RpcError.INTERNAL,
                    "Busy: too many tasks are kept. Try again when some have expired.");
        }
        TaskThread thread = new TaskThread(this, runner, task, work, line);
        running.put(id, thread);
        hearing.want(News.ofTask(owner.tenant(), id));
        line.leadTo(thread.call());
        thread.start(later, round, alarm);
        return Result.of(task.handle().put("resultType", "task"));
    }

    /// Changes a task, and tells those who listen.
    Optional<Task> change(Task task, UnaryOperator<Task> change) {
        return change(task.owner(), task.id(), change);
    }

    private Optional<Task> change(Principal owner, String id, UnaryOperator<Task> change) {
        Optional<Task> changed = tasks.change(owner, id, change);
        topics.publish(Set.of(News.ofTask(owner.tenant(), id)));
        return changed;
    }

    /// What another replica was told of a task that is worked on here: its answers, or that it is
    /// not wanted any more.
    @Override
    public void heard(Set<News> news) {
        news.forEach(each -> look(running.get(each.name())));
    }

    @Override
    public void missed() {
        running.values().forEach(this::look);
    }

    private void look(@Nullable TaskThread thread) {
        if (thread != null) {
            Thread.ofVirtual().start(thread::look);
        }
    }

    Optional<Task> find(Task task) {
        return tasks.find(task.owner(), task.id());
    }

    Clock clock() {
        return clock;
    }

    void over(TaskThread thread) {
        running.remove(thread.id(), thread);
        hearing.leave(News.ofTask(thread.owner().tenant(), thread.id()));
        synchronized (running) {
            running.notifyAll();
        }
    }

    /// Answers a request about a task.
    Result answer(RunningCall call, Dialogue dialogue) {
        if (!dialogue.followsTasks(call)) {
            throw lacking(dialogue);
        }
        Principal owner = call.caller().principal();
        String id = Params.text(call.params(), "taskId");
        Task task = tasks.find(owner, id).orElseThrow(TaskDesk::unknown);
        return switch (call.request().method()) {
            case "tasks/get" -> Result.of(task.detail());
            case "tasks/update" -> update(task, call.params());
            default -> cancel(task);
        };
    }

    private static RpcError lacking(Dialogue dialogue) {
        ObjectNode needed = Json.object();
        needed.putObject("extensions").putObject(Tasks.EXTENSION);
        dialogue.lacking(needed, "This is for clients that can follow tasks.");
        return RpcError.invalidRequest("Invalid request: tasks are for clients that declare them.");
    }

    private static RpcError unknown() {
        return RpcError.invalidParams("Unknown task.");
    }

    private Result update(Task task, ObjectNode params) {
        if (!(params.get("inputResponses") instanceof ObjectNode given)) {
            throw RpcError.invalidParams("inputResponses must be an object");
        }
        Map<String, ObjectNode> answers = new HashMap<>();
        for (Map.Entry<String, JsonNode> answer : given.properties()) {
            if (answer.getValue() instanceof ObjectNode object) {
                answers.put(answer.getKey(), object);
            }
        }
        change(task, kept -> kept.answered(answers, clock.instant()));
        return Result.empty();
    }

    /// A change that is being sent goes on, and the task then says what came of it.
    private Result cancel(Task task) {
        TaskThread thread = running.get(task.id());
        if (thread == null || thread.cancel()) {
            change(task, kept -> kept.cancelled(clock.instant()));
        }
        return Result.empty();
    }

    /// Ends what may be ended, and waits for the rest.
    ///
    /// @return whether all has ended
    boolean end(Duration limit) throws InterruptedException {
        running.values().forEach(TaskThread::cancel);
        long end = System.nanoTime() + limit.toNanos();
        synchronized (running) {
            while (!running.isEmpty()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                running.wait(left / 1_000_000 + 1);
            }
        }
        return true;
    }
}
