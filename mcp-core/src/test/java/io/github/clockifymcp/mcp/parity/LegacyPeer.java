package io.github.clockifymcp.mcp.parity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client up to 2025-11-25: it introduces itself, is asked by the server, and hears of changes in
/// its session.
final class LegacyPeer extends Peer {
    private final String capabilities;
    private final BlockingQueue<ObjectNode> news = new LinkedBlockingQueue<>();
    private ObjectNode about = Json.object();

    LegacyPeer(Leg leg, Wire wire, String capabilities) {
        super(leg, wire);
        this.capabilities = capabilities;
    }

    @Override
    void greet() {
        wire().to(this::hear);
        Open hello =
                begin(
                        "initialize",
                        "{'protocolVersion':'%s','capabilities':%s,'clientInfo':{'name':'parity','version':'1'}}"
                                .formatted(leg().revision().id(), capabilities));
        hello.rest();
        about = hello.answer().deepCopy();
        if (!about.path("protocolVersion").asText().equals(leg().revision().id())) {
            throw new AssertionError("another revision was agreed: " + about);
        }
        about.remove("protocolVersion");
        notify("notifications/initialized", Json.object());
    }

    @Override
    void dress(String method, ObjectNode params) {
        // What is to be said once was said once.
    }

    @Override
    ObjectNode about() {
        return about;
    }

    @Override
    List<String> wantsLogs(String level) {
        List<String> answer = ask("logging/setLevel", "{'level':'" + level + "'}");
        return answer.equals(List.of("result {}")) ? List.of() : answer;
    }

    @Override
    List<String> result(Open open, ObjectNode result) {
        open.over(result);
        return List.of(Words.result(result));
    }

    @Override
    List<String> asked(Open open, ObjectNode request) {
        String method = request.path("method").asText();
        ObjectNode params = (ObjectNode) request.path("params").deepCopy();
        // A link has an id here, so that the client can be told that the person came back.
        boolean named = params.remove("elicitationId") != null;
        if (named != params.path("mode").asText().equals("url")) {
            throw new AssertionError("links have an id, and forms have none: " + request);
        }
        ObjectNode answer = person().answer(method, params);
        if (answer != null) {
            ObjectNode message = Json.object().put("jsonrpc", "2.0");
            message.set("id", request.get("id"));
            message.set("result", answer);
            wire().say(message);
        }
        return List.of(Words.asked(method, params));
    }

    @Override
    void cancel(Open open) {
        sayCancelled(open);
    }

    @Override
    void news(ObjectNode notification) {
        news.add(notification);
    }

    @Override
    News watch(String... uris) {
        // A session listens once it was introduced, and a pipe does not say when that was read.
        ask("ping", "{}");
        List<String> granted = new ArrayList<>();
        for (String uri : uris) {
            List<String> answer = ask("resources/subscribe", "{'uri':'" + uri + "'}");
            if (answer.equals(List.of("result {}"))) {
                granted.add(uri);
            }
        }
        return new News() {
            @Override
            public List<String> resources() {
                return granted;
            }

            @Override
            public String next() {
                return nextNews();
            }

            @Override
            public List<String> rest() {
                throw new AssertionError("a session hears of changes until it ends");
            }

            @Override
            public void stop() {
                granted.forEach(uri -> ask("resources/unsubscribe", "{'uri':'" + uri + "'}"));
            }
        };
    }

    private String nextNews() {
        try {
            ObjectNode heard = news.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (heard == null) {
                throw new AssertionError("no news was heard");
            }
            return Words.notification(heard.path("method").asText(), heard.path("params"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    void hush() {
        // It hears to the end of its session.
    }

    @Override
    public void close() {
        super.close();
        if (!news.isEmpty()) {
            throw new AssertionError("nobody expected the news " + news);
        }
    }
}
