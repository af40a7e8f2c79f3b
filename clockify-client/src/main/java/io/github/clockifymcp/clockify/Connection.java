package io.github.clockifymcp.clockify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What the areas share: running reads, and reading answers as records.
record Connection(Transport transport) {

    private static final String LAST_PAGE = "last-page";

    <T> T send(ApiRequest<T> request) {
        Answer answer = transport.exchange(request);
        if (request.isDownload()) {
            return request.answer().cast(Download.of(answer));
        }
        try {
            return Json.read(answer.body(), request.answer());
        } catch (ClockifyException e) {
            if (request.isRead()) {
                throw e;
            }
            throw Failures.unknownOutcome("its answer could not be understood", e);
        }
    }

    <T> List<T> list(String path, Query query, Class<T> type) {
        return list(ApiRequest.get(path, query, JsonNode.class), type);
    }

    <T> List<T> list(ApiRequest<JsonNode> request, Class<T> type) {
        return Json.readList(transport.exchange(request).body(), type);
    }

    /// A page of an endpoint that pages in the core's style. `Last-Page` says whether it is the
    /// last; where that is absent, a short page is.
    <T> Page<T> page(String path, Query query, Paging paging, Class<T> type) {
        Query all = query.with(paging.query());
        Answer answer = transport.exchange(ApiRequest.get(path, all, Outline.of(type)));
        List<T> items = Json.readList(answer.body(), type);
        boolean more =
                answer.headers()
                        .first(LAST_PAGE)
                        .map(last -> last.equalsIgnoreCase("false") && !items.isEmpty())
                        .orElse(items.size() >= paging.size());
        return new Page<>(items, more);
    }
}
