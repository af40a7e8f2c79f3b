package io.github.clockifymcp.tools.desk;

import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.WorkspaceApi;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.tools.targets.Targets;
import io.github.clockifymcp.tools.time.TimeText;
import io.github.clockifymcp.tools.time.TimeWords;
import java.util.List;
import java.util.function.Supplier;

/// What a tool's handler works with: the API of the caller's workspace, in the account's time zone,
/// as of the call's instant. Made for one call and asks for nothing before it is needed.
public final class Workplace {
    private final Desk desk;
    private final Call call;

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

    public Clockify clockify() {
        return desk.clockify();
    }

    /// What belongs to the workspace.
    public WorkspaceApi api() {
        return desk.clockify().workspace(account().workspace().id());
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
        return new Entries(this, desk.shown());
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
