package io.github.clockifymcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.clockifymcp.mcp.tool.Call;
import io.github.clockifymcp.mcp.tool.Problem.Code;
import io.github.clockifymcp.mcp.tool.Request;
import io.github.clockifymcp.mcp.tool.Sender;
import io.github.clockifymcp.mcp.tool.Sent.Fate;
import io.github.clockifymcp.tools.desk.ResourceNews;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Sends as another does, and says which resources may read differently since.
final class Announcing implements Sender {
    private final Sender sender;
    private final BiConsumer<String, Set<String>> news;
    private final Consumer<Call> mistaken;

    /// @param news hears of which tenant and which resources it is, by their URIs
    /// @param mistaken hears in which call it turned out that Clockify knows better than what is
    ///   remembered
    Announcing(Sender sender, BiConsumer<String, Set<String>> news, Consumer<Call> mistaken) {
        this.sender = sender;
        this.news = news;
        this.mistaken = mistaken;
    }

    @Override
    public JsonNode send(Request request, Call call) throws SendException {
        try {
            JsonNode answer = sender.send(request, call);
            news.accept(call.principal().tenant(), ResourceNews.of(request));
            return answer;
        } catch (SendException e) {
            if (e.fate() == Fate.UNKNOWN) {
                // It may have been done.
                news.accept(call.principal().tenant(), ResourceNews.of(request));
            }
            Code code = e.problem().code();
            if (code == Code.NOT_FOUND || code == Code.INVALID || code == Code.CONFLICT) {
                mistaken.accept(call);
            }
            throw e;
        }
    }
}
