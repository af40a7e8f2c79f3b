package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.WorkspaceApi;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.tools.targets.Targets;
import io.github.clockifymcp.tools.time.TimeText;
import io.github.clockifymcp.tools.time.TimeWords;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a tool's handler works with: the API of the caller's workspace, in the account's time zone,
/// as of the call's instant. Made for one call and asks for nothing before it is needed.
public final class Workplace {
    private final Desk desk;
    private final Call call;
    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable Clockify clockify;

    Workplace(Desk desk, Call call) {
        this.desk = desk;
        this.call = call;
    }

    public Call call() {
        return call;
    }

    /// Whose key it is, and in which workspace.
    public Account account() {
        return desk.account(call.now());
    }

    /// The client. A call that asks it again and again says so to whoever watches the call, and
    /// ends there when it was cancelled.
    public Clockify clockify() {
        Clockify heard = clockify;
        if (heard == null) {
            heard = desk.clockify().heard(this::asking);
            clockify = heard;
        }
        return heard;
    }

    private void asking() {
        int before = asked.getAndIncrement();
        if (before > 0) {
            call.line().progress(before, null, "requests to Clockify answered");
        }
    }

    /// What belongs to the workspace.
    public WorkspaceApi api() {
        return clockify().workspace(account().workspace().id());
    }

    /// A person's words about time, understood in the account's zone as of this call.
    public TimeWords words() {
        return new TimeWords(account().zone(), call.now(), account().firstDay());
    }

    /// How to say times to this account.
    public TimeText text() {
        return new TimeText(account().zone());
    }

    /// What people call things.
    public Names names() {
        return new Names(api(), desk.names(), account().workspace().id());
    }

    /// The account's entries, by id or handle.
    public Entries entries() {
        return new Entries(this, desk.shown(), desk.taken());
    }

    /// Names to suggest, at most ten minutes old.
    ///
    /// @param kind what they are names of
    public List<String> lately(String kind, Supplier<List<String>> read) {
        return desk.lately(kind, call.now(), read);
    }

    /// Which addresses others may be made to call.
    public Targets targets() {
        return desk.targets();
    }

    /// What is done about entries that record what is recorded already.
    public DoubleCheck doubleCheck() {
        return desk.doubleCheck();
    }

    /// Begins a change.
    ///
    /// @param summary one line for people: what will be different
    public Plan plan(String summary) {
        return new Plan(summary);
    }

    /// A change made of one request: what is shown is what is sent.
    ///
    /// @param step what the result calls the request's answer
    public Plan plan(String summary, String step, ApiRequest<?> request) {
        return new Plan(summary).send(step, request);
    }
}
