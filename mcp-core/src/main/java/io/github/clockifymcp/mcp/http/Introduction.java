package io.github.clockifymcp.mcp.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.clockifymcp.mcp.rpc.Json;
import io.github.clockifymcp.mcp.rpc.Message;
import io.github.clockifymcp.mcp.rpc.RpcError;
import io.github.clockifymcp.mcp.server.Connection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers an `initialize`, with a session.
final class Introduction extends Once {
    private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final Visit visit;
    private final Message.Request request;
    private final Connection connection;
    private final SessionTable sessions;

    Introduction(
            Visit visit,
            Message.Request request,
            Connection connection,
            SessionTable sessions,
            Runnable over) {
        super(visit, over);
        this.visit = visit;
        this.request = request;
        this.connection = connection;
        this.sessions = sessions;
    }

    @Override
    public void answer(byte[] message, @Nullable RpcError error) {
        if (error != null) {
            super.answer(message, error);
            return;
        }
        String revision = Json.ofOurs(message).path("result").path("protocolVersion").asText();
        String id = SessionTable.newId();
        switch (begun(id, revision)) {
            case ADDED -> {
                visit.reply().header(Reply.SESSION, id);
                super.answer(message, null);
            }
            case PRINCIPAL_FULL ->
                    full(Statuses.TOO_MANY, "Busy: you have too many sessions. Delete one.");
            case FULL -> full(503, "Busy: there are too many sessions. Try again later.");
        }
    }

    /// A store that fails has room for nobody.
    private Sessions.Admission begun(String id, String revision) {
        try {
            return sessions.begin(
                    id,
                    visit.path(),
                    visit.endpoint(),
                    visit.principal(),
                    revision,
                    introduction(),
                    connection);
        } catch (RuntimeException e) {
            LOG.error("A session could not be kept; type={}", e.getClass().getName());
            return Sessions.Admission.FULL;
        }
    }

    private void full(int status, String sentence) {
        visit.reply().busy(status, LATER, request.id(), sentence);
        dismiss();
    }

    private ObjectNode introduction() {
        ObjectNode kept = Json.object();
        for (String field : new String[] {"protocolVersion", "capabilities", "clientInfo"}) {
            var value = request.params().get(field);
            if (value != null) {
                kept.set(field, value);
            }
        }
        return kept;
    }
}
