package io.github.clockifymcp.clockify.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.clockifymcp.clockify.Answer;
import io.github.clockifymcp.clockify.ApiRequest;
import io.github.clockifymcp.clockify.AuditLog;
import io.github.clockifymcp.clockify.AuditLog.Authors;
import io.github.clockifymcp.clockify.Clockify;
import io.github.clockifymcp.clockify.EntityChanges.Deed;
import io.github.clockifymcp.clockify.EntityChanges.Kind;
import io.github.clockifymcp.clockify.Headers;
import io.github.clockifymcp.clockify.Paging;
import io.github.clockifymcp.clockify.WorkspaceApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Every request about what happened.
final class ChangeRequests {
    private static final Instant NINE = Instant.parse("2026-11-17T09:00:00Z");

    private final List<ApiRequest<?>> requests = new ArrayList<>();
    private final Clockify clockify = new Clockify(this::remember);

    /// The requests, made once.
    List<ApiRequest<?>> everything() {
        WorkspaceApi workspace = clockify.workspace("w1");
        Instant before = NINE.minus(Duration.ofDays(30));
        for (Deed deed : Deed.values()) {
            workspace
                    .entityChanges()
                    .list(deed, EnumSet.allOf(Kind.class), before, NINE, Paging.first());
        }
        AuditLog.Search all =
                new AuditLog.Search(
                        EnumSet.allOf(AuditLog.Action.class), Authors.all(), before, NINE);
        workspace.auditLog().search(all, Paging.first());
        return requests;
    }

    private Answer remember(ApiRequest<?> request) {
        requests.add(request);
        return new Answer(200, Headers.of(List.of()), JsonNodeFactory.instance.arrayNode());
    }
}
