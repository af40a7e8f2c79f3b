package io.github.clockifymcp.enforcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sender;
import java.util.ArrayList;
import java.util.List;

/// A service that remembers what it was sent, and answers each creation with an id.
final class FakeSender implements Sender {
    /// What happens to one request.
    @FunctionalInterface
    interface Answering {
        JsonNode answer(Request request) throws SendException;
    }

    private final List<Request> received = new ArrayList<>();
    private Answering answering = FakeSender::id;

    void answers(Answering next) {
        answering = next;
    }

    List<Request> received() {
        return received;
    }

    List<String> paths() {
        return received.stream().map(r -> r.method() + " " + r.path()).toList();
    }

    static JsonNode id(Request request) {
        String id = request.path().substring(request.path().lastIndexOf('/') + 1) + "-1";
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    @Override
    public JsonNode send(Request request, Call call) throws SendException {
        received.add(request);
        return answering.answer(request);
    }
}
